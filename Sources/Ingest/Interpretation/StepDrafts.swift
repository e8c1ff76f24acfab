internal import Traces

/// Makes the step of every span: its content, its failure, and what of it is still to be told.
struct StepDrafts {
    private(set) var trace: TraceReading
    private(set) var repeated: RepeatedCalls
    /// One for each span of the forest; the parents are the forest's.
    private(set) var steps: [Step] = []
    /// Log records that belong to no one span, shown with a root but no part of what it says.
    private var homeless: (root: Int, records: [Occurrence]) = (0, [])

    init(_ reading: TraceReading) {
        let order = reading.forest.depthFirstOrder
        trace = reading
        repeated = RepeatedCalls(reading, order: order)
        adoptStrays()
        for index in trace.entries.indices { steps.append(step(at: index)) }
        steps[homeless.root].events += homeless.records.map { $0.event(besides: []) }
        for (index, outer) in repeated.repeatedTools.sorted(by: { $0.key < $1.key }) {
            guard case .tool(var call) = steps[outer].content else { continue }
            let inner = trace.entries[index]
            call.complete(from: inner.reading.toolCall(inner.occurrences))
            steps[outer].content = .tool(call)
        }
        takeOverExecutionFailures()
    }

    /// Messages in log records without a span belong to the one model call, if there is one only;
    /// whatever is left is shown with the root.
    private mutating func adoptStrays() {
        let strays = trace.strays
        guard !strays.isEmpty else { return }
        let calls = trace.entries.indices.filter {
            trace.entries[$0].stepClass == .model && repeated.inner[$0] == nil
        }
        let forest = trace.forest
        let root =
            forest.spans.firstIndex { $0.parentID == nil }
            ?? forest.parents.firstIndex { $0 == nil } ?? 0
        homeless = (root, strays)
        guard calls.count == 1, let call = calls.first else { return }
        homeless = (root, strays.filter { !$0.tellsMessages })
        trace.entries[call].occurrences += strays.filter(\.tellsMessages)
        let details = trace.entries[call].occurrences.filter { $0.kind == .details }
        trace.entries[call].reading = SpanReading(
            trace.forest.spans[call], details: details.flatMap(\.attributes))
    }

    private func step(at index: Int) -> Step {
        let entry = trace.entries[index]
        let content = content(at: index)
        var failure = entry.reading.failure(entry.occurrences)
        if failure == nil, case .tool(let call) = content { failure = call.resultFailure }
        var told = ToldMeanings.always
        if failure != nil { told.formUnion(ToldMeanings.failure) }
        told.formUnion(ToldMeanings.of(entry.stepClass))
        if case .chain = content, repeated.inner[index].map({ $0.count > 1 }) ?? false {
            told.subtract(ToldMeanings.messages)  // No one call inside has taken them over.
        }
        if case .tool(let call) = content, entry.reading.text(.toolParameters) == call.arguments {
            told.insert(.toolParameters)
        }
        let span = entry.reading.span
        let left = entry.occurrences.filter { !isTold($0, index: index, failure: failure) }
        return Step(
            span: span, content: content, parent: trace.forest.parents[index], failure: failure,
            toldKeys: entry.reading.keys(of: told),
            events: left.map { $0.event(besides: span.attributes) })
    }

    private func content(at index: Int) -> StepContent {
        let entry = trace.entries[index]
        switch entry.stepClass {
        case .model:
            guard repeated.inner[index] == nil else { return .chain }
            var call = entry.reading.modelCall(entry.occurrences)
            for wrapper in repeated.wrappers(of: index) {
                let outer = trace.entries[wrapper]
                call.complete(from: outer.reading.modelCall(outer.occurrences))
            }
            return .model(call)
        case .tool:
            guard repeated.repeatedTools[index] == nil else { return .chain }
            return .tool(entry.reading.toolCall(entry.occurrences))
        case .agent: return .agent(name: entry.reading.agentName)
        case .chain: return .chain
        case .retrieval: return .retrieval
        case .embedding: return .embedding
        case .check: return .check
        case .plumbing: return .plumbing
        case .other: return .other
        }
    }

    private func isTold(_ occurrence: Occurrence, index: Int, failure: Failure?) -> Bool {
        switch occurrence.kind {
        case .details, .evaluation: return true
        case .message, .choice, .prompt, .completion:
            switch trace.entries[index].stepClass {
            case .model, .tool: return true
            case .agent, .chain, .retrieval, .embedding, .check, .plumbing, .other: return false
            }
        case .exception:
            guard let failure else { return false }
            let type = occurrence.attributes["exception.type"]?.text
            let message = occurrence.attributes["exception.message"]?.text ?? ""
            return type == failure.type && failure.message.contains(message)
        case .toolOutput: return trace.entries[index].stepClass == .tool
        case .other: return false
        }
    }

    /// Claude Code tells a tool's failure on the span of its execution, inside the tool's.
    private mutating func takeOverExecutionFailures() {
        for step in steps {
            guard step.span.name == "claude_code.tool.execution", let failure = step.failure,
                let parent = step.parent, steps[parent].failure == nil
            else { continue }
            steps[parent].failure = failure
        }
    }
}

extension SpanReading {
    /// The name of the agent whose run the span is: what it says, or else the span's name.
    var agentName: String { saidAgentName ?? span.name }

    /// The name that a span says for its agent, in an attribute or within its own name.
    var saidAgentName: String? {
        if let name = text(.agentName) ?? text(.entityName) { return name }
        if span.name.hasPrefix("invoke_agent ") {
            return String(span.name.dropFirst("invoke_agent ".count))
        }
        for suffix in [".run", ".agent"] where span.name.hasSuffix(suffix) {
            return String(span.name.dropLast(suffix.count))
        }
        return span.name == "claude_code.interaction" ? "claude-code" : nil
    }
}

extension Occurrence {
    fileprivate var tellsMessages: Bool {
        switch kind {
        case .details, .message, .choice, .prompt, .completion: true
        case .evaluation, .exception, .toolOutput, .other: false
        }
    }
}
