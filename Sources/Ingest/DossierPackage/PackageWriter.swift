import JSON
import Traces

/// Writes the entries of a package.
enum PackageWriter {
    /// The line of an entry, ended.
    static func line(of entry: PackageEntry) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("account", entry.account)
            writer.member("kind", entry.kind.rawValue)
            writer.member("place", entry.place)
            writer.member("format", entry.provenance.format)
            writer.member("file", entry.provenance.file)
            writer.member("file_bytes", Int64(entry.fileBytes))
            writer.member("offset", Int64(entry.provenance.offsetBytes))
            writer.member("length", Int64(entry.provenance.lengthBytes))
            switch entry.content {
            case .record(.span(let span)): write(span, to: &writer)
            case .record(.log(let log)): write(log, to: &writer)
            case .record(.annotation(let annotation)): write(annotation, to: &writer)
            case .rejected(let reason, let bytes):
                writer.key("rejected")
                writer.object {
                    $0.member("reason", reason)
                    $0.member("bytes", Base64.encoded(bytes))
                }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ span: Span, to writer: inout JSONWriter) {
        writer.key("span")
        writer.object { writer in
            writer.member("trace_id", span.traceID.description)
            writer.member("span_id", span.spanID.description)
            writer.member("parent_id", span.parentID?.description)
            writer.member("name", span.name)
            writer.member("kind", Int64(span.kind.rawValue))
            writer.member("start", span.start.nanoseconds)
            writer.member("end", span.end?.nanoseconds)
            writer.member("status", Int64(span.status.code.rawValue))
            writer.member("message", span.status.message)
            write("attributes", span.attributes, to: &writer)
            writer.key("events")
            writer.array { writer in
                for event in span.events {
                    writer.object {
                        $0.member("name", event.name)
                        $0.member("time", event.time.nanoseconds)
                        write("attributes", event.attributes, to: &$0)
                    }
                }
            }
            writer.key("links")
            writer.array { writer in
                for link in span.links {
                    writer.object {
                        $0.member("trace_id", link.traceID.description)
                        $0.member("span_id", link.spanID.description)
                        write("attributes", link.attributes, to: &$0)
                    }
                }
            }
            write(span.scope, span.resource, to: &writer)
        }
    }

    private static func write(_ log: LogRecord, to writer: inout JSONWriter) {
        writer.key("log")
        writer.object { writer in
            writer.member("trace_id", log.traceID.description)
            writer.member("span_id", log.spanID?.description)
            writer.member("time", log.time.nanoseconds)
            writer.member("event", log.eventName)
            writer.member("severity", log.severity)
            writer.key("body")
            write(log.body, to: &writer)
            write("attributes", log.attributes, to: &writer)
            write(log.scope, log.resource, to: &writer)
        }
    }

    private static func write(_ annotation: Annotation, to writer: inout JSONWriter) {
        writer.key("annotation")
        writer.object { writer in
            writer.member("trace_id", annotation.traceID.description)
            writer.member("span_id", annotation.spanID?.description)
            writer.member("name", annotation.name)
            writer.member("score", annotation.score)
            writer.member("label", annotation.label)
            writer.member("explanation", annotation.explanation)
            writer.member("evidence", annotation.evidence)
            writer.member("severity", annotation.severity)
            writer.member("author", annotation.author)
            writer.member("time", annotation.time?.nanoseconds)
            write("attributes", annotation.attributes, to: &writer)
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
        write(attributes, to: &writer)
    }

    private static func write(_ attributes: [Attribute], to writer: inout JSONWriter) {
        writer.array { writer in
            for attribute in attributes {
                writer.array {
                    $0.string(attribute.key)
                    write(attribute.value, to: &$0)
                }
            }
        }
    }

    private static func write(_ value: AttributeValue, to writer: inout JSONWriter) {
        switch value {
        case .null: writer.null()
        case .string(let text): writer.string(text)
        case .bool(let value): writer.bool(value)
        case .int(let value): writer.int(value)
        case .double(let value): writer.object { $0.member("d", value) }
        case .bytes(let bytes): writer.object { $0.member("b", Base64.encoded(bytes)) }
        case .array(let elements):
            writer.array { writer in
                for element in elements { write(element, to: &writer) }
            }
        case .map(let members):
            writer.beginObject()
            writer.key("m")
            write(members, to: &writer)
            writer.endObject()
        }
    }
}
