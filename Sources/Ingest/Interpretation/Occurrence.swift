internal import JSON
internal import Traces

/// An event of a span or a log record that belongs to it: instrumentations put the same facts in
/// either.
struct Occurrence {
    /// What an occurrence tells, by its name.
    enum Kind: Equatable {
        /// All attributes of a model call.
        case details
        /// One message of the prompt, with its role.
        case message(role: String)
        /// One answer.
        case choice
        /// The whole prompt in one attribute.
        case prompt
        /// All answers in one attribute.
        case completion
        /// A judgement.
        case evaluation
        /// An error.
        case exception
        /// What a tool printed.
        case toolOutput
        /// Anything else.
        case other
    }

    let name: String
    let kind: Kind
    let time: Timestamp
    let attributes: [Attribute]
    let body: AttributeValue

    init(_ event: SpanEvent) {
        name = event.name
        kind = Occurrence.kinds[name] ?? .other
        time = event.time
        attributes = event.attributes
        body = .null
    }

    init(_ log: LogRecord) {
        name = Occurrence.name(of: log)
        kind = Occurrence.kinds[name] ?? .other
        time = log.time
        attributes = log.attributes
        body = log.body
    }

    /// The rows of the names that are known.
    private static let kinds: [String: Kind] = [
        "gen_ai.client.inference.operation.details": .details,
        "gen_ai.system.message": .message(role: "system"),
        "gen_ai.user.message": .message(role: "user"),
        "gen_ai.assistant.message": .message(role: "assistant"),
        "gen_ai.tool.message": .message(role: "tool"),
        "gen_ai.choice": .choice,
        "gen_ai.content.prompt": .prompt,
        "gen_ai.content.completion": .completion,
        "gen_ai.evaluation.result": .evaluation,
        "exception": .exception,
        "tool.output": .toolOutput,
    ]

    private static func name(of log: LogRecord) -> String {
        if !log.eventName.isEmpty { return log.eventName }
        for attribute in log.attributes
        where Vocabulary.entry(of: attribute.key)?.meaning == .eventName {
            if let name = attribute.value.text { return name }
        }
        return ""
    }

    /// The fields of a message or choice: the body, or else the attributes.
    private var fields: [Attribute] {
        guard case .map(let members) = body else { return attributes }
        return members
    }

    /// The message that it tells; nil when it tells none, or its content was not captured.
    func message(role fallback: String) -> Message? {
        let fields = self.fields
        let parsed =
            fields.contains(where: \.value.isStructured)
            ? AttributeValue.map(fields).json.flatMap {
                MessageReader.message($0, role: fallback)
            } : plainMessage(fields, role: fallback)
        guard let message = parsed, !message.parts.isEmpty else { return nil }
        return message
    }

    /// The reason why the answer ended; nil when it does not say.
    var finishReason: String? { fields["finish_reason"]?.text }

    private func plainMessage(_ fields: [Attribute], role fallback: String) -> Message? {
        let text = (fields["content"] ?? fields["message"])?.text ?? body.stringValue ?? ""
        let calls = fields["tool_calls"]?.json?.elements.compactMap(MessagePartReader.toolCall)
        if let json = fields["message"]?.json, json.kind == .object {
            return MessageReader.message(json, role: fallback)
        }
        var role = fields["role"]?.text ?? fallback
        var parts = ContentText.parts(of: text)
        if fallback == "tool", let id = fields["id"]?.text, case .text(let content)? = parts.first {
            parts = [
                .toolResult(id: id, name: fields["name"]?.text, content: content, isError: false)
            ]
            role = "tool"
        }
        return Message(role: role, name: fields["name"]?.text, parts: parts + (calls ?? []))
    }

    /// The occurrence as an event, for the reader of what nothing else tells.
    func event(besides known: [Attribute]) -> SpanEvent {
        var told = attributes.filter { !known.contains($0) }
        var name = name.isEmpty ? "log" : name
        switch body {
        case .null: break
        case .map(let members):
            told += members
            if members["function.name"] != nil, self.name.isEmpty { name = "function call" }
        case .string, .bool, .int, .double, .array, .bytes: told.append(Attribute("body", body))
        }
        return SpanEvent(name: name, time: time, attributes: told)
    }
}

extension AttributeValue {
    /// True for a list or named values.
    fileprivate var isStructured: Bool {
        switch self {
        case .array, .map: true
        case .null, .string, .bool, .int, .double, .bytes: false
        }
    }
}
