/// The conversation that an interaction belongs to.
public struct ConversationKey: Hashable, Sendable {
    /// The identity in the source's words; unique in an account.
    public var sourceID: String
    /// The safe name that its directory gets, if that is still free.
    public var name: String

    /// Creates a key.
    public init(sourceID: String, name: String) {
        self.sourceID = sourceID
        self.name = name
    }
}
