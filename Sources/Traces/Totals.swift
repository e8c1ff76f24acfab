/// Counts over the steps of an interaction.
public struct Totals: Hashable, Sendable {
    /// Model calls.
    public var modelCalls = 0
    /// Tool calls.
    public var toolCalls = 0
    /// Steps that failed, wrappers that only repeat a child's failure not counted.
    public var failures = 0
    /// Spans of every kind.
    public var spans = 0
    /// Input tokens over the model calls.
    public var inputTokens = 0
    /// Output tokens over the model calls.
    public var outputTokens = 0
    /// Recorded cost over the model calls; nil when none is recorded.
    public var cost: MicroDollars?

    /// Creates totals of nothing.
    public init() {}
}
