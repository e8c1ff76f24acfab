/// One question to a model.
public struct ModelRequest: Hashable, Sendable {
    /// The wire format of a provider.
    public enum WireFormat: Hashable, Sendable {
        /// `POST url/chat/completions`.
        case openai
        /// `POST url/v1/messages`.
        case anthropic
    }

    /// One message.
    public struct Message: Hashable, Sendable {
        /// `system`, `user` or `assistant`.
        public var role: String
        /// The text.
        public var content: String

        /// Creates a message.
        public init(role: String, content: String) {
            self.role = role
            self.content = content
        }
    }

    /// A further member of the request.
    public struct Parameter: Hashable, Sendable {
        /// The name, as the provider spells it.
        public var name: String
        /// The value as JSON.
        public var json: String

        /// Creates a parameter.
        public init(name: String, json: String) {
            self.name = name
            self.json = json
        }
    }

    /// A structure that the answer is to have.
    public struct AnswerForm: Hashable, Sendable {
        /// What it is called: letters, digits and underscores.
        public var name: String
        /// The JSON Schema.
        public var schema: String

        /// Creates a form.
        public init(name: String, schema: String) {
            self.name = name
            self.schema = schema
        }
    }

    /// The wire format.
    public var format: WireFormat
    /// The address to which the path of the format is added.
    public var url: String
    /// The key; nil where none is needed.
    public var key: String?
    /// The model.
    public var model: String
    /// The messages in order.
    public var messages: [Message]
    /// Further members.
    public var parameters: [Parameter]
    /// The structure of the answer; nil for free text.
    public var answerForm: AnswerForm?
    /// The longest that all attempts together may take.
    public var timeLimit: Duration

    /// Creates a request.
    public init(
        format: WireFormat, url: String, key: String?, model: String, messages: [Message],
        parameters: [Parameter] = [], answerForm: AnswerForm? = nil,
        timeLimit: Duration = .seconds(60)
    ) {
        self.format = format
        self.url = url
        self.key = key
        self.model = model
        self.messages = messages
        self.parameters = parameters
        self.answerForm = answerForm
        self.timeLimit = timeLimit
    }
}

/// What a model answered.
public struct ModelReply: Hashable, Sendable {
    /// The text; for a request with an answer form the JSON of the answer.
    public var text: String
    /// The model that answered, as the server says; else the one asked for.
    public var model: String
    /// Tokens of the prompt; nil when not said.
    public var inputTokens: Int?
    /// Tokens of the answer; nil when not said.
    public var outputTokens: Int?
    /// Why the model stopped, in the provider's word; nil when not said.
    public var finishReason: String?
    /// How often the server was asked.
    public var attempts: Int

    /// Creates a reply.
    public init(
        text: String, model: String, inputTokens: Int? = nil, outputTokens: Int? = nil,
        finishReason: String? = nil, attempts: Int = 1
    ) {
        self.text = text
        self.model = model
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.finishReason = finishReason
        self.attempts = attempts
    }
}
