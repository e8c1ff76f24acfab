public import Traces

/// The sums over a list of interactions, maintained whenever one of them changes.
public struct ListSums: Hashable, Sendable {
    /// How many interactions there are.
    public var interactions = 0
    /// The bytes of their rows in `index.tsv`, with the paths that this list uses; the header is not counted.
    public var indexBytes = 0
    /// Moves by one or more exactly when a row of the index changes, comes or goes.
    public var revision: Int64 = 0
    /// The modification time of the list; grows exactly when `revision` does.
    public var modifiedNs: Int64 = 0
    /// When the first interaction started; nil when there is none.
    public var firstStart: Timestamp?
    /// When the last interaction started; nil when there is none.
    public var lastStart: Timestamp?
    /// The interactions that failed.
    public var failed = 0
    /// The interactions that have not ended: running ones and quiet ones.
    public var running = 0
    /// The counts over all of them.
    public var totals = Totals()

    /// Creates sums of nothing.
    public init() {}
}
