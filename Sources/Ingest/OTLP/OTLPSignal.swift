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

    /// What one record is called in a reason.
    var noun: String {
        switch self {
        case .traces: "span"
        case .logs: "log record"
        }
    }
}
