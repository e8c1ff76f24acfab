import JSON
import Traces

extension ClaudeCodeAssembly {
    /// Every record of the threads that are wanted, with the place that it came from; trace by trace, so that
    /// what is read together is stored together.
    func forEachRecord(
        where isWanted: (ClaudeCodeThread) -> Bool, _ body: (Record, Provenance) throws -> Void
    ) rethrows {
        let lastTurn = threads.lastIndex { $0.agentID == nil }
        let callsOfThread = Dictionary(grouping: calls, by: \.thread)
        let toolsOfThread = Dictionary(grouping: tools, by: \.thread)
        let logsOfThread = Dictionary(grouping: logs, by: \.thread)
        for index in threadsByTrace() where isWanted(threads[index]) {
            let thread = threads[index]
            let isOver = thread.hasProgressed || index != lastTurn
            try body(.span(span(of: thread, isOver: isOver)), thread.first.place)
            for call in callsOfThread[index] ?? [] {
                var place = call.first.place
                if call.first.place != call.last.place { place.lengthBytes = 0 }
                try body(.span(span(of: call)), place)
            }
            for tool in toolsOfThread[index] ?? [] {
                var place = tool.first.place
                if tool.result != nil && !tool.isAnswerAlone { place.lengthBytes = 0 }
                try body(.span(span(of: tool)), place)
            }
            for log in logsOfThread[index] ?? [] {
                try body(.log(logRecord(of: log)), log.record.place)
            }
        }
    }

    /// The indices of the threads, those of a trace together.
    private func threadsByTrace() -> [Int] {
        var groups: [TraceID: [Int]] = [:]
        var order: [TraceID] = []
        for (index, thread) in threads.enumerated() {
            if groups[thread.traceID] == nil { order.append(thread.traceID) }
            groups[thread.traceID, default: []].append(index)
        }
        return order.flatMap { groups[$0] ?? [] }
    }

    private func span(of thread: ClaudeCodeThread, isOver: Bool) -> Span {
        var attributes = common(thread, "invoke_agent")
        if let agentID = thread.agentID {
            attributes.append(Attribute("gen_ai.agent.id", .string(agentID)))
        }
        attributes.append(messages: thread.asked, "gen_ai.input.messages")
        attributes.append(messages: answer(of: thread), "gen_ai.output.messages")
        var status = SpanStatus()
        if let error = thread.serviceError {
            attributes.append(Attribute("error.type", .string(error)))
            status = SpanStatus(.error, message: "the model's service failed: \(error)")
        }
        return Span(
            traceID: thread.traceID, spanID: thread.spanID, parentID: thread.parentID,
            name: thread.name, kind: .internal, start: thread.start,
            end: isOver ? max(thread.lastTime, thread.start) : nil, status: status,
            attributes: attributes, resource: thread.resource)
    }

    private func answer(of thread: ClaudeCodeThread) -> [[UInt8]] {
        if let answer = thread.clientAnswer { return [answer] }
        if let call = thread.lastCall, !calls[call].answerText.isEmpty {
            return [calls[call].answerText.finished()]
        }
        guard let text = thread.toolAnswer else { return [] }
        var answer = PartsMessage(role: "assistant")
        answer.text(text)
        return [answer.finished()]
    }

    private func span(of call: ClaudeCodeCall) -> Span {
        let thread = threads[call.thread]
        let message = call.last.message
        let model = message?["model"]?.string
        var attributes = common(thread, "chat")
        if let model { attributes.append(Attribute("gen_ai.response.model", .string(model))) }
        if let id = message?["id"]?.string {
            attributes.append(Attribute("gen_ai.response.id", .string(id)))
        }
        if let reason = call.stopReason {
            attributes.append(
                Attribute("gen_ai.response.finish_reasons", .array([.string(reason)])))
        }
        attributes += usage(message?["usage"])
        if let requestID = call.last.value["requestId"]?.string {
            attributes.append(Attribute("claude_code.request_id", .string(requestID)))
        }
        if call.omittedCount > 0 {
            attributes.append(
                Attribute("dossier.input.omitted_messages", .int(Int64(call.omittedCount))))
        }
        if let previous = call.previous {
            attributes.append(Attribute("dossier.input.follows", .string(previous.description)))
        }
        attributes.append(messages: call.input, "gen_ai.input.messages")
        attributes.append(
            messages: [call.answer.finished(finishReason: call.stopReason)],
            "gen_ai.output.messages")
        return Span(
            traceID: thread.traceID, spanID: call.spanID, parentID: thread.spanID,
            name: "chat" + (model.map { " \($0)" } ?? ""), kind: .client, start: call.start,
            end: call.end, attributes: attributes, resource: thread.resource)
    }

    private func usage(_ usage: JSONValue?) -> [Attribute] {
        guard let usage, usage.kind == .object else { return [] }
        let cacheRead = usage["cache_read_input_tokens"]?.int64
        let cacheWrite = usage["cache_creation_input_tokens"]?.int64
        var attributes: [Attribute] = []
        if let fresh = usage["input_tokens"]?.int64 {
            let total = [cacheRead ?? 0, cacheWrite ?? 0].reduce(fresh) { $0.addingClamped($1) }
            attributes.append(Attribute("gen_ai.usage.input_tokens", .int(total)))
        }
        if let output = usage["output_tokens"]?.int64 {
            attributes.append(Attribute("gen_ai.usage.output_tokens", .int(output)))
        }
        if let cacheRead {
            attributes.append(
                Attribute("gen_ai.usage.cache_read.input_tokens", .int(cacheRead)))
        }
        if let cacheWrite {
            attributes.append(
                Attribute("gen_ai.usage.cache_creation.input_tokens", .int(cacheWrite)))
        }
        return attributes
    }

    private func span(of tool: ClaudeCodeTool) -> Span {
        let thread = threads[tool.thread]
        var attributes = common(thread, "execute_tool")
        attributes.append(Attribute("gen_ai.tool.name", .string(tool.name)))
        attributes.append(Attribute("gen_ai.tool.call.id", .string(tool.id)))
        if let arguments = tool.input?.rawText {
            attributes.append(Attribute("gen_ai.tool.call.arguments", .string(arguments)))
        }
        var status = SpanStatus()
        if let result = tool.result {
            attributes.append(Attribute("gen_ai.tool.call.result", .string(result.text)))
            if tool.progressCount > 0 {
                attributes.append(
                    Attribute("claude_code.progress_lines", .int(Int64(tool.progressCount))))
            }
            attributes += result.details
            if result.isError {
                attributes.append(Attribute("error.type", .string("tool_error")))
                status = SpanStatus(.error, message: result.text.firstLine)
            }
        }
        return Span(
            traceID: thread.traceID, spanID: tool.spanID, parentID: thread.spanID,
            name: tool.name.isEmpty ? "execute_tool" : "execute_tool \(tool.name)",
            kind: .internal, start: tool.start, end: tool.end, status: status,
            attributes: attributes, resource: thread.resource)
    }

    private func logRecord(of log: ClaudeCodeLog) -> LogRecord {
        let thread = threads[log.thread]
        var attributes = log.attributes
        if let uuid = log.record.uuid {
            attributes.append(Attribute("claude_code.uuid", .string(uuid)))
        }
        return LogRecord(
            traceID: thread.traceID, spanID: log.spanID, time: log.time,
            eventName: log.eventName, severity: log.severity, body: log.body,
            attributes: attributes, resource: thread.resource)
    }

    private func common(_ thread: ClaudeCodeThread, _ operation: String) -> [Attribute] {
        [
            Attribute("gen_ai.operation.name", .string(operation)),
            Attribute("gen_ai.provider.name", .string("anthropic")),
            Attribute("gen_ai.agent.name", .string(thread.agentName)),
            Attribute("gen_ai.conversation.id", .string(thread.sessionID)),
        ]
    }
}

extension [Attribute] {
    /// Adds a list of complete messages; nothing when there are none.
    mutating func append(messages: [[UInt8]], _ key: String) {
        guard !messages.isEmpty else { return }
        append(Attribute(key, .string(PartsMessage.list(messages))))
    }
}

extension Int64 {
    /// The sum, clamped instead of overflowing.
    func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        guard overflow else { return sum }
        return other > 0 ? .max : .min
    }
}

extension String {
    /// The first line, at most 300 characters of it.
    var firstLine: String {
        String(prefix { !$0.isNewline }.prefix(300))
    }
}
