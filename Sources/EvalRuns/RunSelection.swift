public import Traces

/// What of a suite is run, and how.
public struct RunSelection: Hashable, Sendable {
    /// The cases by name, or by number from 0; empty for all.
    public var cases: [String]
    /// Words of which a case must have one; empty for any.
    public var tags: [String]
    /// How often each case is run; nil for what the cases and the suite say.
    public var repeatCount: Int?
    /// How many attempts are made at once.
    public var jobs: Int
    /// What may be spent; nil for any amount.
    public var maximumCost: MicroDollars?

    /// Creates a selection: everything, four at once.
    public init(
        cases: [String] = [], tags: [String] = [], repeatCount: Int? = nil, jobs: Int = 4,
        maximumCost: MicroDollars? = nil
    ) {
        self.cases = cases
        self.tags = tags
        self.repeatCount = repeatCount
        self.jobs = jobs
        self.maximumCost = maximumCost
    }
}
