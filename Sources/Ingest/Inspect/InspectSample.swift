import JSON
import Traces

/// One sample of a log, in one epoch, as records.
struct InspectSample {
    private let value: JSONValue
    private let scores: JSONValue?
    private let log: InspectLog
    private let attachments: InspectAttachments
    private let events: [JSONValue]
    private let messages: [JSONValue]
    private let ids: InspectIDs

    /// Reads a sample; of a damaged one, with the pieces that were found behind the damage, in a
    /// stretch that its scores may stand in.
    init(
        _ value: JSONValue, log: InspectLog, behind pieces: [JSONValue] = [],
        in stretch: Range<Int>? = nil
    ) {
        self.value = value
        scores =
            SalvagedMembers(value, behind: stretch, named: ["scores"], in: value.source)["scores"]
        self.log = log
        attachments = InspectAttachments(of: value)
        let list = value["events"] ?? value["transcript"]?["events"]
        events =
            (list?.elements ?? []).filter { $0.isComplete } + pieces.filter(InspectEvent.isEvent)
        messages =
            (value["messages"]?.elements ?? []).filter { $0.isComplete }
            + pieces.filter { !InspectEvent.isEvent($0) }
        let id = value["id"]?.rawText ?? ""
        let epoch = value["epoch"]?.rawText ?? ""
        ids = InspectIDs(traceID: DerivedIdentity.trace("inspect", log.id, id, epoch))
    }

    /// True for an object with an id and an epoch.
    static func isSample(_ value: JSONValue) -> Bool {
        guard value["id"] != nil, value["epoch"] != nil else { return false }
        return value["messages"] != nil || value["input"] != nil || value["events"] != nil
    }

    /// True for what stands in a log as an object of its own: a sample, an event, a message.
    static func isPiece(_ value: JSONValue) -> Bool {
        isSample(value) || InspectEvent.isEvent(value)
            || value["role"]?.string != nil && value["content"] != nil
    }

    /// Every record and where it stands in the source.
    func forEachRecord(_ body: (Record, Range<Int>) throws -> Void) rethrows {
        let transcript = InspectTranscript(events, ids: ids)
        let hasCalls = events.contains { $0["event"]?.string == "model" }
        let times = events.compactMap { InspectEvent.time($0["timestamp"]) }
        let start = times.min() ?? InspectEvent.time(value["started_at"]) ?? log.start
        var ends = events.compactMap { InspectEvent.time($0["completed"]) }
        ends += times
        if let seconds = value["total_time"]?.double {
            ends.append(start.adding(seconds: seconds))
        }
        try body(.span(rootSpan(start: start, end: ends.max())), value.byteRange)
        let pool = InspectPool(of: value, attachments)
        for step in transcript.steps {
            let record = InspectEvent(step, ids: ids, attachments: attachments, pool: pool)
            guard let record = record.record(scores: scores) else { continue }
            try body(record, step.event.byteRange)
        }
        if !hasCalls {
            let told = InspectMessages(
                messages, output: value["output"], ids: ids, start: start,
                attachments: attachments)
            try told.forEachSpan { try body(.span($0), $1) }
        }
        for field in scores?.fields.map(\.self) ?? [] {
            let scores = InspectScore.annotations(
                of: attachments.resolved(field.value), named: field.name, in: ids.traceID)
            for score in scores { try body(.annotation(score), field.value.byteRange) }
        }
    }

    private var name: String {
        let id = value["id"]?.string ?? value["id"]?.rawText ?? ""
        let epoch = value["epoch"]?.int64 ?? 1
        return [log.task, id, epoch == 1 ? "" : "epoch \(epoch)"].filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private func rootSpan(start: Timestamp, end: Timestamp?) -> Span {
        var attributes = [Attribute("gen_ai.operation.name", .string("invoke_agent"))]
        if !log.task.isEmpty {
            attributes.append(Attribute("gen_ai.agent.name", .string(log.task)))
        }
        attributes += log.facts(of: value)
        for field in value.fields where !Self.toldKeys.contains(field.name) {
            let isEmpty = field.value.count == 0 && [.array, .object].contains(field.value.kind)
            if isEmpty || field.value.isNull { continue }
            attributes.append(
                Attribute(
                    "inspect.sample.\(field.name)",
                    AttributeValue(attachments.resolved(field.value))))
        }
        let input = InspectMessage.list(value["input"].map(attachments.resolved))
        attributes.append(messages: input, "gen_ai.input.messages")
        let answers = (value["output"]?["choices"]?.elements ?? []).compactMap { $0["message"] }
            .map { InspectMessage.parts(of: attachments.resolved($0)) }
        attributes.append(messages: answers, "gen_ai.output.messages")
        var span = Span(
            traceID: ids.traceID, spanID: ids.root, name: name, kind: .internal, start: start,
            end: end, attributes: attributes)
        if let error = value["error"], error.kind == .object {
            let message = error["message"]?.string ?? ""
            span.status = SpanStatus(.error, message: message)
            span.events.append(
                SpanEvent(
                    name: "exception", time: end ?? start,
                    attributes: [
                        Attribute("exception.message", .string(message)),
                        Attribute(
                            "exception.stacktrace", .string(error["traceback"]?.string ?? "")),
                    ]))
        }
        return span
    }

    private static let toldKeys: Set<String> = [
        "input", "messages", "output", "scores", "events", "transcript", "attachments", "error",
        "events_data", "message_pool", "call_pool",
    ]
}

/// The identities of one sample's spans.
struct InspectIDs {
    let traceID: TraceID

    var root: SpanID { span("root", "") }

    func span(_ kind: String, _ name: String) -> SpanID {
        DerivedIdentity.span("inspect", traceID.description, kind, name)
    }
}

extension Timestamp {
    /// A moment some seconds later; the same one when the number makes no sense.
    func adding(seconds: Double) -> Timestamp {
        guard seconds.isFinite, abs(seconds) < 1e9 else { return self }
        return Timestamp(
            nanoseconds: nanoseconds.addingClamped(Int64((seconds * 1e9).rounded())))
    }
}
