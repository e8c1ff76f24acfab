/// Which of OTLP's signals a message carries.
enum OTLPSignal: CaseIterable, Sendable {
    case traces
    case logs

    /// The member of a request that holds the groups of a resource.
    ///
    /// `batches` is what Grafana Tempo calls it.
    var requestKeys: [String] {
        switch self {
        case .traces: ["resourceSpans", "resource_spans", "batches"]
        case .logs: ["resourceLogs", "resource_logs"]
        }
    }

    /// The member of a resource's group that holds the groups of a scope, old names included.
    var groupKeys: [String] {
        switch self {
        case .traces: ["scopeSpans", "scope_spans", "instrumentationLibrarySpans"]
        case .logs: ["scopeLogs", "scope_logs", "instrumentationLibraryLogs"]
        }
    }

    /// The member of a scope's group that holds the records.
    var recordKeys: [String] {
        switch self {
        case .traces: ["spans"]
        case .logs: ["logRecords", "log_records", "logs"]
        }
    }

    /// The members of a record, which writers put in any order.
    var memberKeys: [String] {
        let common = ["traceId", "spanId", "attributes", "droppedAttributesCount", "flags"]
        let own =
            switch self {
            case .traces:
                [
                    "traceState", "parentSpanId", "name", "kind", "startTimeUnixNano",
                    "endTimeUnixNano", "events", "droppedEventsCount", "links",
                    "droppedLinksCount", "status",
                ]
            case .logs:
                [
                    "timeUnixNano", "observedTimeUnixNano", "severityNumber", "severityText",
                    "body", "eventName",
                ]
            }
        return (common + own).flatMap { [$0, Self.snakeCase($0)] }
    }

    /// What one record is called in a reason.
    var noun: String {
        switch self {
        case .traces: "span"
        case .logs: "log record"
        }
    }

    /// How protobuf spells a name that JSON spells in camel case.
    private static func snakeCase(_ name: String) -> String {
        name.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
    }
}
