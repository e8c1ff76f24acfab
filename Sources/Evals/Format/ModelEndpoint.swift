/// A model and how it is reached.
public struct ModelEndpoint: Hashable, Sendable {
    /// The wire format of a provider.
    public enum WireProtocol: String, Hashable, Sendable, CaseIterable {
        /// `POST URL/chat/completions`, as OpenAI and those who do as it does.
        case openai
        /// `POST URL/v1/messages`, as Anthropic.
        case anthropic

        /// The address without a path, when the suite gives none.
        public var standardURL: String {
            switch self {
            case .openai: "https://api.openai.com/v1"
            case .anthropic: "https://api.anthropic.com"
            }
        }

        /// The variable of the environment with the key, when the suite gives none.
        public var standardKeyVariable: String {
            switch self {
            case .openai: "OPENAI_API_KEY"
            case .anthropic: "ANTHROPIC_API_KEY"
            }
        }
    }

    /// The price of a model, in micro-dollars for a million tokens.
    public struct Price: Hashable, Sendable {
        /// For tokens of prompts.
        public var inputMicroDollars: Int64
        /// For tokens of answers.
        public var outputMicroDollars: Int64

        /// Creates a price.
        public init(inputMicroDollars: Int64, outputMicroDollars: Int64) {
            self.inputMicroDollars = inputMicroDollars
            self.outputMicroDollars = outputMicroDollars
        }
    }

    /// The wire format; `openai` unless given.
    public var wireProtocol: WireProtocol
    /// The model's name.
    public var model: String
    /// The address to which the path of the protocol is added.
    public var url: String
    /// The variable of the environment that holds the key.
    public var keyVariable: String
    /// Further members of the request (`temperature`, `max_tokens`), as the provider names them.
    public var parameters: [EvalMember]
    /// The longest that a call may take, in seconds; 60 unless given.
    public var timeoutSeconds: Double
    /// What tokens cost; nil when the suite does not say.
    public var price: Price?

    /// Creates an endpoint with the standards of its protocol.
    public init(
        protocol wireProtocol: WireProtocol = .openai, model: String, url: String? = nil,
        keyVariable: String? = nil, parameters: [EvalMember] = [], timeoutSeconds: Double = 60,
        price: Price? = nil
    ) {
        self.wireProtocol = wireProtocol
        self.model = model
        self.url = url ?? wireProtocol.standardURL
        self.keyVariable = keyVariable ?? wireProtocol.standardKeyVariable
        self.parameters = parameters
        self.timeoutSeconds = timeoutSeconds
        self.price = price
    }
}

/// Who answers graded matchers.
public struct JudgeSettings: Hashable, Sendable {
    /// The judging model.
    public var endpoint: ModelEndpoint

    /// Creates settings.
    public init(endpoint: ModelEndpoint) {
        self.endpoint = endpoint
    }
}
