import JSON
import Traces

/// Reads the entries of a package.
enum PackageReader {
    /// The deepest nesting of a value; what is deeper was not written by a store.
    private static let maximumDepth = 1000

    /// The entry of a line; nil when it is none.
    static func entry(_ value: JSONValue) -> PackageEntry? {
        guard
            let account = value["account"]?.string, !account.isEmpty,
            let kind = value["kind"]?.string.flatMap({ InteractionKind(rawValue: $0) }),
            let format = value["format"]?.string, let file = value["file"]?.string,
            let offset = value["offset"]?.int64, let length = value["length"]?.int64,
            let fileBytes = value["file_bytes"]?.int64, offset >= 0, length >= 0, fileBytes >= 0,
            let content = content(value)
        else { return nil }
        return PackageEntry(
            content, account: account, kind: kind, place: value["place"]?.string,
            provenance: Provenance(
                format: format, file: file, offsetBytes: Int(offset), lengthBytes: Int(length)),
            fileBytes: Int(fileBytes))
    }

    private static func content(_ value: JSONValue) -> PackageEntry.Content? {
        if let span = value["span"] { return Self.span(span).map { .record(.span($0)) } }
        if let log = value["log"] { return Self.log(log).map { .record(.log($0)) } }
        if let annotation = value["annotation"] {
            return Self.annotation(annotation).map { .record(.annotation($0)) }
        }
        guard
            let rejected = value["rejected"], let reason = rejected["reason"]?.string,
            let bytes = rejected["bytes"]?.string.flatMap({ Base64.decoded($0.utf8) })
        else { return nil }
        return .rejected(reason: reason, bytes: bytes)
    }

    private static func span(_ value: JSONValue) -> Span? {
        guard
            let traceID = traceID(value), let spanID = Self.spanID(value["span_id"]),
            let start = time(value["start"]), let name = value["name"]?.string,
            let kind = value["kind"]?.int64.flatMap({ SpanKind(rawValue: Int($0)) }),
            let code = value["status"]?.int64.flatMap({ SpanStatus.Code(rawValue: Int($0)) })
        else { return nil }
        return Span(
            traceID: traceID, spanID: spanID, parentID: Self.spanID(value["parent_id"]), name: name,
            kind: kind, start: start, end: time(value["end"]),
            status: SpanStatus(code, message: value["message"]?.string ?? ""),
            attributes: attributes(value["attributes"]),
            events: (value["events"]?.elements ?? []).map { event in
                SpanEvent(
                    name: event["name"]?.string ?? "", time: time(event["time"]) ?? .epoch,
                    attributes: attributes(event["attributes"]))
            },
            links: (value["links"]?.elements ?? []).compactMap { link in
                guard let traceID = Self.traceID(link), let spanID = Self.spanID(link["span_id"])
                else {
                    return nil
                }
                return SpanLink(
                    traceID: traceID, spanID: spanID, attributes: attributes(link["attributes"]))
            }, scope: scope(value["scope"]),
            resource: Resource(attributes: attributes(value["resource"])))
    }

    private static func log(_ value: JSONValue) -> LogRecord? {
        guard let traceID = traceID(value), let time = time(value["time"]) else { return nil }
        return LogRecord(
            traceID: traceID, spanID: spanID(value["span_id"]), time: time,
            eventName: value["event"]?.string ?? "", severity: value["severity"]?.string ?? "",
            body: value["body"].map { attributeValue($0, depth: 0) } ?? .null,
            attributes: attributes(value["attributes"]), scope: scope(value["scope"]),
            resource: Resource(attributes: attributes(value["resource"])))
    }

    private static func annotation(_ value: JSONValue) -> Annotation? {
        guard let traceID = traceID(value), let name = value["name"]?.string else { return nil }
        return Annotation(
            traceID: traceID, spanID: spanID(value["span_id"]), name: name,
            score: double(value["score"]), label: value["label"]?.string,
            explanation: value["explanation"]?.string, evidence: value["evidence"]?.string,
            severity: value["severity"]?.string, author: value["author"]?.string,
            time: time(value["time"]), attributes: attributes(value["attributes"]))
    }

    private static func scope(_ value: JSONValue?) -> Scope {
        Scope(
            name: value?["name"]?.string ?? "", version: value?["version"]?.string ?? "",
            attributes: attributes(value?["attributes"]))
    }

    private static func traceID(_ value: JSONValue) -> TraceID? {
        value["trace_id"]?.string.flatMap { TraceID(hex: $0) }
    }

    private static func spanID(_ value: JSONValue?) -> SpanID? {
        value?.string.flatMap { SpanID(hex: $0) }
    }

    private static func time(_ value: JSONValue?) -> Timestamp? {
        value?.int64.map { Timestamp(nanoseconds: $0) }
    }

    /// A number, or one of the words that stand for those which JSON has not.
    private static func double(_ value: JSONValue?) -> Double? {
        guard let word = value?.string else { return value?.double }
        switch word {
        case "NaN": return .nan
        case "Infinity": return .infinity
        case "-Infinity": return -.infinity
        default: return nil
        }
    }

    private static func attributes(_ value: JSONValue?, depth: Int = 0) -> [Attribute] {
        (value?.elements ?? []).compactMap { pair in
            let parts = pair.elements
            guard parts.count == 2, let key = parts[0].string else { return nil }
            return Attribute(key, attributeValue(parts[1], depth: depth))
        }
    }

    private static func attributeValue(_ value: JSONValue, depth: Int) -> AttributeValue {
        guard depth < maximumDepth else { return .string(value.rawText) }
        switch value.kind {
        case .null: return .null
        case .bool: return .bool(value.bool ?? false)
        case .number: return value.int64.map { .int($0) } ?? .string(value.rawText)
        case .string: return .string(value.string ?? "")
        case .array: return .array(value.elements.map { attributeValue($0, depth: depth + 1) })
        case .object:
            if let members = value["m"] { return .map(attributes(members, depth: depth + 1)) }
            if let number = double(value["d"]) { return .double(number) }
            let bytes = value["b"]?.string.flatMap { Base64.decoded($0.utf8) }
            return bytes.map { .bytes($0) } ?? .string(value.rawText)
        }
    }
}
