import JSON
import Traces

/// One conversation as spans.
struct ChatConversation {
    /// The trace.
    let traceID: TraceID
    /// The name of the agent span.
    let name: String
    /// The messages in order.
    let messages: [JSONValue]
    /// What else is known of the conversation.
    var facts: [Attribute] = []

    /// True for an object with a role.
    static func isMessage(_ value: JSONValue) -> Bool { value["role"]?.string != nil }

    /// The text up to and with the first answer, which tells conversations of one name apart and
    /// stays as it is while a conversation grows.
    static func opening(of messages: [JSONValue]) -> String {
        let end = messages.firstIndex { $0["role"]?.string == "assistant" }
        return messages.prefix((end ?? messages.count - 1) + 1).map(\.rawText)
            .joined(separator: "\n")
    }

    /// Every span and where it stands in the file, the agent's first.
    func forEachSpan(_ body: (Span, Range<Int>) throws -> Void) rethrows {
        guard let first = messages.first, let last = messages.last else { return }
        let whole = first.byteRange.lowerBound..<last.byteRange.upperBound
        try body(agentSpan, whole)
        var input: [[UInt8]] = []
        var previous: SpanID?
        var open = OpenChatTools()
        for (index, message) in messages.enumerated() {
            switch message["role"]?.string {
            case "assistant":
                let span = chatSpan(message, index, input: input, previous: previous)
                try body(span, message.byteRange)
                previous = span.spanID
                input = []
                open.add(ChatMessage.calls(of: message), askedAt: index)
            case "tool", "function":
                input.append(ChatMessage.parts(of: message))
                let call = open.take(message["tool_call_id"]?.string, of: message["name"]?.string)
                try body(toolSpan(call, (message, index)), message.byteRange)
            default:
                input.append(ChatMessage.parts(of: message))
            }
        }
        for call in open.calls {
            try body(toolSpan(call, nil), call.value.byteRange)
        }
        let end = messages.lastIndex { $0["role"]?.string == "assistant" } ?? -1
        let rest = messages[(end + 1)...].filter { !Self.isAnswerOfTool($0) }
        if !rest.isEmpty { try body(remainder(Array(rest)), last.byteRange) }
    }

    /// The span that shows each message: that of the call or the tool which it is, or, for what was
    /// said to the model, that of the call which answers it.
    var spanIDs: [SpanID] {
        var ids = messages.map { _ in remainderID }
        var open = OpenChatTools()
        var waiting: [Int] = []
        for (index, message) in messages.enumerated() {
            if message["role"]?.string == "assistant" {
                for said in waiting + [index] { ids[said] = spanID("message", index) }
                waiting = []
                open.add(ChatMessage.calls(of: message), askedAt: index)
            } else if Self.isAnswerOfTool(message) {
                let call = open.take(message["tool_call_id"]?.string, of: message["name"]?.string)
                ids[index] = toolID(call, answeredAt: index)
            } else {
                waiting.append(index)
            }
        }
        return ids
    }

    private static func isAnswerOfTool(_ message: JSONValue) -> Bool {
        let role = message["role"]?.string
        return role == "tool" || role == "function"
    }

    private var remainderID: SpanID { spanID("remainder", 0) }

    private func toolID(_ call: OpenChatTools.Call?, answeredAt index: Int?) -> SpanID {
        call.map { spanID("call \($0.position)", $0.askedAt) } ?? spanID("answer", index ?? 0)
    }

    /// What was said last and is answered by nothing.
    private func remainder(_ rest: [JSONValue]) -> Span {
        var attributes: [Attribute] = []
        attributes.append(messages: rest.map(ChatMessage.parts), "gen_ai.input.messages")
        let moment = time(messages.count - 1)
        return Span(
            traceID: traceID, spanID: remainderID, parentID: rootID, name: "unanswered messages",
            kind: .internal, start: moment, end: moment, attributes: attributes)
    }

    private var rootID: SpanID { spanID("agent", 0) }

    private func spanID(_ kind: String, _ index: Int) -> SpanID {
        DerivedIdentity.span("openai-chat", traceID.description, kind, String(index))
    }

    /// The moment that stands for the place of a message.
    private func time(_ index: Int, call position: Int = 0) -> Timestamp {
        Timestamp(nanoseconds: Int64(index) * 1_000_000 + Int64(position) * 1000)
    }

    private var agentSpan: Span {
        var attributes = [
            Attribute("gen_ai.operation.name", .string("invoke_agent")),
            Attribute("dossier.time", .string("order-only")),
        ]
        attributes += facts
        let beginning = messages.prefix { $0["role"]?.string != "assistant" }
        attributes.append(
            messages: beginning.filter { $0["role"]?.string != "system" }.map(ChatMessage.parts),
            "gen_ai.input.messages")
        if let answer = messages.last(where: { $0["role"]?.string == "assistant" }) {
            attributes.append(
                messages: [ChatMessage.text(of: answer)].compactMap { $0 },
                "gen_ai.output.messages")
        }
        return Span(
            traceID: traceID, spanID: rootID, name: name, kind: .internal, start: .epoch,
            end: time(messages.count - 1), attributes: attributes)
    }

    private func chatSpan(
        _ message: JSONValue, _ index: Int, input: [[UInt8]], previous: SpanID?
    ) -> Span {
        var attributes = [Attribute("gen_ai.operation.name", .string("chat"))]
        if let previous {
            attributes.append(Attribute("dossier.input.follows", .string(previous.description)))
        }
        attributes += ChatMessage.untold(of: message)
        attributes.append(messages: input, "gen_ai.input.messages")
        attributes.append(messages: [ChatMessage.parts(of: message)], "gen_ai.output.messages")
        return Span(
            traceID: traceID, spanID: spanID("message", index), parentID: rootID, name: "chat",
            kind: .client, start: time(index), end: time(index), attributes: attributes)
    }

    private func toolSpan(
        _ call: OpenChatTools.Call?, _ answer: (message: JSONValue, index: Int)?
    ) -> Span {
        let function = call.map { $0.value["function"] ?? $0.value }
        let name = (function?["name"] ?? answer?.message["name"])?.string ?? ""
        var span = Span(
            traceID: traceID, spanID: toolID(call, answeredAt: answer?.index), parentID: rootID,
            name: name.isEmpty ? "execute_tool" : "execute_tool \(name)", kind: .internal,
            start: time(answer?.index ?? 0), end: answer.map { time($0.index) })
        if let call {
            span.start = time(call.askedAt, call: call.position)
        }
        span.attributes = [
            Attribute("gen_ai.operation.name", .string("execute_tool")),
            Attribute("gen_ai.tool.name", .string(name)),
        ]
        if let id = (call?.value["id"] ?? answer?.message["tool_call_id"])?.string {
            span.attributes.append(Attribute("gen_ai.tool.call.id", .string(id)))
        }
        if let arguments = function?["arguments"] {
            let text = arguments.string ?? arguments.rawText
            span.attributes.append(Attribute("gen_ai.tool.call.arguments", .string(text)))
        }
        if let message = answer?.message { add(message, to: &span) }
        return span
    }

    private func add(_ answer: JSONValue, to span: inout Span) {
        let result = ChatMessage.plainText(of: answer)
        span.attributes.append(Attribute("gen_ai.tool.call.result", .string(result)))
        span.attributes += ChatMessage.untold(of: answer)
        guard result.hasPrefix("Error:") else { return }
        span.attributes.append(Attribute("error.type", .string("tool_error")))
        span.status = SpanStatus(.error, message: result.firstLine)
    }
}
