import JSON
import Traces

/// Log records from OTLP's JSON form.
enum OTLPJSONLog {
    /// The log record that a value describes.
    static func log(
        _ value: JSONValue, scope: Scope, resource: Resource
    ) throws(OTLPMalformed) -> LogRecord {
        guard value.kind == .object else { throw .notAnObject }
        guard let traceID = OTLPJSONValues.traceID(value["traceId"] ?? value["trace_id"]) else {
            throw .noTraceID
        }
        var log = LogRecord(
            traceID: traceID, spanID: nil, time: .epoch, body: .null, scope: scope,
            resource: resource)
        var time: Timestamp?
        var observed: Timestamp?
        var severity: (text: String, number: Int64) = ("", 0)
        var dropped: Int64 = 0
        for field in value.fields where !field.value.isNull {
            let value = field.value
            switch field.name {
            case "spanId", "span_id": log.spanID = OTLPJSONValues.spanID(value)
            case "timeUnixNano", "time_unix_nano": time = try OTLPJSONValues.time(value)
            case "observedTimeUnixNano", "observed_time_unix_nano":
                observed = try OTLPJSONValues.time(value)
            case "severityText", "severity_text": severity.text = value.string ?? ""
            case "severityNumber", "severity_number": severity.number = number(ofSeverity: value)
            case "body": log.body = OTLPJSONValues.value(value)
            case "attributes": log.attributes = OTLPJSONValues.attributes(value)
            case "eventName", "event_name": log.eventName = value.string ?? ""
            case "droppedAttributesCount", "dropped_attributes_count":
                dropped = OTLPJSONValues.integer(value) ?? 0
            default: break
            }
        }
        log.time = time ?? observed ?? .epoch
        log.complete(severity: severity, droppedAttributes: dropped)
        return log
    }

    private static func number(ofSeverity value: JSONValue) -> Int64 {
        if let number = OTLPJSONValues.integer(value) { return number }
        let prefix = "SEVERITY_NUMBER_"
        guard let name = value.string, name.hasPrefix(prefix) else { return 0 }
        return (1...24).first { OTLPWords.severityName($0) == name.dropFirst(prefix.count) }
            .map { Int64($0) } ?? 0
    }
}

extension LogRecord {
    /// Fills in what both encodings of OTLP say in two places.
    mutating func complete(severity: (text: String, number: Int64), droppedAttributes: Int64) {
        self.severity =
            severity.text.isEmpty
            ? OTLPWords.severityName(Int(clamping: severity.number)) : severity.text
        if eventName.isEmpty { eventName = attributes["event.name"]?.stringValue ?? "" }
        attributes += OTLPWords.droppedCount(of: "attributes", droppedAttributes)
    }
}
