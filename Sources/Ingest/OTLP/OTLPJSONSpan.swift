import JSON
import Traces

/// Spans from OTLP's JSON form.
struct OTLPJSONSpan {
    private var traceID: TraceID?
    private var spanID: SpanID?
    private var parentID: SpanID?
    private var name = ""
    private var kind = SpanKind.unspecified
    private var start: Timestamp?
    private var end: Timestamp?
    private var status = SpanStatus()
    private var attributes: [Attribute] = []
    private var events: [SpanEvent] = []
    private var links: [SpanLink] = []
    /// Attributes made of what the model of a span has no field for.
    private var remainder: [Attribute] = []

    /// The span that a value describes.
    static func span(
        _ value: JSONValue, scope: Scope, resource: Resource
    ) throws(OTLPMalformed) -> Span {
        guard value.kind == .object else { throw .notAnObject }
        var reading = OTLPJSONSpan()
        for field in value.fields where !field.value.isNull { try reading.read(field) }
        guard let traceID = reading.traceID else { throw .noTraceID }
        guard let spanID = reading.spanID else { throw .noSpanID }
        return Span(
            traceID: traceID, spanID: spanID, parentID: reading.parentID, name: reading.name,
            kind: reading.kind, start: reading.start ?? .epoch, end: reading.end,
            status: reading.status, attributes: reading.attributes + reading.remainder,
            events: reading.events, links: reading.links, scope: scope, resource: resource)
    }

    private mutating func read(_ field: JSONField) throws(OTLPMalformed) {
        let value = field.value
        switch field.name {
        case "traceId", "trace_id": traceID = OTLPJSONValues.traceID(value)
        case "spanId", "span_id": spanID = OTLPJSONValues.spanID(value)
        case "parentSpanId", "parent_span_id": readParent(value)
        case "name": name = value.string ?? kept(value, "")
        case "kind": kind = Self.kind(value) ?? kept(value, .unspecified)
        case "startTimeUnixNano", "start_time_unix_nano": start = try OTLPJSONValues.time(value)
        case "endTimeUnixNano", "end_time_unix_nano": end = try OTLPJSONValues.time(value)
        case "status": status = Self.status(value) ?? kept(value, SpanStatus())
        case "attributes": attributes = OTLPJSONValues.attributes(value)
        case "events": events = value.elements.map { Self.event($0) }
        case "links": value.elements.forEach { readLink($0) }
        case "traceState", "trace_state":
            remainder += OTLPWords.traceState(value.string ?? "")
        case "droppedAttributesCount", "dropped_attributes_count":
            remainder += Self.dropped("attributes", value)
        case "droppedEventsCount", "dropped_events_count":
            remainder += Self.dropped("events", value)
        case "droppedLinksCount", "dropped_links_count":
            remainder += Self.dropped("links", value)
        default: break
        }
    }

    private mutating func readParent(_ value: JSONValue) {
        parentID = OTLPJSONValues.spanID(value)
        let digits = value.string ?? "?"
        if parentID == nil && digits.contains(where: { $0 != "0" }) { keep(value) }
    }

    private mutating func readLink(_ value: JSONValue) {
        guard
            let traceID = OTLPJSONValues.traceID(value["traceId"] ?? value["trace_id"]),
            let spanID = OTLPJSONValues.spanID(value["spanId"] ?? value["span_id"])
        else { return keep(value) }
        let attributes = value["attributes"].map { OTLPJSONValues.attributes($0) } ?? []
        links.append(SpanLink(traceID: traceID, spanID: spanID, attributes: attributes))
    }

    /// Keeps the JSON text of what cannot be represented, and gives what stands for it.
    private mutating func kept<Substitute>(
        _ value: JSONValue, _ substitute: Substitute
    ) -> Substitute {
        keep(value)
        return substitute
    }

    private mutating func keep(_ value: JSONValue) {
        remainder.append(Attribute(OTLPWords.malformedKey, .string(value.compactText)))
    }

    private static func kind(_ value: JSONValue) -> SpanKind? {
        if let number = OTLPJSONValues.integer(value) {
            return Int(exactly: number).flatMap { SpanKind(rawValue: $0) }
        }
        switch value.string {
        case "SPAN_KIND_UNSPECIFIED": return .unspecified
        case "SPAN_KIND_INTERNAL": return .internal
        case "SPAN_KIND_SERVER": return .server
        case "SPAN_KIND_CLIENT": return .client
        case "SPAN_KIND_PRODUCER": return .producer
        case "SPAN_KIND_CONSUMER": return .consumer
        default: return nil
        }
    }

    private static func status(_ value: JSONValue) -> SpanStatus? {
        guard value.kind == .object else { return nil }
        let message = value["message"]?.string ?? ""
        guard let code = value["code"], !code.isNull else {
            return SpanStatus(message: message)
        }
        if let number = OTLPJSONValues.integer(code) {
            return Int(exactly: number).flatMap { SpanStatus.Code(rawValue: $0) }
                .map { SpanStatus($0, message: message) }
        }
        switch code.string {
        case "STATUS_CODE_UNSET": return SpanStatus(.unset, message: message)
        case "STATUS_CODE_OK": return SpanStatus(.ok, message: message)
        case "STATUS_CODE_ERROR": return SpanStatus(.error, message: message)
        default: return nil
        }
    }

    private static func event(_ value: JSONValue) -> SpanEvent {
        var event = SpanEvent(name: "", time: .epoch)
        var remainder: [Attribute] = []
        if value.kind != .object { remainder = [malformed(value)] }
        for field in value.fields where !field.value.isNull {
            switch field.name {
            case "name":
                event.name = field.value.string ?? ""
                if field.value.kind != .string { remainder.append(malformed(field.value)) }
            case "timeUnixNano", "time_unix_nano":
                do {
                    event.time = try OTLPJSONValues.time(field.value) ?? .epoch
                } catch {
                    remainder.append(malformed(field.value))
                }
            case "attributes":
                event.attributes = OTLPJSONValues.attributes(field.value)
            case "droppedAttributesCount", "dropped_attributes_count":
                remainder += dropped("attributes", field.value)
            default:
                break
            }
        }
        event.attributes += remainder
        return event
    }

    private static func malformed(_ value: JSONValue) -> Attribute {
        Attribute(OTLPWords.malformedKey, .string(value.compactText))
    }

    private static func dropped(_ what: String, _ value: JSONValue) -> [Attribute] {
        OTLPWords.droppedCount(of: what, OTLPJSONValues.integer(value) ?? 0)
    }
}
