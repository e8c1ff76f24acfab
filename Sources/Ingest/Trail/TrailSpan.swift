import JSON
import Traces

/// One span of a TRAIL export with the log records in it.
struct TrailSpan {
    /// The span.
    let span: Span
    /// Its log records, and where each stands.
    let logs: [(record: LogRecord, range: Range<Int>)]

    /// Reads a span's own members; nil without an identity or a start.
    init?(_ value: JSONValue, traceID documentTraceID: TraceID?, parentID: SpanID?) {
        guard
            let spanID = value["span_id"]?.string.flatMap({ SpanID(hex: $0) }),
            let traceID = value["trace_id"]?.string.flatMap({ TraceID(hex: $0) })
                ?? documentTraceID,
            let start = value["timestamp"]?.string.flatMap({ Timestamp(iso8601: $0) })
        else { return nil }
        let duration = value["duration"]?.string.flatMap {
            Timestamp.nanoseconds(iso8601Duration: $0)
        }
        let named = value["parent_span_id"]?.string.flatMap { SpanID(hex: $0) }
        var span = Span(
            traceID: traceID, spanID: spanID, parentID: parentID ?? named,
            name: value["span_name"]?.string ?? "",
            kind: SpanKind(trail: value["span_kind"]?.string ?? ""), start: start,
            end: duration.map { Timestamp(nanoseconds: start.nanoseconds.addingClamped($0)) },
            status: SpanStatus(
                SpanStatus.Code(trail: value["status_code"]?.string ?? ""),
                message: value["status_message"]?.string ?? ""),
            scope: Scope(trail: value), resource: Resource(trail: value))
        span.attributes = Self.attributes(of: value["span_attributes"])
        for field in value.fields
        where !Self.knownKeys.contains(field.name) && !Self.isListOfSpans(field.value) {
            span.attributes.append(Attribute(field.name, AttributeValue(field.value)))
        }
        span.events = (value["events"]?.elements ?? []).map { Self.event($0, at: start) }
        span.links = (value["links"]?.elements ?? []).compactMap(Self.link)
        self.span = span
        logs = (value["logs"]?.elements ?? []).map { log in
            (Self.log(log, of: span), log.byteRange)
        }
    }

    /// The spans inside a span or the document, whatever damage did to the name of the list.
    static func spans(of value: JSONValue, named name: String) -> JSONValue? {
        value[name] ?? value.fields.first { isListOfSpans($0.value) }?.value
    }

    private static func isListOfSpans(_ value: JSONValue) -> Bool {
        value.kind == .array && value.elements.first?["span_name"] != nil
    }

    private static let knownKeys: Set<String> = [
        "timestamp", "trace_id", "span_id", "parent_span_id", "trace_state", "span_name",
        "span_kind", "service_name", "resource_attributes", "scope_name", "scope_version",
        "span_attributes", "duration", "status_code", "status_message", "events", "links", "logs",
        "child_spans",
    ]

    private static let knownLogKeys: Set<String> = [
        "timestamp", "trace_id", "span_id", "trace_flags", "severity_text", "severity_number",
        "service_name", "body", "resource_schema_url", "resource_attributes", "scope_schema_url",
        "scope_name", "scope_version", "scope_attributes", "log_attributes",
    ]

    fileprivate static func attributes(of value: JSONValue?) -> [Attribute] {
        guard let value else { return [] }
        return value.fields.map { Attribute($0.name, AttributeValue($0.value)) }
    }

    private static func event(_ value: JSONValue, at start: Timestamp) -> SpanEvent {
        let time = value["Timestamp"] ?? value["timestamp"]
        return SpanEvent(
            name: (value["Name"] ?? value["name"])?.string ?? "",
            time: time?.string.flatMap { Timestamp(iso8601: $0) } ?? start,
            attributes: attributes(of: value["Attributes"] ?? value["attributes"]))
    }

    private static func link(_ value: JSONValue) -> SpanLink? {
        guard
            let traceID = (value["TraceId"] ?? value["trace_id"])?.string
                .flatMap({ TraceID(hex: $0) }),
            let spanID = (value["SpanId"] ?? value["span_id"])?.string
                .flatMap({ SpanID(hex: $0) })
        else { return nil }
        return SpanLink(
            traceID: traceID, spanID: spanID,
            attributes: attributes(of: value["Attributes"] ?? value["attributes"]))
    }

    private static func log(_ value: JSONValue, of span: Span) -> LogRecord {
        var attributes = attributes(of: value["log_attributes"])
        for field in value.fields
        where !knownLogKeys.contains(field.name) && !field.value.isNull
            && !(field.value.kind == .array && field.value.count == 0)
        {
            attributes.append(Attribute(field.name, AttributeValue(field.value)))
        }
        return LogRecord(
            traceID: span.traceID,
            spanID: value["span_id"]?.string.flatMap { SpanID(hex: $0) } ?? span.spanID,
            time: value["timestamp"]?.string.flatMap { Timestamp(iso8601: $0) } ?? span.start,
            severity: value["severity_text"]?.string ?? "",
            body: value["body"].map { AttributeValue($0) } ?? .null, attributes: attributes,
            scope: Scope(trail: value), resource: Resource(trail: value))
    }
}

extension Scope {
    fileprivate init(trail value: JSONValue) {
        self.init(
            name: value["scope_name"]?.string ?? "",
            version: value["scope_version"]?.string ?? "",
            attributes: TrailSpan.attributes(of: value["scope_attributes"]))
    }
}

extension Resource {
    fileprivate init(trail value: JSONValue) {
        var attributes = TrailSpan.attributes(of: value["resource_attributes"])
        if let name = value["service_name"]?.string, attributes["service.name"] == nil {
            attributes.append(Attribute("service.name", .string(name)))
        }
        self.init(attributes: attributes)
    }
}

extension SpanKind {
    fileprivate init(trail name: String) {
        switch name.lowercased() {
        case "internal": self = .internal
        case "server": self = .server
        case "client": self = .client
        case "producer": self = .producer
        case "consumer": self = .consumer
        default: self = .unspecified
        }
    }
}

extension SpanStatus.Code {
    fileprivate init(trail name: String) {
        switch name.lowercased() {
        case "ok": self = .ok
        case "error": self = .error
        default: self = .unset
        }
    }
}
