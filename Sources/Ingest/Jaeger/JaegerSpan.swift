import JSON
import Traces

/// Reads one span of Jaeger's JSON.
enum JaegerSpan {
    /// The span; nil without ids or a start.
    static func span(_ value: JSONValue, processes: JSONValue?) -> Span? {
        guard
            let traceID = value["traceID"]?.string.flatMap({ TraceID(hex: $0) }),
            let spanID = value["spanID"]?.string.flatMap({ SpanID(hex: $0) }),
            let start = time(value["startTime"])
        else { return nil }
        let duration = value["duration"]?.int64.map(nanoseconds)
        var span = Span(
            traceID: traceID, spanID: spanID, name: value["operationName"]?.string ?? "",
            start: start,
            end: duration.map {
                Timestamp(nanoseconds: start.nanoseconds.addingClamped(max(0, $0)))
            })
        addReferences(of: value, to: &span)
        span.attributes = tags(value["tags"])
        takeTags(of: &span)
        span.events = (value["logs"]?.elements ?? []).map { event($0, at: start) }
        if let warnings = value["warnings"], warnings.count > 0 {
            span.attributes.append(Attribute("jaeger.warnings", AttributeValue(warnings)))
        }
        if let process = value["processID"]?.string.flatMap({ processes?[$0] }) {
            span.resource = resource(process)
        }
        return span
    }

    /// The parent is the first span of the same trace that this one is a child of.
    private static func addReferences(of value: JSONValue, to span: inout Span) {
        for reference in value["references"]?.elements ?? [] {
            guard
                let spanID = reference["spanID"]?.string.flatMap({ SpanID(hex: $0) })
            else { continue }
            let traceID =
                reference["traceID"]?.string.flatMap { TraceID(hex: $0) } ?? span.traceID
            let type = reference["refType"]?.string ?? ""
            if type == "CHILD_OF" && traceID == span.traceID && span.parentID == nil {
                span.parentID = spanID
            } else {
                span.links.append(
                    SpanLink(
                        traceID: traceID, spanID: spanID,
                        attributes: [Attribute("refType", .string(type))]))
            }
        }
        if span.parentID == nil {
            span.parentID = value["parentSpanID"]?.string.flatMap { SpanID(hex: $0) }
        }
    }

    /// Gives the tags that stand for other parts of a span back to them.
    private static func takeTags(of span: inout Span) {
        var rest: [Attribute] = []
        var isError = false
        for tag in span.attributes {
            switch (tag.key, tag.value) {
            case ("span.kind", .string(let kind)): span.kind = SpanKind(jaeger: kind)
            case ("otel.status_code", .string(let code)):
                span.status.code = code.uppercased() == "ERROR" ? .error : .ok
            case ("otel.status_description", .string(let text)): span.status.message = text
            case ("error", .bool(let value)): isError = value
            case ("error", .string("true")): isError = true
            case ("otel.scope.name", .string(let name)), ("otel.library.name", .string(let name)):
                span.scope.name = name
            case ("otel.scope.version", .string(let version)),
                ("otel.library.version", .string(let version)):
                span.scope.version = version
            default: rest.append(tag)
            }
        }
        if isError { span.status.code = .error }
        span.attributes = rest
    }

    private static func event(_ value: JSONValue, at start: Timestamp) -> SpanEvent {
        var attributes = tags(value["fields"])
        let name = attributes["event"]?.stringValue
        if name != nil { attributes.removeAll { $0.key == "event" } }
        return SpanEvent(
            name: name ?? "", time: time(value["timestamp"]) ?? start, attributes: attributes)
    }

    private static func resource(_ process: JSONValue) -> Resource {
        var attributes = tags(process["tags"])
        if let name = process["serviceName"]?.string, attributes["service.name"] == nil {
            attributes.insert(Attribute("service.name", .string(name)), at: 0)
        }
        return Resource(attributes: attributes)
    }

    private static func tags(_ value: JSONValue?) -> [Attribute] {
        (value?.elements ?? []).map { tag in
            Attribute(tag["key"]?.string ?? "", typed(tag["value"], tag["type"]?.string ?? ""))
        }
    }

    /// Numbers may come as strings, so that their type decides.
    private static func typed(_ value: JSONValue?, _ type: String) -> AttributeValue {
        guard let value else { return .null }
        guard let text = value.string else { return AttributeValue(value) }
        switch type {
        case "int64": return Int64(text).map { .int($0) } ?? .string(text)
        case "float64": return Double(text).map { .double($0) } ?? .string(text)
        case "bool":
            return text == "true" ? .bool(true) : text == "false" ? .bool(false) : .string(text)
        default: return .string(text)
        }
    }

    private static func time(_ microseconds: JSONValue?) -> Timestamp? {
        microseconds?.int64.map { Timestamp(nanoseconds: nanoseconds($0)) }
    }

    private static func nanoseconds(_ microseconds: Int64) -> Int64 {
        let (product, overflow) = microseconds.multipliedReportingOverflow(by: 1000)
        guard overflow else { return product }
        return microseconds < 0 ? .min : .max
    }
}

extension SpanKind {
    fileprivate init(jaeger name: String) {
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
