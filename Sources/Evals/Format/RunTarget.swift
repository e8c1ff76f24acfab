/// How an output is made of the input of a case.
public enum RunTarget: Hashable, Sendable {
    /// A program gets the input as JSON on its standard input and prints the output.
    case command(CommandTarget)
    /// A model is called.
    case model(ModelTarget)
}

/// A program that is run for a case, or that judges an output.
public struct CommandTarget: Hashable, Sendable {
    /// The program and its arguments; one text in the file is `sh -c TEXT`.
    public var arguments: [String]
    /// The longest that it may run, in seconds; 60 unless given.
    public var timeoutSeconds: Double

    /// The longest that a command may run which does not say, in seconds.
    public static let standardTimeout = 60.0

    /// Creates a command.
    public init(arguments: [String], timeoutSeconds: Double = standardTimeout) {
        self.arguments = arguments
        self.timeoutSeconds = timeoutSeconds
    }
}

/// A call of a model with messages that are filled from the input of a case.
public struct ModelTarget: Hashable, Sendable {
    /// One message.
    public struct Message: Hashable, Sendable {
        /// `system`, `user` or `assistant`.
        public var role: String
        /// The text, with templates such as `{{input.question}}` and `{{prompt}}`.
        public var content: String

        /// Creates a message.
        public init(role: String, content: String) {
            self.role = role
            self.content = content
        }
    }

    /// The model and where it is.
    public var endpoint: ModelEndpoint
    /// The messages in order; empty means the prompt as system message and the input as user message.
    public var messages: [Message]

    /// Creates a call.
    public init(endpoint: ModelEndpoint, messages: [Message] = []) {
        self.endpoint = endpoint
        self.messages = messages
    }
}
