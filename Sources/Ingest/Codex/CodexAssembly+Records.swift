import JSON
import Traces

extension CodexAssembly {
    /// Every record with the place that it came from.
    func forEachRecord(_ body: (Record, Provenance) throws -> Void) rethrows {
        for (index, turn) in turns.enumerated() {
            let isOver = turn.hasProgressed || index < turns.count - 1
            try body(.span(span(of: turn, isOver: isOver)), turn.first.place)
        }
        for call in calls {
            try body(.span(span(of: call)), call.first.place)
        }
        for tool in tools {
            try body(.span(span(of: tool)), tool.first.place)
        }
        for log in logs {
            let turn = turns[log.turn]
            let kind = log.record.kind.isEmpty ? "" : ".\(log.record.kind)"
            try body(
                .log(
                    LogRecord(
                        traceID: turn.traceID, spanID: log.spanID, time: log.record.time,
                        eventName: "codex.\(log.record.type)\(kind)", body: log.body,
                        resource: resource)),
                log.record.place)
        }
    }

    private func span(of turn: CodexTurn, isOver: Bool) -> Span {
        var attributes = common("invoke_agent")
        attributes.append(messages: turn.asked, "gen_ai.input.messages")
        attributes.append(
            messages: [turn.answer].compactMap { $0 }, "gen_ai.output.messages")
        if let failure = turn.failure {
            attributes.append(Attribute("error.type", .string(failure.type)))
        }
        return Span(
            traceID: turn.traceID, spanID: turn.spanID, name: "codex turn", kind: .internal,
            start: turn.first.time, end: isOver ? turn.lastTime : nil,
            status: turn.failure?.status ?? SpanStatus(), attributes: attributes,
            resource: resource)
    }

    private func span(of call: CodexCall) -> Span {
        let turn = turns[call.turn]
        var attributes = common("chat")
        if let model = turn.model {
            attributes.append(Attribute("gen_ai.request.model", .string(model)))
        }
        let usage = [
            ("input_tokens", "gen_ai.usage.input_tokens"),
            ("output_tokens", "gen_ai.usage.output_tokens"),
            ("cached_input_tokens", "gen_ai.usage.cache_read.input_tokens"),
            ("reasoning_output_tokens", "gen_ai.usage.reasoning.output_tokens"),
        ]
        for (name, key) in usage {
            guard let count = call.usage?[name]?.int64 else { continue }
            attributes.append(Attribute(key, .int(count)))
        }
        if let previous = call.previous {
            attributes.append(Attribute("dossier.input.follows", .string(previous.description)))
        } else if let prompt = meta?["base_instructions"]?["text"] {
            attributes.append(
                Attribute("gen_ai.system_instructions", .string(Self.parts(of: prompt))))
        }
        if turn.omittedCount > 0 {
            attributes.append(
                Attribute("dossier.input.omitted_messages", .int(Int64(turn.omittedCount))))
        }
        attributes.append(messages: call.input, "gen_ai.input.messages")
        attributes.append(messages: [call.answer.finished()], "gen_ai.output.messages")
        return Span(
            traceID: turn.traceID, spanID: call.spanID, parentID: turn.spanID,
            name: "chat" + (turn.model.map { " \($0)" } ?? ""), kind: .client, start: call.start,
            end: call.end, attributes: attributes, resource: resource)
    }

    private func span(of tool: CodexTool) -> Span {
        let turn = turns[tool.turn]
        var attributes = common("execute_tool")
        attributes.append(Attribute("gen_ai.tool.name", .string(tool.name)))
        attributes.append(Attribute("gen_ai.tool.call.id", .string(tool.id)))
        if let arguments = tool.arguments {
            attributes.append(Attribute("gen_ai.tool.call.arguments", .string(arguments)))
        }
        if let result = tool.result {
            attributes.append(Attribute("gen_ai.tool.call.result", .string(result)))
        }
        var failure = tool.failure
        if let code = tool.exitCode {
            attributes.append(Attribute("process.exit.code", .int(code)))
            if code != 0 {
                failure = failure ?? CodexFailure(type: "tool_error", message: "exit code \(code)")
            }
        }
        if let failure { attributes.append(Attribute("error.type", .string(failure.type))) }
        return Span(
            traceID: turn.traceID, spanID: tool.spanID, parentID: turn.spanID,
            name: tool.name.isEmpty ? "execute_tool" : "execute_tool \(tool.name)",
            kind: .internal, start: tool.first.time, end: tool.end,
            status: failure?.status ?? SpanStatus(),
            attributes: attributes, resource: resource)
    }

    private func common(_ operation: String) -> [Attribute] {
        [
            Attribute("gen_ai.operation.name", .string(operation)),
            Attribute(
                "gen_ai.provider.name", .string(meta?["model_provider"]?.string ?? "openai")),
            Attribute("gen_ai.agent.name", .string("codex")),
            Attribute("gen_ai.conversation.id", .string(sessionID)),
        ]
    }

    private var resource: Resource {
        var attributes = [Attribute("service.name", .string("codex"))]
        for (name, key) in [
            ("cli_version", "service.version"), ("cwd", "cwd"), ("originator", "originator"),
        ] {
            guard let text = meta?[name]?.string else { continue }
            attributes.append(Attribute(key, .string(text)))
        }
        if let branch = meta?["git"]?["branch"]?.string {
            attributes.append(Attribute("gitBranch", .string(branch)))
        }
        return Resource(attributes: attributes)
    }

    private static func parts(of prompt: JSONValue) -> String {
        var json = JSONWriter()
        json.array {
            $0.object {
                $0.member("type", "text")
                $0.member("content", prompt)
            }
        }
        return json.text
    }
}
