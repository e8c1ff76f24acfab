/// What the tokens of a model cost, in US dollars for a million of them.
public struct Price: Hashable, Sendable {
    /// Input tokens that no cache is concerned with.
    public var input: Double
    /// Output tokens, reasoning included.
    public var output: Double
    /// Input tokens read from a cache; nil for the price of input.
    public var cacheRead: Double?
    /// Input tokens written to a cache; nil for the price of input.
    public var cacheWrite: Double?

    /// Creates a price.
    public init(
        input: Double, output: Double, cacheRead: Double? = nil, cacheWrite: Double? = nil
    ) {
        self.input = input
        self.output = output
        self.cacheRead = cacheRead
        self.cacheWrite = cacheWrite
    }

    /// What a call costs; nil when it says no tokens, or the sum makes no sense.
    public func cost(of usage: Usage) -> MicroDollars? {
        guard usage.inputTokens != nil || usage.outputTokens != nil else { return nil }
        let read = Double(usage.cacheReadTokens ?? 0)
        let write = Double(usage.cacheWriteTokens ?? 0)
        let rest = max(0, Double(usage.inputTokens ?? 0) - read - write)
        // A dollar for a million tokens is a millionth of a dollar for one.
        let sum =
            rest * input + read * (cacheRead ?? input) + write * (cacheWrite ?? input)
            + Double(usage.outputTokens ?? 0) * output
        return Int64(exactly: sum.rounded()).map { MicroDollars($0) }
    }
}
