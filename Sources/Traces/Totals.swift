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
    /// Cost over the model calls, recorded or estimated; nil when none is known.
    public var cost: MicroDollars?
    /// Model calls whose cost is an estimate.
    public var estimatedCalls = 0

    /// Creates totals of nothing.
    public init() {}
}
