internal import Traces

/// Finds the spans that tell one call twice: a framework's span around the provider's, the asking
/// and the answering side of a tool.
struct RepeatedCalls {
    /// For each span the nearest span above it that is a model call, a tool call or an agent.
    private var actors: [Int?]
    /// For each model call that wraps others, those directly inside.
    private(set) var inner: [Int: [Int]] = [:]
    /// The tool calls that repeat the one around them, with that one.
    private(set) var repeatedTools: [Int: Int] = [:]
    /// True for spans inside a tool call.
    private(set) var isInTool: [Bool]
    /// True for spans inside an agent's run or a tool call.
    private(set) var isInActor: [Bool]

    init(_ trace: TraceReading, order: [Int]) {
        let entries = trace.entries
        actors = Array(repeating: nil, count: entries.count)
        isInTool = Array(repeating: false, count: entries.count)
        isInActor = Array(repeating: false, count: entries.count)
        for index in order {
            guard let parent = trace.forest.parents[index] else { continue }
            let parentClass = entries[parent].stepClass
            isInTool[index] = isInTool[parent] || parentClass == .tool
            isInActor[index] = isInActor[parent] || parentClass == .tool || parentClass == .agent
            switch parentClass {
            case .model, .tool, .agent: actors[index] = parent
            case .chain, .retrieval, .embedding, .check, .plumbing, .other:
                actors[index] = actors[parent]
            }
        }
        for index in order {
            guard let actor = actors[index], entries[actor].stepClass == entries[index].stepClass
            else { continue }
            switch entries[index].stepClass {
            case .model: inner[actor, default: []].append(index)
            case .tool where RepeatedCalls.isOneTool(entries[index], entries[actor]):
                repeatedTools[index] = repeatedTools[actor] ?? actor
            case .tool, .agent, .chain, .retrieval, .embedding, .check, .plumbing, .other: break
            }
        }
    }

    /// The wrappers around a model call that wrap it alone, from the inside out.
    func wrappers(of index: Int) -> [Int] {
        var wrappers: [Int] = []
        var current = index
        while let actor = actors[current], inner[actor] == [current] {
            wrappers.append(actor)
            current = actor
        }
        return wrappers
    }

    /// The same tool with the same arguments, where both tell them.
    private static func isOneTool(
        _ left: TraceReading.Entry, _ right: TraceReading.Entry
    ) -> Bool {
        let calls = (left.reading.toolCall([]), right.reading.toolCall([]))
        guard calls.0.name == calls.1.name else { return false }
        guard let arguments = calls.0.arguments, let others = calls.1.arguments else { return true }
        return arguments == others
    }
}

extension ModelCall {
    /// Fills what this call does not tell from the span around it, and takes over its messages
    /// where it tells more of them.
    mutating func complete(from outer: ModelCall) {
        provider = provider ?? outer.provider
        requestModel = requestModel ?? outer.requestModel
        responseModel = responseModel ?? outer.responseModel
        cost = cost ?? outer.cost
        if parameters.isEmpty { parameters = outer.parameters }
        if finishReasons.isEmpty { finishReasons = outer.finishReasons }
        if outer.tools.sizeBytes > tools.sizeBytes { tools = outer.tools }
        if outer.input.count > input.count { input = outer.input }
        if output.allSatisfy(\.parts.isEmpty) { output = outer.output }
        omittedInputCount = max(omittedInputCount, outer.omittedInputCount)
        usage.inputTokens = usage.inputTokens ?? outer.usage.inputTokens
        usage.outputTokens = usage.outputTokens ?? outer.usage.outputTokens
        usage.cacheReadTokens = usage.cacheReadTokens ?? outer.usage.cacheReadTokens
        usage.cacheWriteTokens = usage.cacheWriteTokens ?? outer.usage.cacheWriteTokens
        usage.reasoningTokens = usage.reasoningTokens ?? outer.usage.reasoningTokens
    }
}

extension [ToolDefinition] {
    fileprivate var sizeBytes: Int { reduce(0) { $0 + $1.json.utf8.count } }
}

extension ToolCall {
    /// Fills what this call does not tell from the span inside that repeats it.
    mutating func complete(from inner: ToolCall) {
        id = id ?? inner.id
        summary = summary ?? inner.summary
        arguments = arguments ?? inner.arguments
        result = result ?? inner.result
        if attachments.isEmpty { attachments = inner.attachments }
    }
}
