import JSON
import Traces

/// One history of several agents as spans and annotations.
struct AgentHistory {
    private let members: SalvagedMembers
    private let messages: [JSONValue]
    private let traceID: TraceID

    /// Reads a history; `members` tell the question and the labels.
    init(_ members: SalvagedMembers, messages: [JSONValue]) {
        self.members = members
        self.messages = messages
        // The same question may have been asked of several systems.
        traceID = DerivedIdentity.trace(
            "who-and-when", messages.prefix(3).map(\.rawText).joined(separator: "\n"))
    }

    /// Names that members behind the messages may begin with.
    static let memberNames = [
        "question", "question_ID", "ground_truth", "is_correct", "is_corrected", "level",
        "mistake_agent", "mistake_step", "mistake_reason", "mistake_type", "system_prompt",
    ]

    private static let mistakeNames = [
        "mistake_agent", "mistake_step", "mistake_reason", "mistake_type",
    ]

    /// True for an object with a role and a content.
    static func isMessage(_ value: JSONValue) -> Bool {
        value["role"]?.string != nil && value["content"] != nil
    }

    /// Every span and where it stands in the file, the whole history's first.
    func forEachSpan(_ body: (Span, Range<Int>) throws -> Void) rethrows {
        guard let first = messages.first, let last = messages.last else { return }
        try body(rootSpan, first.byteRange.lowerBound..<last.byteRange.upperBound)
        var input: [[UInt8]] = []
        var previous: SpanID?
        for (index, message) in messages.enumerated() {
            let speaker = Speaker(of: message)
            switch speaker.kind {
            case .human: break
            case .terminal: try body(terminalSpan(message, index, speaker), message.byteRange)
            case .agent:
                let span = agentSpan(message, index, speaker, input: input, previous: previous)
                try body(span, message.byteRange)
                previous = span.spanID
                input = []
                continue
            }
            input.append(Self.said(message, by: speaker, role: "user"))
        }
        if !input.isEmpty { try body(remainder(input), last.byteRange) }
    }

    /// The labels: who made the mistake on the message that it is in, and whether the answer is right.
    var annotations: [(annotation: Annotation, range: Range<Int>)] {
        var annotations: [(annotation: Annotation, range: Range<Int>)] = []
        if members["mistake_agent"] != nil || members["mistake_step"] != nil {
            let places = Self.mistakeNames.compactMap { members[$0]?.byteRange }
            let start = places.map(\.lowerBound).min() ?? 0
            let range = start..<(places.map(\.upperBound).max() ?? start)
            var annotation = Annotation(
                traceID: traceID, name: "mistake", label: members["mistake_agent"]?.string,
                explanation: members["mistake_reason"]?.string)
            let step = members["mistake_step"]
            let index = step?.int64 ?? step?.string.flatMap { Int64($0) }
            annotation.spanID = index.flatMap { Int(exactly: $0) }.flatMap(spanID(telling:))
            for key in ["mistake_step", "mistake_type"] {
                guard let value = members[key], !value.isNull else { continue }
                annotation.attributes.append(Attribute(key, AttributeValue(value)))
            }
            annotations.append((annotation, range))
        }
        for key in ["is_correct", "is_corrected"] {
            guard let value = members[key], let isCorrect = value.bool else { continue }
            let annotation = Annotation(
                traceID: traceID, name: "correct", score: isCorrect ? 1 : 0,
                label: isCorrect ? "true" : "false")
            annotations.append((annotation, value.byteRange))
        }
        return annotations
    }

    /// The span that shows a message: its own, or for a human's that of the agent that answers it.
    private func spanID(telling index: Int) -> SpanID? {
        guard messages.indices.contains(index) else { return nil }
        for next in index..<messages.count {
            switch Speaker(of: messages[next]).kind {
            case .agent: return spanID("message", next)
            case .terminal where next == index: return spanID("message", next)
            case .terminal, .human: continue
            }
        }
        return spanID("message", messages.count)
    }

    private func spanID(_ kind: String, _ index: Int) -> SpanID {
        DerivedIdentity.span("who-and-when", traceID.description, kind, String(index))
    }

    /// The moment that stands for the place of a message.
    private func time(_ index: Int) -> Timestamp {
        Timestamp(nanoseconds: Int64(index) * 1_000_000)
    }

    private static let toldKeys: Set<String> = [
        "history", "question", "mistake_agent", "mistake_step", "mistake_reason", "mistake_type",
        "is_correct", "is_corrected",
    ]

    private var rootSpan: Span {
        let id = members["question_ID"]?.string.map { " " + $0.prefix(8) } ?? ""
        var attributes = [
            Attribute("gen_ai.operation.name", .string("invoke_agent")),
            Attribute("dossier.time", .string("order-only")),
        ]
        for field in members.fields where !Self.toldKeys.contains(field.name) {
            guard !field.value.isNull, field.value.isComplete else { continue }
            attributes.append(Attribute(field.name, AttributeValue(field.value)))
        }
        if let question = members["question"] {
            var asked = PartsMessage(role: "user")
            asked.text(question)
            attributes.append(messages: [asked.finished()], "gen_ai.input.messages")
        }
        if let last = messages.last(where: { Speaker(of: $0).kind == .agent }) {
            let answer = Self.said(last, by: Speaker(of: last), role: "assistant")
            attributes.append(messages: [answer], "gen_ai.output.messages")
        }
        return Span(
            traceID: traceID, spanID: spanID("history", 0), name: "multi-agent\(id)",
            kind: .internal, start: .epoch, end: time(messages.count - 1), attributes: attributes)
    }

    private func agentSpan(
        _ message: JSONValue, _ index: Int, _ speaker: Speaker, input: [[UInt8]],
        previous: SpanID?
    ) -> Span {
        var attributes = [
            Attribute("gen_ai.operation.name", .string("chat")),
            Attribute("gen_ai.agent.name", .string(speaker.name)),
        ]
        if let previous {
            attributes.append(Attribute("dossier.input.follows", .string(previous.description)))
        }
        if let note = speaker.note { attributes.append(Attribute("role.note", .string(note))) }
        for field in message.fields where !["role", "content", "name"].contains(field.name) {
            attributes.append(Attribute(field.name, AttributeValue(field.value)))
        }
        attributes.append(messages: input, "gen_ai.input.messages")
        attributes.append(
            messages: [Self.said(message, by: speaker, role: "assistant")],
            "gen_ai.output.messages")
        return Span(
            traceID: traceID, spanID: spanID("message", index), parentID: spanID("history", 0),
            name: "chat \(speaker.name)", kind: .client, start: time(index), end: time(index),
            attributes: attributes)
    }

    /// What the terminal answers; the code that it ran stands in the message before.
    private func terminalSpan(_ message: JSONValue, _ index: Int, _ speaker: Speaker) -> Span {
        let result = ChatMessage.plainText(of: message)
        var span = Span(
            traceID: traceID, spanID: spanID("message", index), parentID: spanID("history", 0),
            name: "execute_tool \(speaker.name)", kind: .internal, start: time(index),
            end: time(index),
            attributes: [
                Attribute("gen_ai.operation.name", .string("execute_tool")),
                Attribute("gen_ai.tool.name", .string(speaker.name)),
                Attribute("gen_ai.tool.call.result", .string(result)),
            ])
        if result.hasPrefix("exitcode: ") && !result.hasPrefix("exitcode: 0") {
            span.attributes.append(Attribute("error.type", .string("tool_error")))
            span.status = SpanStatus(.error, message: result.firstLine)
        }
        return span
    }

    /// Messages that no agent answers.
    private func remainder(_ input: [[UInt8]]) -> Span {
        var attributes: [Attribute] = []
        attributes.append(messages: input, "gen_ai.input.messages")
        return Span(
            traceID: traceID, spanID: spanID("message", messages.count),
            parentID: spanID("history", 0), name: "unanswered messages", kind: .internal,
            start: time(messages.count - 1), end: time(messages.count - 1), attributes: attributes)
    }

    private static func said(_ message: JSONValue, by speaker: Speaker, role: String) -> [UInt8] {
        var parts = PartsMessage(role: role, name: message["name"] ?? message["role"])
        parts.text(ChatMessage.plainText(of: message))
        return parts.finished()
    }
}

/// Who says a message.
private struct Speaker {
    enum Kind { case human, terminal, agent }

    /// The agent, without what is said of the message.
    let name: String
    /// What a role says of the message behind the name, such as `thought` or `-> WebSurfer`.
    let note: String?
    let kind: Kind

    init(of message: JSONValue) {
        let role = message["role"]?.string ?? ""
        let said = message["name"]?.string ?? role
        if said.hasSuffix(")"), let open = said.firstRange(of: " (") {
            name = String(said[..<open.lowerBound])
            note = String(said[open.upperBound...].dropLast())
        } else {
            name = said
            note = nil
        }
        let plain = name.lowercased().replacing("_", with: "")
        kind =
            ["human", "user"].contains(plain)
            ? .human : plain == "computerterminal" ? .terminal : .agent
    }
}
