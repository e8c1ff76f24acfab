/// The OTLP kind of a span; raw values are OTLP's numbers.
public enum SpanKind: Int, Hashable, Sendable, CaseIterable {
    /// Not said.
    case unspecified = 0
    /// Work inside one process.
    case `internal` = 1
    /// The answering side of a request.
    case server = 2
    /// The asking side of a request.
    case client = 3
    /// The sender of a message.
    case producer = 4
    /// The receiver of a message.
    case consumer = 5
}
