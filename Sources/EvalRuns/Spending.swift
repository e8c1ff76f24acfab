internal import Agents
internal import Evals
internal import Traces

/// The tokens and money of an attempt.
struct Spending: Sendable {
    private(set) var usage = Usage()
    private(set) var cost: MicroDollars?

    /// Adds a reply.
    mutating func add(_ reply: ModelReply, of endpoint: ModelEndpoint) {
        if let tokens = reply.inputTokens { usage.inputTokens = (usage.inputTokens ?? 0) + tokens }
        if let tokens = reply.outputTokens {
            usage.outputTokens = (usage.outputTokens ?? 0) + tokens
        }
        if let amount = endpoint.cost(of: reply) {
            cost = MicroDollars((cost?.value ?? 0) + amount.value)
        }
    }
}
