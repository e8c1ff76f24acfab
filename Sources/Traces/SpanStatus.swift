/// The status that a span ended with (OTLP `Status`).
public struct SpanStatus: Hashable, Sendable {
    /// The code; raw values are OTLP's numbers.
    public enum Code: Int, Hashable, Sendable, CaseIterable {
        /// Not said, which is not the same as a success.
        case unset = 0
        /// Said to be a success.
        case ok = 1
        /// Said to be a failure.
        case error = 2
    }

    /// The code.
    public var code: Code
    /// The explanation; empty when there is none.
    public var message: String

    /// Creates a status; unset by default.
    public init(_ code: Code = .unset, message: String = "") {
        self.code = code
        self.message = message
    }
}
