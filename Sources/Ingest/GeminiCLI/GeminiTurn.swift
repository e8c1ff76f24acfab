import JSON
import Traces

/// One turn of a session of Gemini CLI as records.
struct GeminiTurn {
    private let sessionID: String
    private let facts: [(name: String, value: JSONValue)]
    private let messages: [GeminiMessage]
    private let earlyNotices: [GeminiMessage]
    private let earlierCount: Int
    private let traceID: TraceID
    private let rootID: SpanID

    /// Creates a turn; the first message is what the user typed, `earlyNotices` came before it, and
    /// `earlierCount` messages of the session are before it.
    init(
        sessionID: String, facts: [(name: String, value: JSONValue)], messages: [GeminiMessage],
        earlyNotices: [GeminiMessage], earlierCount: Int
    ) {
        self.sessionID = sessionID
        self.facts = facts
        self.messages = messages
        self.earlyNotices = earlyNotices
        self.earlierCount = earlierCount
        let first = messages.first?.id ?? ""
        traceID = DerivedIdentity.trace("gemini-cli", sessionID, "turn", first)
        rootID = DerivedIdentity.span("gemini-cli", sessionID, "root", first)
    }

    /// Every record: the turn, its calls, their tools, and notices.
    func forEachRecord(_ body: (Record, Provenance) throws -> Void) rethrows {
        guard let first = messages.first else { return }
        try body(.span(rootSpan(first)), first.place)
        for message in earlyNotices { try body(.log(notice(message)), message.place) }
        var input = [first.parts(role: "user").finished()]
        var before = first.time
        var previous: SpanID?
        for message in messages.dropFirst() {
            switch message.type {
            case "gemini":
                let call = callSpan(message, start: before, input: input, previous: previous)
                try body(.span(call), message.place)
                for (index, tool) in message.toolCalls.enumerated() {
                    try body(.span(toolSpan(tool, index, of: message)), message.place)
                }
                if !message.isRewound { previous = call.spanID }
                input = message.results
            case "user":
                break  // The results of tools, which the calls tell.
            default:
                try body(.log(notice(message)), message.place)
            }
            before = max(before, message.end)
        }
    }

    private func rootSpan(_ first: GeminiMessage) -> Span {
        var attributes = [
            Attribute("gen_ai.operation.name", .string("invoke_agent")),
            Attribute("gen_ai.agent.name", .string("gemini-cli")),
            Attribute("gen_ai.conversation.id", .string(sessionID)),
        ]
        for fact in facts {
            attributes.append(Attribute("gemini.\(fact.name)", AttributeValue(fact.value)))
        }
        attributes.append(
            messages: [first.parts(role: "user").finished()], "gen_ai.input.messages")
        if let answer = messages.last(where: { $0.type == "gemini" && !$0.isRewound }) {
            attributes.append(
                messages: [answer.parts(role: "assistant").finished()], "gen_ai.output.messages")
        }
        if first.isRewound { attributes.append(Attribute("gemini.is_rewound", .bool(true))) }
        let failure = messages.last { $0.type == "error" }
        let isFailed = failure?.id == messages.last?.id && failure != nil
        return Span(
            traceID: traceID, spanID: rootID, name: "gemini-cli", kind: .internal,
            start: first.time, end: messages.map(\.end).max(),
            status: isFailed
                ? SpanStatus(.error, message: failure?.value["content"]?.string ?? "")
                : SpanStatus(), attributes: attributes)
    }

    private func callSpan(
        _ message: GeminiMessage, start: Timestamp, input: [[UInt8]], previous: SpanID?
    ) -> Span {
        var attributes = [
            Attribute("gen_ai.operation.name", .string("chat")),
            Attribute("gen_ai.provider.name", .string("gcp.gemini")),
        ]
        if let model = message.value["model"]?.string {
            attributes.append(Attribute("gen_ai.request.model", .string(model)))
        }
        if let previous {
            attributes.append(Attribute("dossier.input.follows", .string(previous.description)))
        } else if earlierCount > 0 {
            attributes.append(
                Attribute("dossier.input.omitted_messages", .int(Int64(earlierCount))))
        }
        if message.isRewound { attributes.append(Attribute("gemini.is_rewound", .bool(true))) }
        attributes += usage(message.value["tokens"])
        attributes.append(messages: input, "gen_ai.input.messages")
        attributes.append(
            messages: [message.parts(role: "assistant").finished()], "gen_ai.output.messages")
        return Span(
            traceID: traceID, spanID: spanID("message", message.id), parentID: rootID,
            name: "chat \(message.value["model"]?.string ?? "gemini")", kind: .client,
            start: min(start, message.time), end: message.time, attributes: attributes)
    }

    /// Gemini counts thoughts beside the answer, and what tools add beside the prompt.
    private func usage(_ tokens: JSONValue?) -> [Attribute] {
        guard let tokens, tokens.kind == .object else { return [] }
        func sum(_ names: String...) -> Int64? {
            let counts = names.compactMap { tokens[$0]?.int64 }
            return counts.isEmpty ? nil : counts.reduce(0, &+)
        }
        return [
            ("gen_ai.usage.input_tokens", sum("input", "tool")),
            ("gen_ai.usage.output_tokens", sum("output", "thoughts")),
            ("gen_ai.usage.cache_read.input_tokens", sum("cached")),
            ("gen_ai.usage.reasoning.output_tokens", sum("thoughts")),
        ].compactMap { key, count in count.map { Attribute(key, .int($0)) } }
    }

    private func toolSpan(_ call: JSONValue, _ index: Int, of message: GeminiMessage) -> Span {
        let name = call["name"]?.string ?? ""
        let id = call["id"]?.string
        let end = call["timestamp"]?.string.flatMap { Timestamp(iso8601: $0) }
        var span = Span(
            traceID: traceID, spanID: spanID("tool", id ?? "\(message.id) \(index)"),
            parentID: rootID,
            name: "execute_tool \(name)", kind: .internal, start: message.time,
            end: end.map { max($0, message.time) },
            attributes: [
                Attribute("gen_ai.operation.name", .string("execute_tool")),
                Attribute("gen_ai.tool.name", .string(name)),
            ])
        if let id { span.attributes.append(Attribute("gen_ai.tool.call.id", .string(id))) }
        if let arguments = call["args"] {
            span.attributes.append(
                Attribute("gen_ai.tool.call.arguments", .string(arguments.rawText)))
        }
        if case .value(let result)? = GeminiMessage.result(of: call) {
            span.attributes.append(
                Attribute(
                    "gen_ai.tool.call.result", .string(result.string ?? result.rawText)))
        }
        let told: Set<String> = ["id", "name", "args", "result", "timestamp"]
        for field in call.fields where !told.contains(field.name) && !field.value.isNull {
            span.attributes.append(Attribute("gemini.\(field.name)", AttributeValue(field.value)))
        }
        if GeminiMessage.isFailed(call) {
            span.attributes.append(
                Attribute("error.type", .string(call["status"]?.string ?? "error")))
            let shown = call["resultDisplay"]?.string?.firstLine ?? ""
            span.status = SpanStatus(.error, message: shown)
        }
        return span
    }

    private func notice(_ message: GeminiMessage) -> LogRecord {
        LogRecord(
            traceID: traceID, spanID: rootID, time: message.time,
            eventName: "gemini.\(message.type)", severity: message.type.uppercased(),
            body: message.value["content"].map { AttributeValue($0) } ?? .null)
    }

    private func spanID(_ kind: String, _ id: String) -> SpanID {
        DerivedIdentity.span("gemini-cli", sessionID, kind, id)
    }
}

extension GeminiMessage {
    /// When it, or the last of its tools, was done.
    var end: Timestamp {
        let ends = toolCalls.compactMap {
            $0["timestamp"]?.string.flatMap { Timestamp(iso8601: $0) }
        }
        return max(time, ends.max() ?? time)
    }
}
