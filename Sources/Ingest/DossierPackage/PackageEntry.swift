public import Traces

/// One record of a package with everything that the store knows of it.
public struct PackageEntry: Hashable, Sendable {
    /// What is told.
    public enum Content: Hashable, Sendable {
        /// A record of a trace.
        case record(Record)
        /// Input that could not be read, and why.
        case rejected(reason: String, bytes: [UInt8])
    }

    /// The record.
    public var content: Content
    /// The account that it belongs to.
    public var account: String
    /// The kind of the trace's interaction.
    public var kind: InteractionKind
    /// Where the interaction is listed, `2026-11-20/143205-incident-chat-3f9a2c1d`; nil when nowhere.
    public var place: String?
    /// Where it came from.
    public var provenance: Provenance
    /// The size of the file that it came from, in bytes.
    public var fileBytes: Int

    /// Creates an entry.
    public init(
        _ content: Content, account: String, kind: InteractionKind, place: String?,
        provenance: Provenance, fileBytes: Int
    ) {
        self.content = content
        self.account = account
        self.kind = kind
        self.place = place
        self.provenance = provenance
        self.fileBytes = fileBytes
    }
}
