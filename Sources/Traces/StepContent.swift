/// What a step is, beyond a span.
public enum StepContent: Hashable, Sendable {
    /// A model call.
    case model(ModelCall)
    /// A tool call.
    case tool(ToolCall)
    /// An agent's run, with its name.
    case agent(name: String)
    /// A chain, workflow or step of an agent.
    case chain
    /// A search for documents.
    case retrieval
    /// An embedding.
    case embedding
    /// A guardrail or an evaluator.
    case check
    /// Transport (HTTP, RPC, database) that instruments the others; folded where it runs in rows.
    case plumbing
    /// Any other span.
    case other
}
