public import Traces

/// Input that could not be read as a record; it is kept and counted.
public struct RejectedRecord: Hashable, Sendable {
    /// Where it stands.
    public var provenance: Provenance
    /// Why it could not be read, in one line.
    public var reason: String
    /// The bytes themselves.
    public var bytes: [UInt8]

    /// Creates a rejected record.
    public init(provenance: Provenance, reason: String, bytes: [UInt8]) {
        self.provenance = provenance
        self.reason = reason
        self.bytes = bytes
    }
}
