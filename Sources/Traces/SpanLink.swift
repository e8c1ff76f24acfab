/// A reference from a span to another one, often of another trace.
public struct SpanLink: Hashable, Sendable {
    /// The trace of the other span.
    public var traceID: TraceID
    /// The other span.
    public var spanID: SpanID
    /// The attributes, in the order of the source.
    public var attributes: [Attribute]

    /// Creates a link.
    public init(traceID: TraceID, spanID: SpanID, attributes: [Attribute] = []) {
        self.traceID = traceID
        self.spanID = spanID
        self.attributes = attributes
    }
}
