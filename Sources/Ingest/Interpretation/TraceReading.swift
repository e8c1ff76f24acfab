internal import Traces

/// The spans of a trace with what else was recorded about each, read by meaning.
struct TraceReading {
    /// One span with its reading.
    struct Entry {
        var reading: SpanReading
        /// Its events and log records, by time.
        var occurrences: [Occurrence]
        var stepClass: StepClass
    }

    let forest: SpanForest
    /// One for each span of the forest.
    var entries: [Entry]
    /// Log records that belong to no one span.
    var strays: [Occurrence] = []
    /// The judgements, by time.
    let annotations: [Annotation]
    let problems: [String]

    /// Reads records in any order; nil without a span.
    init?(_ records: [Record]) {
        var spans: [Span] = []
        var logs: [LogRecord] = []
        var judgements: [Annotation] = []
        for record in records {
            switch record {
            case .span(let span): spans.append(span)
            case .log(let log): logs.append(log)
            case .annotation(let annotation): judgements.append(annotation)
            }
        }
        guard !spans.isEmpty else { return nil }
        let forest = SpanForest(spans)
        let join = LogJoin(logs, to: forest.spans)
        entries = []
        entries.reserveCapacity(forest.spans.count)
        for (index, span) in forest.spans.enumerated() {
            let occurrences = span.events.map { Occurrence($0) } + (join.bySpan[index] ?? [])
            let details = occurrences.lazy.filter { $0.kind == .details }.flatMap(\.attributes)
            let reading = SpanReading(span, details: Array(details))
            judgements += TraceReading.judgements(in: occurrences, on: span)
            entries.append(
                Entry(
                    reading: reading, occurrences: occurrences, stepClass: reading.stepClass))
        }
        judgements += join.strays.filter { $0.kind == .evaluation }
            .map { $0.annotation(traceID: forest.spans[0].traceID, spanID: nil) }
        self.forest = forest
        annotations = judgements.sorted(by: Annotation.precedes)
        problems = forest.problems + join.problems
        strays = join.strays.filter { $0.kind != .evaluation }
    }

    private static func judgements(
        in occurrences: [Occurrence], on span: Span
    ) -> [Annotation] {
        occurrences.filter { $0.kind == .evaluation }
            .map { $0.annotation(traceID: span.traceID, spanID: span.spanID) }
    }
}
