public import Traces

/// What a check of the store found.
public struct StoreReport: Hashable, Sendable {
    /// Something that is wrong.
    public struct Problem: Hashable, Sendable {
        /// What is wrong with what: one line.
        public var description: String
        /// True when data is lost or cannot be trusted; false for what a rebuild mends.
        public var isDamage: Bool
    }

    /// Rejected records of one reason.
    public struct Rejections: Hashable, Sendable {
        /// The reason.
        public var reason: String
        /// How many there are.
        public var count: Int
        /// Where the first few stand.
        public var examples: [Provenance]
    }

    /// What is wrong; at most 1,000, the rest is counted in `problemCount`.
    public var problems: [Problem] = []
    /// How many things are wrong.
    public var problemCount = 0
    /// Packs whose digest was checked.
    public var packsChecked = 0
    /// Pieces of content whose digest was checked.
    public var contentsChecked = 0
    /// Records whose digest was checked.
    public var recordsChecked = 0
    /// Files of interactions whose extents were checked.
    public var filesChecked = 0
    /// Packs that nothing refers to: what is left of older projections is not counted.
    public var orphanedPacks = 0
    /// The rejected records, most frequent reason first.
    public var rejections: [Rejections] = []
    /// The counts of everything.
    public var statistics = StoreStatistics()

    /// True when nothing is wrong.
    public var isSound: Bool { problemCount == 0 }

    /// Creates a report of nothing.
    public init() {}
}
