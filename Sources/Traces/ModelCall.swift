/// One call of a model: what went in and what came out.
public struct ModelCall: Hashable, Sendable {
    /// Who serves the model (`openai`, `anthropic`); nil when not said.
    public var provider: String?
    /// The model asked for; nil when not said.
    public var requestModel: String?
    /// The model that answered; nil when not said.
    public var responseModel: String?
    /// Sampling parameters and the like, in the order of the source.
    public var parameters: [Attribute]
    /// The tools offered, each as the JSON that the source gave.
    public var tools: [ToolDefinition]
    /// The prompt, in order.
    public var input: [Message]
    /// How many messages of the prompt precede `input` and are known only to an earlier interaction
    /// of the conversation.
    public var omittedInputCount: Int
    /// The answer.
    public var output: [Message]
    /// Why the model stopped, one for each answer.
    public var finishReasons: [String]
    /// The tokens used.
    public var usage: Usage
    /// The cost that the source records, or an estimate; nil when there is neither.
    public var cost: MicroDollars?
    /// True when the cost is an estimate by a table of prices.
    public var isCostEstimated = false

    /// Creates a call; empty by default.
    public init(
        provider: String? = nil, requestModel: String? = nil, responseModel: String? = nil,
        parameters: [Attribute] = [], tools: [ToolDefinition] = [], input: [Message] = [],
        omittedInputCount: Int = 0, output: [Message] = [], finishReasons: [String] = [],
        usage: Usage = Usage(), cost: MicroDollars? = nil
    ) {
        self.provider = provider
        self.requestModel = requestModel
        self.responseModel = responseModel
        self.parameters = parameters
        self.tools = tools
        self.input = input
        self.omittedInputCount = omittedInputCount
        self.output = output
        self.finishReasons = finishReasons
        self.usage = usage
        self.cost = cost
    }

    /// The model that answered, or else the one asked for.
    public var model: String? { responseModel ?? requestModel }
}
