/// A conversation with its interactions of any kind.
public struct ConversationRow: Hashable, Sendable, Identifiable {
    /// The row's identity.
    public typealias ID = Int64

    /// The row's identity.
    public var id: ID
    /// The account.
    public var account: String
    /// The identity in the source's words.
    public var sourceID: String
    /// The name of its directory; unique in the whole store, never changed.
    public var name: String
    /// The sums; the paths in the index are the link names of the interactions.
    public var sums: ListSums
    /// The row in the index of the conversations, as `commit` was given it.
    public var indexLine: String
}
