/// What became of the records of a batch.
public struct AppendSummary: Hashable, Sendable {
    /// Spans that were not there.
    public var spansAdded = 0
    /// Spans that were there with other content; both are kept, one wins.
    public var spansUpdated = 0
    /// Spans that were there already.
    public var spansKnown = 0
    /// Log records that were not there.
    public var logsAdded = 0
    /// Log records that were there already.
    public var logsKnown = 0
    /// Annotations that were not there.
    public var annotationsAdded = 0
    /// Annotations that were there already.
    public var annotationsKnown = 0
    /// Rejected records that were not there.
    public var rejected = 0
    /// Rejected records that were there already.
    public var rejectedKnown = 0

    /// Creates a summary of nothing.
    public init() {}

    /// Adds up two summaries.
    public static func + (left: AppendSummary, right: AppendSummary) -> AppendSummary {
        var sum = left
        sum.spansAdded += right.spansAdded
        sum.spansUpdated += right.spansUpdated
        sum.spansKnown += right.spansKnown
        sum.logsAdded += right.logsAdded
        sum.logsKnown += right.logsKnown
        sum.annotationsAdded += right.annotationsAdded
        sum.annotationsKnown += right.annotationsKnown
        sum.rejected += right.rejected
        sum.rejectedKnown += right.rejectedKnown
        return sum
    }

    /// True when the batch changed nothing.
    public var isEmpty: Bool {
        spansAdded + spansUpdated + logsAdded + annotationsAdded + rejected == 0
    }
}
