/// How far a check of the store has come.
public struct CheckProgress: Hashable, Sendable {
    /// What is being checked.
    public enum Stage: String, Hashable, Sendable, CaseIterable {
        /// The database file itself.
        case file
        /// Compressed content.
        case packs
        /// Raw records.
        case records
        /// Files of interactions.
        case files
    }

    /// What is being checked.
    public var stage: Stage
    /// How many are done.
    public var done: Int
    /// How many there are.
    public var total: Int
}
