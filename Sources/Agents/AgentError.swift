/// Why a program or a model gave no output.
public enum AgentError: Error, Hashable, Sendable {
    /// A program could not be started.
    case notStarted(program: String, reason: String)
    /// The time was over, all attempts included.
    case timedOut(Duration)
    /// A server could not be reached, or broke off.
    case unreachable(url: String, reason: String)
    /// A server refused: the status, what it says, and how often it was asked.
    case refused(status: Int, message: String, attempts: Int)
    /// A server wants more patience than the policy has.
    case asksForPatience(status: Int, Duration)
    /// A reply was no reply of the protocol.
    case unreadable(reason: String)
    /// An address is none to which a request can be sent.
    case badAddress(String)
    /// Somebody cancelled the call.
    case cancelled
}

extension AgentError: CustomStringConvertible {
    /// What failed, on what, and what to do.
    public var description: String {
        switch self {
        case .notStarted(let program, let reason): "cannot run \(program): \(reason)"
        case .timedOut(let limit): "no answer within \(Self.text(of: limit))"
        case .unreachable(let url, let reason): "cannot reach \(url): \(reason)"
        case .refused(let status, let message, let attempts):
            "the server answered \(status)"
                + (attempts > 1 ? " (asked \(attempts) times)" : "")
                + (message.isEmpty ? "" : ": \(message)")
        case .asksForPatience(let status, let wait):
            "the server answered \(status) and asks to wait \(Self.text(of: wait)); try again then"
        case .unreadable(let reason): "the reply cannot be read: \(reason)"
        case .badAddress(let url): "\"\(url)\" is no http or https address"
        case .cancelled: "cancelled"
        }
    }

    private static func text(of duration: Duration) -> String {
        let milliseconds =
            duration.components.seconds * 1000
            + duration.components.attoseconds / 1_000_000_000_000_000
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }
}
