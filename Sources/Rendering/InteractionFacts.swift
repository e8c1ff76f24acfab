public import Traces

/// What the pages of an interaction tell that the trace itself does not know.
public struct InteractionFacts: Hashable, Sendable {
    /// The account that the interaction belongs to.
    public var account: String
    /// Which directory it is listed in.
    public var kind: InteractionKind
    /// The name of its directory.
    public var directoryName: String
    /// Where its records came from, in the order of the records.
    public var provenance: [Provenance]
    /// The name of its conversation's directory; nil without a conversation.
    public var conversationDirectory: String?

    /// Creates the facts.
    public init(
        account: String, kind: InteractionKind, directoryName: String,
        provenance: [Provenance] = [], conversationDirectory: String? = nil
    ) {
        self.account = account
        self.kind = kind
        self.directoryName = directoryName
        self.provenance = provenance
        self.conversationDirectory = conversationDirectory
    }
}
