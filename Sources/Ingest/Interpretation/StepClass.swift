internal import Traces

/// What kind of step a span is, by what its conventions say.
enum StepClass {
    case model, tool, agent, chain, retrieval, embedding, check, plumbing, other
}

extension SpanReading {
    /// The kind of step, the plainest statement first: the operation, the kind word of another
    /// convention, the span's name, what its attributes imply, and last that it is transport.
    var stepClass: StepClass {
        if span.name.hasPrefix("claude_code.") { return claudeCodeClass }
        if let operation = text(.operation), let known = StepClass(operation: operation) {
            return known == .tool && isMergedTool ? .chain : known
        }
        if let type = text(.requestType), let known = StepClass(requestType: type) { return known }
        if let word = text(.kindWord), let known = StepClass(kindWord: word) { return known }
        return classByName ?? classByContent ?? (isTransport ? .plumbing : .other)
    }

    /// Claude Code's own spans; those inside a tool's span tell about the tool.
    private var claudeCodeClass: StepClass {
        switch span.name {
        case "claude_code.interaction": .agent
        case "claude_code.llm_request": .model
        case "claude_code.tool": .tool
        default: .chain
        }
    }

    /// Google ADK repeats the results of parallel tool calls in one more span.
    private var isMergedTool: Bool {
        span.name == "execute_tool (merged)" || text(.toolName) == "(merged tools)"
    }

    private var classByName: StepClass? {
        let hasModel = has(.requestModel, .responseModel, .provider, .modelRequest)
        if span.name == "call_llm" { return hasModel ? .model : .chain }
        if span.name.hasPrefix("invoke_agent ") { return .agent }
        if span.name.hasPrefix("execute_tool ") { return isMergedTool ? .chain : .tool }
        let isCall = span.name.hasPrefix("chat ") || span.name.hasPrefix("text_completion ")
        return isCall && hasModel ? .model : nil
    }

    private var classByContent: StepClass? {
        let hasUsage = has(.inputTokens, .outputTokens, .uncachedInputTokens)
        let hasMessages = has(
            .inputMessages, .outputMessages, .flatInputMessages, .flatOutputMessages,
            .modelRequest, .modelResponse)
        if has(.requestModel, .responseModel), hasUsage || hasMessages { return .model }
        if has(.toolName), has(.toolArguments, .toolResult, .toolCallID, .input) { return .tool }
        return has(.input, .output) ? .chain : nil
    }

    private var isTransport: Bool {
        if has(.agentName, .operation, .entityName) { return false }
        return has(.transport) || Vocabulary.isTransport(scope: span.scope.name)
    }
}

extension StepClass {
    fileprivate init?(operation: String) {
        switch operation {
        case "chat", "generate_content", "text_completion", "completion", "responses", "message":
            self = .model
        case "invoke_agent": self = .agent
        case "execute_tool": self = .tool
        case "invoke_workflow", "workflow", "task", "create_agent", "handoff": self = .chain
        case "embeddings", "embedding": self = .embedding
        case "retrieval", "retrieve", "search", "rerank": self = .retrieval
        case "evaluate", "evaluation", "guardrail": self = .check
        default: return nil
        }
    }

    fileprivate init?(requestType: String) {
        switch requestType {
        case "chat", "completion": self = .model
        case "embedding": self = .embedding
        case "rerank": self = .retrieval
        default: return nil
        }
    }

    fileprivate init?(kindWord: String) {
        switch kindWord.lowercased() {
        case "llm", "generation", "llm_request": self = .model
        case "tool": self = .tool
        case "agent": self = .agent
        case "chain", "workflow", "task", "prompt", "parser", "span": self = .chain
        case "retriever", "reranker": self = .retrieval
        case "embedding": self = .embedding
        case "guardrail", "evaluator": self = .check
        default: return nil
        }
    }
}
