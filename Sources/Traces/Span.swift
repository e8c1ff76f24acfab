/// One unit of work, as its source recorded it: the raw record from which everything else is derived.
///
/// Importers of formats other than OTLP make spans whose attributes use the current GenAI semantic
/// conventions (`gen_ai.*`).
public struct Span: Hashable, Sendable {
    /// The trace that this span belongs to.
    public var traceID: TraceID
    /// The identity within the trace; a hostile or broken source may repeat it.
    public var spanID: SpanID
    /// The span that caused this one, which may be missing from the trace; nil for a root.
    public var parentID: SpanID?
    /// The name, as the source spells it.
    public var name: String
    /// The OTLP kind.
    public var kind: SpanKind
    /// When it started.
    public var start: Timestamp
    /// When it ended; nil when the source does not say (unfinished, or no times at all).
    public var end: Timestamp?
    /// The status.
    public var status: SpanStatus
    /// The attributes, typed and unmodified, in the order of the source.
    public var attributes: [Attribute]
    /// The events, in the order of the source.
    public var events: [SpanEvent]
    /// Links to other spans.
    public var links: [SpanLink]
    /// The instrumentation that made the span.
    public var scope: Scope
    /// The process that made the span.
    public var resource: Resource

    /// Creates a span.
    public init(
        traceID: TraceID, spanID: SpanID, parentID: SpanID? = nil, name: String,
        kind: SpanKind = .unspecified, start: Timestamp, end: Timestamp?,
        status: SpanStatus = SpanStatus(), attributes: [Attribute] = [], events: [SpanEvent] = [],
        links: [SpanLink] = [], scope: Scope = Scope(), resource: Resource = Resource()
    ) {
        self.traceID = traceID
        self.spanID = spanID
        self.parentID = parentID
        self.name = name
        self.kind = kind
        self.start = start
        self.end = end
        self.status = status
        self.attributes = attributes
        self.events = events
        self.links = links
        self.scope = scope
        self.resource = resource
    }
}
