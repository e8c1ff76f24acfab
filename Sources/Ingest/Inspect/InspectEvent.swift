import JSON
import Traces

/// One event of a transcript as a record.
struct InspectEvent {
    private let event: JSONValue
    private let step: InspectTranscript.Step
    private let ids: InspectIDs
    private let attachments: InspectAttachments
    private let pool: InspectPool

    init(
        _ step: InspectTranscript.Step, ids: InspectIDs, attachments: InspectAttachments,
        pool: InspectPool
    ) {
        event = step.event
        self.step = step
        self.ids = ids
        self.attachments = attachments
        self.pool = pool
    }

    /// The record; nil for a score that `scores` of the sample tell.
    func record(scores: JSONValue?) -> Record? {
        switch event["event"]?.string {
        case "span_begin", "step": .span(blockSpan)
        case "subtask": .span(subtaskSpan)
        case "model": .span(InspectModel(event, attachments, pool).fill(span(named: "chat")))
        case "tool": .span(toolSpan)
        case "sandbox": .span(sandboxSpan)
        case "score": scoreRecord(scores)
        default: .log(log)
        }
    }

    /// True for an object with what every event has.
    static func isEvent(_ value: JSONValue) -> Bool {
        value["event"]?.string != nil && value["timestamp"] != nil
    }

    /// A time with a zone.
    static func time(_ value: JSONValue?) -> Timestamp? {
        value?.string.flatMap { Timestamp(iso8601: $0) }
    }

    private var start: Timestamp { Self.time(event["timestamp"]) ?? .epoch }

    private func span(named name: String, _ attributes: [Attribute] = []) -> Span {
        Span(
            traceID: ids.traceID, spanID: step.spanID, parentID: step.parentID, name: name,
            kind: .internal, start: start, end: step.end ?? Self.time(event["completed"]),
            attributes: attributes)
    }

    /// A span or step of the transcript.
    private var blockSpan: Span {
        let name = event["name"]?.string ?? ""
        let type = event["type"]?.string ?? ""
        let isAgent = type == "agent"
        var attributes = [
            Attribute("gen_ai.operation.name", .string(isAgent ? "invoke_agent" : "task"))
        ]
        if isAgent { attributes.append(Attribute("gen_ai.agent.name", .string(name))) }
        if !type.isEmpty { attributes.append(Attribute("inspect.type", .string(type))) }
        return span(
            named: name, attributes + rest(besides: ["name", "type", "id", "parent_id", "action"]))
    }

    private var subtaskSpan: Span {
        var attributes = [Attribute("gen_ai.operation.name", .string("task"))]
        for (name, key) in [("input", "input.value"), ("result", "output.value")] {
            guard let content = event[name], !content.isNull else { continue }
            let resolved = attachments.resolved(content)
            attributes.append(
                Attribute(key, .string(resolved.string ?? resolved.rawText)))
        }
        return span(
            named: event["name"]?.string ?? "subtask",
            attributes + rest(besides: ["name", "input", "result", "events"]))
    }

    private var toolSpan: Span {
        let name = event["function"]?.string ?? ""
        var attributes = [
            Attribute("gen_ai.operation.name", .string("execute_tool")),
            Attribute("gen_ai.tool.name", .string(name)),
        ]
        if let id = event["id"]?.string {
            attributes.append(Attribute("gen_ai.tool.call.id", .string(id)))
        }
        if let arguments = event["arguments"], !arguments.isNull {
            attributes.append(
                Attribute(
                    "gen_ai.tool.call.arguments",
                    .string(attachments.resolved(arguments).rawText)))
        }
        if let result = event["result"], !result.isNull {
            attributes.append(
                Attribute(
                    "gen_ai.tool.call.result",
                    .string(InspectMessage.text(of: attachments.resolved(result)))))
        }
        let told: Set<String> = [
            "id", "function", "arguments", "result", "error", "events", "type", "view",
        ]
        var span = span(named: "execute_tool \(name)", attributes + rest(besides: told))
        if let failure = InspectMessage.failure(of: attachments.resolved(event)) {
            span.attributes.append(Attribute("error.type", .string(failure.type)))
            span.status = SpanStatus(.error, message: failure.message)
        }
        return span
    }

    private var sandboxSpan: Span {
        let action = event["action"]?.string ?? ""
        var attributes = rest(besides: ["action", "output", "input"])
        for (name, key) in [("input", "input.value"), ("output", "output.value")] {
            guard let text = event[name].map(attachments.resolved)?.string else { continue }
            attributes.append(Attribute(key, .string(text)))
        }
        return span(named: "sandbox \(action)", attributes)
    }

    /// What is neither a call nor a block stands with the block that it happened in.
    private var log: LogRecord {
        LogRecord(
            traceID: ids.traceID, spanID: step.parentID, time: start,
            eventName: "inspect.\(event["event"]?.string ?? "event")",
            body: .map(rest(besides: [])))
    }

    private func scoreRecord(_ scores: JSONValue?) -> Record? {
        let isIntermediate = event["intermediate"]?.bool == true
        guard isIntermediate || scores?.count ?? 0 == 0, let score = event["score"] else {
            return nil
        }
        let found = InspectScore.annotations(
            of: attachments.resolved(score), named: event["scorer"]?.string ?? "score",
            in: ids.traceID)
        guard var annotation = found.first else { return nil }
        annotation.spanID = step.parentID == ids.root ? nil : step.parentID
        annotation.time = start
        if isIntermediate {
            annotation.attributes.append(Attribute("intermediate", .bool(true)))
        }
        return .annotation(annotation)
    }

    /// The members that nothing else tells.
    private func rest(besides told: Set<String>) -> [Attribute] {
        event.fields.compactMap { field in
            let isTold = Self.commonKeys.contains(field.name) || told.contains(field.name)
            if isTold || field.value.isNull { return nil }
            return Attribute(
                "inspect.\(field.name)", AttributeValue(attachments.resolved(field.value)))
        }
    }

    private static let commonKeys: Set<String> = [
        "event", "timestamp", "completed", "span_id", "working_start", "pending", "uuid",
    ]
}
