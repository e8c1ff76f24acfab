/// One raw record of a trace, as an importer makes it and the store keeps it.
public enum Record: Hashable, Sendable {
    /// A span.
    case span(Span)
    /// A log record.
    case log(LogRecord)
    /// A human label or an evaluation.
    case annotation(Annotation)

    /// The trace that the record belongs to.
    public var traceID: TraceID {
        switch self {
        case .span(let span): span.traceID
        case .log(let log): log.traceID
        case .annotation(let annotation): annotation.traceID
        }
    }
}
