internal import JSON
internal import Traces

/// Brings together what the messages of model calls tell about tool calls and the spans of tools.
///
/// A call without a span becomes a derived step beside the model call that asked for it, because
/// "what did it do" must not depend on whether a framework instruments its tools. A span without
/// arguments or result gets those of the messages.
struct ToolMatching {
    /// The steps of the spans, and the derived ones after them.
    private(set) var steps: [Step]
    private var results = MessageResults()
    private var asked: [AskedCall] = []

    /// A tool call that a model asked for.
    private struct AskedCall {
        let model: Int
        let position: Int
        let id: String?
        let name: String
        let arguments: String
    }

    init(_ drafts: [Step]) {
        steps = drafts
        readMessages()
        let matched = matchedTools()
        for (position, call) in asked.enumerated() where matched[position] == nil { derive(call) }
        for index in steps.indices { complete(at: index) }
    }

    /// Spans stand by start, so that the first call that shows a result is the next one.
    private mutating func readMessages() {
        for (index, step) in steps.enumerated() {
            guard case .model(let call) = step.content else { continue }
            results.read(call.input, shownAt: step.span.start)
            var position = 0
            for case .toolCall(let id, let name, let arguments) in call.output.flatMap(\.parts) {
                asked.append(
                    AskedCall(
                        model: index, position: position, id: id.flatMap { $0.isEmpty ? nil : $0 },
                        name: name, arguments: arguments))
                position += 1
            }
        }
    }

    /// The span of each call: by id, then by name and arguments, then by name alone.
    private mutating func matchedTools() -> [Int: Int] {
        var matched: [Int: Int] = [:]
        var isTaken: Set<Int> = []
        let byID = toolsByID()
        for (position, call) in asked.enumerated() {
            if let id = call.id, let tool = byID[id], isTaken.insert(tool).inserted {
                matched[position] = tool
            }
        }
        var free = freeTools(besides: isTaken)
        for (position, call) in asked.enumerated() where matched[position] == nil {
            guard let candidates = free[call.name], !candidates.isEmpty else { continue }
            let start = steps[call.model].span.start
            let arguments = ToolMatching.normalized(call.arguments)
            let choice =
                candidates.firstIndex { $0.start >= start && $0.arguments == arguments }
                ?? candidates.firstIndex { $0.start >= start }
            guard let choice else { continue }
            matched[position] = free[call.name]?.remove(at: choice).index
        }
        for (position, tool) in matched { takeOver(asked[position], at: tool) }
        return matched
    }

    private func toolsByID() -> [String: Int] {
        var byID: [String: Int] = [:]
        for (index, step) in steps.enumerated() {
            guard case .tool(let call) = step.content, let id = call.id else { continue }
            if byID[id] == nil { byID[id] = index }
        }
        return byID
    }

    /// A tool's span that no call's id names.
    private struct FreeTool {
        let index: Int
        let start: Timestamp
        let arguments: String?
    }

    private func freeTools(besides taken: Set<Int>) -> [String: [FreeTool]] {
        var free: [String: [FreeTool]] = [:]
        guard taken.count < asked.count else { return free }
        for (index, step) in steps.enumerated() where !taken.contains(index) {
            guard case .tool(let call) = step.content else { continue }
            free[call.name, default: []].append(
                FreeTool(
                    index: index, start: step.span.start,
                    arguments: call.arguments.map(ToolMatching.normalized)))
        }
        return free
    }

    private static func normalized(_ json: String) -> String {
        JSONDocument.structure(of: json)?.compactText ?? json
    }

    private mutating func takeOver(_ call: AskedCall, at index: Int) {
        guard case .tool(var tool) = steps[index].content else { return }
        tool.id = tool.id ?? call.id
        if tool.arguments == nil, !call.arguments.isEmpty { tool.arguments = call.arguments }
        steps[index].content = .tool(tool)
    }

    /// A step for a call that no span tells: from the end of the model call until its result shows.
    private mutating func derive(_ call: AskedCall) {
        let model = steps[call.model].span
        let start = model.end ?? model.start
        let shown = call.id.flatMap { results.byID[$0]?.shownAt }
        let span = Span(
            traceID: model.traceID, spanID: DerivedID.spanID(of: model, position: call.position),
            parentID: model.parentID, name: "execute_tool \(call.name)", kind: .internal,
            start: start, end: shown.map { max($0, start) }, resource: model.resource)
        let tool = ToolCall(
            id: call.id, name: call.name,
            arguments: call.arguments.isEmpty ? nil : call.arguments)
        steps.append(
            Step(
                span: span, content: .tool(tool), parent: steps[call.model].parent,
                isDerived: true))
    }

    private mutating func complete(at index: Int) {
        guard case .tool(var tool) = steps[index].content, let id = tool.id,
            let answer = results.byID[id]
        else { return }
        tool.result = tool.result ?? answer.content
        if tool.attachments.isEmpty { tool.attachments = answer.media }
        steps[index].content = .tool(tool)
        if answer.isError, steps[index].failure == nil {
            let line = answer.content.split(whereSeparator: \.isNewline).first ?? ""
            steps[index].failure = Failure(message: String(line.prefix(300)))
        }
    }
}
