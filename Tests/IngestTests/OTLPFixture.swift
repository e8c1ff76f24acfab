import Foundation
import JSON
import Traces

/// Temporary: decodes OTLP/JSON.
enum OTLPFixture {
    static func records(_ url: URL) throws -> [Record] {
        let root = try JSONDocument(contentsOfFile: url.path).root
        var out: [Record] = []
        for rs in root["resourceSpans"]?.elements ?? [] {
            let res = Resource(attributes: attrs(rs["resource"]?["attributes"]))
            for ss in rs["scopeSpans"]?.elements ?? [] {
                let scope = Scope(name: ss["scope"]?["name"]?.string ?? "", version: ss["scope"]?["version"]?.string ?? "")
                for s in ss["spans"]?.elements ?? [] {
                    out.append(.span(Span(
                        traceID: TraceID(hex: s["traceId"]!.string!)!, spanID: SpanID(hex: s["spanId"]!.string!)!,
                        parentID: s["parentSpanId"]?.string.flatMap { SpanID(hex: $0) }, name: s["name"]?.string ?? "",
                        kind: SpanKind(rawValue: Int(s["kind"]?.int64 ?? 0)) ?? .unspecified,
                        start: time(s["startTimeUnixNano"]) ?? .epoch, end: time(s["endTimeUnixNano"]),
                        status: SpanStatus(SpanStatus.Code(rawValue: Int(s["status"]?["code"]?.int64 ?? 0))!, message: s["status"]?["message"]?.string ?? ""),
                        attributes: attrs(s["attributes"]),
                        events: (s["events"]?.elements ?? []).map { SpanEvent(name: $0["name"]?.string ?? "", time: time($0["timeUnixNano"]) ?? .epoch, attributes: attrs($0["attributes"])) },
                        scope: scope, resource: res)))
                }
            }
        }
        for rs in root["resourceLogs"]?.elements ?? [] {
            for ss in rs["scopeLogs"]?.elements ?? [] {
                for s in ss["logRecords"]?.elements ?? [] {
                    out.append(.log(LogRecord(
                        traceID: TraceID(hex: s["traceId"]!.string!)!, spanID: s["spanId"]?.string.flatMap { SpanID(hex: $0) },
                        time: time(s["timeUnixNano"]) ?? time(s["observedTimeUnixNano"]) ?? .epoch, eventName: s["eventName"]?.string ?? "",
                        body: value(s["body"]), attributes: attrs(s["attributes"]))))
                }
            }
        }
        return out
    }
    static func time(_ v: JSONValue?) -> Timestamp? { (v?.string.flatMap { Int64($0) } ?? v?.int64).map { Timestamp(nanoseconds: $0) } }
    static func attrs(_ v: JSONValue?) -> [Attribute] {
        (v?.elements ?? []).map { Attribute($0["key"]?.string ?? "", value($0["value"])) }
    }
    static func value(_ v: JSONValue?) -> AttributeValue {
        guard let v, let f = v.members.first else { return .null }
        switch f.key {
        case "stringValue": return .string(f.value.string ?? "")
        case "boolValue": return .bool(f.value.bool ?? false)
        case "intValue": return (f.value.int64 ?? f.value.string.flatMap { Int64($0) }).map { .int($0) } ?? .null
        case "doubleValue": return .double(f.value.double ?? 0)
        case "arrayValue": return .array((f.value["values"]?.elements ?? []).map { value($0) })
        case "kvlistValue": return .map(attrs(f.value["values"]))
        default: return .null
        }
    }
}
