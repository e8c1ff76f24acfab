/// The tokens that one model call used.
///
/// Wrapper spans repeat their children's usage: never sum up a tree.
public struct Usage: Hashable, Sendable {
    /// All input tokens, those read from and written to a cache included; nil when not said.
    public var inputTokens: Int?
    /// All output tokens, reasoning included; nil when not said.
    public var outputTokens: Int?
    /// Input tokens read from a cache; nil when not said.
    public var cacheReadTokens: Int?
    /// Input tokens written to a cache; nil when not said.
    public var cacheWriteTokens: Int?
    /// Output tokens spent on reasoning; nil when not said.
    public var reasoningTokens: Int?

    /// Creates a usage; nothing said by default.
    public init(
        inputTokens: Int? = nil, outputTokens: Int? = nil, cacheReadTokens: Int? = nil,
        cacheWriteTokens: Int? = nil, reasoningTokens: Int? = nil
    ) {
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.cacheReadTokens = cacheReadTokens
        self.cacheWriteTokens = cacheWriteTokens
        self.reasoningTokens = reasoningTokens
    }
}
