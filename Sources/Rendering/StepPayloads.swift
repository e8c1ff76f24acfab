internal import Traces

/// What a tool was given and gave back; nothing for other steps.
struct StepPayloads: Sendable {
    /// The arguments; nil when not captured, and when empty, which has no file.
    var input: Payload?
    /// The result; nil when not captured, and when empty.
    var result: Payload?

    /// True when the result says what went wrong.
    func tell(_ failure: Failure) -> Bool {
        guard let result else { return false }
        return !failure.message.isEmpty && result.raw.contains(failure.message)
    }

    /// Reads the payloads of a step.
    init(of step: Step) {
        switch step.content {
        case .tool(let call):
            input = call.arguments.flatMap { $0.isEmpty ? nil : Payload($0) }
            result = call.result.flatMap { $0.isEmpty ? nil : Payload($0) }
        case .model, .agent, .chain, .retrieval, .embedding, .check, .plumbing, .other: break
        }
    }
}
