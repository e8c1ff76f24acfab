internal import Traces

/// Which log record belongs to which span.
struct LogJoin {
    /// The records of a span, by time; the keys are indices of the spans.
    private(set) var bySpan: [Int: [Occurrence]] = [:]
    /// The records that name no span, or none of the trace, by time.
    private(set) var strays: [Occurrence] = []
    /// What is wrong with the records, one sentence each.
    private(set) var problems: [String] = []

    /// Joins records by span id; of a repeated id the first span gets them.
    init(_ logs: [LogRecord], to spans: [Span]) {
        guard !logs.isEmpty else { return }
        var indices: [SpanID: Int] = [:]
        for (index, span) in spans.enumerated() where indices[span.spanID] == nil {
            indices[span.spanID] = index
        }
        var lost = 0
        for log in logs.sorted(by: LogRecord.precedes) {
            if let id = log.spanID, !id.isZero {
                if let index = indices[id] {
                    bySpan[index, default: []].append(Occurrence(log))
                    continue
                }
                lost += 1
            }
            strays.append(Occurrence(log))
        }
        if lost > 0 {
            problems.append(
                "\(lost) log records name a span that is not in the trace; "
                    + "they are shown with the root.")
        }
    }
}
