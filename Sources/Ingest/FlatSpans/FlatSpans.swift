internal import JSON
internal import Traces

/// A list of spans as test suites and notebooks write them: `trace_id`, `span_id`, `start_time` in
/// nanoseconds, and attributes as plain JSON.
public enum FlatSpans: TraceFormat {
    /// The name in provenance.
    public static let name = "flat-spans"

    /// What the format is.
    public static let summary = "a list of spans with trace_id, span_id and attributes as JSON"

    /// Known by an array of objects with `trace_id`, `span_id` and `start_time`.
    public static func recognition(of sample: FileSample) -> Recognition {
        guard let json = sample.json, json.kind == .array, let first = json.elements.first else {
            return .no
        }
        guard first["trace_id"] != nil, first["span_id"] != nil else { return .no }
        guard !first.isComplete || first["start_time"] != nil else {
            return .near("spans without start_time")
        }
        return .yes(.certain, "a list of spans with trace_id and start_time")
    }

    /// Decodes every span; behind damage it goes on with the next whole span.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {
        let content = try file.content()
        let source = content.source
        let found = DamagedJSON.elements(of: source, beginningWith: ["trace_id", "span_id"]) {
            $0["span_id"] != nil && $0["start_time"] != nil
        }
        for value in found.intact {
            let place = provenance(of: file, at: value.byteRange)
            guard let span = span(value) else {
                let reason = "a span without ids or a start"
                try reject(value.byteRange, of: source, reason, in: file, into: sink)
                continue
            }
            try sink(.record(.span(span), place))
            for event in events(of: value) where event["body"] != nil {
                try sink(.record(.log(log(event, of: span)), place))
            }
        }
        for range in found.damaged {
            try reject(range, of: source, "damaged JSON", in: file, into: sink)
        }
        try reject(content.failure, in: file, at: source.count, into: sink)
    }

    private static func span(_ value: JSONValue) -> Span? {
        guard
            let traceID = value["trace_id"]?.string.flatMap({ TraceID(hex: bare($0)) }),
            let spanID = value["span_id"]?.string.flatMap({ SpanID(hex: bare($0)) }),
            let start = time(value["start_time"])
        else { return nil }
        let parent = value["parent_span_id"]?.string.flatMap { SpanID(hex: bare($0)) }
        var span = Span(
            traceID: traceID, spanID: spanID,
            parentID: parent.flatMap { $0.isZero ? nil : $0 }, name: value["name"]?.string ?? "",
            start: start, end: time(value["end_time"]), status: status(value["status"]),
            attributes: attributes(value["attributes"]),
            events: events(of: value).filter { $0["body"] == nil }.map { event($0, at: start) },
            scope: Scope(
                name: value["scope"]?["name"]?.string ?? "",
                version: value["scope"]?["version"]?.string ?? ""),
            resource: Resource(
                attributes: attributes(value["resource"]?["attributes"] ?? value["resource"])))
        for field in value.fields where !knownKeys.contains(field.name) && !field.value.isNull {
            span.attributes.append(Attribute(field.name, AttributeValue(field.value)))
        }
        return span
    }

    private static let knownKeys: Set<String> = [
        "trace_id", "span_id", "parent_span_id", "name", "start_time", "end_time", "attributes",
        "scope", "status", "span_events", "events", "resource",
    ]

    /// Some writers spell ids as `0x...`.
    private static func bare(_ id: String) -> Substring {
        id.hasPrefix("0x") ? id.dropFirst(2) : id[...]
    }

    private static func time(_ value: JSONValue?) -> Timestamp? {
        if let number = value?.int64 { return Timestamp(nanoseconds: number) }
        guard let text = value?.string else { return nil }
        return Int64(text).map { Timestamp(nanoseconds: $0) } ?? Timestamp(iso8601: text)
    }

    private static func status(_ value: JSONValue?) -> SpanStatus {
        let code = (value?["code"] ?? value?["status_code"])?.string ?? value?.string ?? ""
        let message = (value?["description"] ?? value?["message"])?.string ?? ""
        if code.hasSuffix("ERROR") { return SpanStatus(.error, message: message) }
        return SpanStatus(code.hasSuffix("OK") ? .ok : .unset, message: message)
    }

    private static func attributes(_ value: JSONValue?) -> [Attribute] {
        (value?.fields).map { $0.map { Attribute($0.name, AttributeValue($0.value)) } } ?? []
    }

    private static func events(of value: JSONValue) -> [JSONValue] {
        (value["span_events"]?.elements ?? []) + (value["events"]?.elements ?? [])
    }

    private static func event(_ value: JSONValue, at start: Timestamp) -> SpanEvent {
        SpanEvent(
            name: (value["event_name"] ?? value["name"])?.string ?? "",
            time: time(value["timestamp"]) ?? start, attributes: attributes(value["attributes"]))
    }

    private static func log(_ value: JSONValue, of span: Span) -> LogRecord {
        LogRecord(
            traceID: span.traceID,
            spanID: value["span_id"]?.string.flatMap { SpanID(hex: bare($0)) } ?? span.spanID,
            time: time(value["timestamp"]) ?? span.start,
            eventName: (value["event_name"] ?? value["name"])?.string ?? "",
            body: value["body"].map { AttributeValue($0) } ?? .null,
            attributes: attributes(value["attributes"]), scope: span.scope,
            resource: span.resource)
    }
}
