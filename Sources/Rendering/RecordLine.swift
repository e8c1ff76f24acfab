internal import JSON
public import Traces

/// A raw record as one line of JSON, as it was recorded: the files of `.raw/`.
public enum RecordLine {
    /// The line, ended.
    ///
    /// Identities are hex and times are nanoseconds in text, as in OTLP JSON; attributes are an
    /// object, which repeats a key where the source did.
    public static func text(of record: Record) -> String {
        var writer = JSONWriter()
        switch record {
        case .span(let span): write(span, to: &writer)
        case .log(let log): write(log, to: &writer)
        case .annotation(let annotation): write(annotation, to: &writer)
        }
        return writer.text + "\n"
    }

    private static func write(_ span: Span, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("record", "span")
            writer.member("traceId", span.traceID.description)
            writer.member("spanId", span.spanID.description)
            writer.member("parentSpanId", span.parentID?.description)
            writer.member("name", span.name)
            writer.member("kind", Int64(span.kind.rawValue))
            writer.member("startTimeUnixNano", String(span.start.nanoseconds))
            writer.member("endTimeUnixNano", span.end.map { String($0.nanoseconds) })
            writer.key("status")
            writer.object {
                $0.member("code", Int64(span.status.code.rawValue))
                if !span.status.message.isEmpty { $0.member("message", span.status.message) }
            }
            write("attributes", span.attributes, to: &writer)
            writer.key("events")
            writer.array { writer in
                for event in span.events { write(event, to: &writer) }
            }
            writer.key("links")
            writer.array { writer in
                for link in span.links { write(link, to: &writer) }
            }
            write(span.scope, span.resource, to: &writer)
        }
    }

    private static func write(_ log: LogRecord, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("record", "log")
            writer.member("traceId", log.traceID.description)
            writer.member("spanId", log.spanID?.description)
            writer.member("timeUnixNano", String(log.time.nanoseconds))
            if !log.eventName.isEmpty { writer.member("eventName", log.eventName) }
            if !log.severity.isEmpty { writer.member("severity", log.severity) }
            writer.key("body")
            write(log.body, to: &writer)
            write("attributes", log.attributes, to: &writer)
            write(log.scope, log.resource, to: &writer)
        }
    }

    private static func write(_ annotation: Annotation, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("record", "annotation")
            writer.member("traceId", annotation.traceID.description)
            writer.member("spanId", annotation.spanID?.description)
            writer.member("name", annotation.name)
            writer.member("score", annotation.score)
            writer.member("label", annotation.label)
            writer.member("explanation", annotation.explanation)
            writer.member("evidence", annotation.evidence)
            writer.member("severity", annotation.severity)
            writer.member("author", annotation.author)
            writer.member("timeUnixNano", annotation.time.map { String($0.nanoseconds) })
            write("attributes", annotation.attributes, to: &writer)
        }
    }

    private static func write(_ event: SpanEvent, to writer: inout JSONWriter) {
        writer.object {
            $0.member("name", event.name)
            $0.member("timeUnixNano", String(event.time.nanoseconds))
            write("attributes", event.attributes, to: &$0)
        }
    }

    private static func write(_ link: SpanLink, to writer: inout JSONWriter) {
        writer.object {
            $0.member("traceId", link.traceID.description)
            $0.member("spanId", link.spanID.description)
            write("attributes", link.attributes, to: &$0)
        }
    }

    private static func write(_ scope: Scope, _ resource: Resource, to writer: inout JSONWriter) {
        writer.key("scope")
        writer.object {
            $0.member("name", scope.name)
            $0.member("version", scope.version)
            write("attributes", scope.attributes, to: &$0)
        }
        write("resource", resource.attributes, to: &writer)
    }

    private static func write(
        _ key: String, _ attributes: [Attribute], to writer: inout JSONWriter
    ) {
        writer.key(key)
        writer.object { writer in
            for attribute in attributes {
                writer.key(attribute.key)
                write(attribute.value, to: &writer)
            }
        }
    }

    private static func write(_ value: AttributeValue, to writer: inout JSONWriter) {
        switch value {
        case .null: writer.null()
        case .string(let text): writer.string(text)
        case .bool(let value): writer.bool(value)
        case .int(let value): writer.int(value)
        case .double(let value): writer.double(value)
        case .bytes(let bytes): writer.object { $0.member("base64", Base64Text.encoded(bytes)) }
        case .array(let elements):
            writer.array { writer in
                for element in elements { write(element, to: &writer) }
            }
        case .map(let members):
            writer.object { writer in
                for member in members {
                    writer.key(member.key)
                    write(member.value, to: &writer)
                }
            }
        }
    }
}
