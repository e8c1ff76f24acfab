/// What went wrong in a step.
public struct Failure: Hashable, Sendable {
    /// The kind of error (`TimeoutError`, `error.type`); nil when not said.
    public var type: String?
    /// The message; empty when not said.
    public var message: String
    /// The stack trace; nil when there is none.
    public var stackTrace: String?

    /// Creates a failure.
    public init(type: String? = nil, message: String, stackTrace: String? = nil) {
        self.type = type
        self.message = message
        self.stackTrace = stackTrace
    }
}
