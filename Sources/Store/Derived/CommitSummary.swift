/// What a commit of projections changed.
public struct CommitSummary: Hashable, Sendable {
    /// Interactions that were not there.
    public var added = 0
    /// Interactions of which a file or the row changed.
    public var changed = 0
    /// Interactions that are as they were.
    public var unchanged = 0
    /// Interactions that are no longer there.
    public var removed = 0
    /// Files whose content was stored.
    public var filesWritten = 0
    /// Files that keep the content, identity and time that they had.
    public var filesKept = 0

    /// Creates a summary of nothing.
    public init() {}

    /// Adds up two summaries.
    public static func + (left: CommitSummary, right: CommitSummary) -> CommitSummary {
        var sum = left
        sum.added += right.added
        sum.changed += right.changed
        sum.unchanged += right.unchanged
        sum.removed += right.removed
        sum.filesWritten += right.filesWritten
        sum.filesKept += right.filesKept
        return sum
    }
}
