/// A log record of a trace (OTLP `LogRecord`): some instrumentations put all content here.
public struct LogRecord: Hashable, Sendable {
    /// The trace that it belongs to.
    public var traceID: TraceID
    /// The span that it belongs to; nil when the source does not say.
    public var spanID: SpanID?
    /// When it happened (or was observed, when that is all the source says).
    public var time: Timestamp
    /// The event name (OTLP `event_name`, or the attribute `event.name`); empty when there is none.
    public var eventName: String
    /// The severity text or number's name; empty when there is none.
    public var severity: String
    /// The body.
    public var body: AttributeValue
    /// The attributes, in the order of the source.
    public var attributes: [Attribute]
    /// The instrumentation that made it.
    public var scope: Scope
    /// The process that made it.
    public var resource: Resource

    /// Creates a log record.
    public init(
        traceID: TraceID, spanID: SpanID?, time: Timestamp, eventName: String = "",
        severity: String = "", body: AttributeValue, attributes: [Attribute] = [],
        scope: Scope = Scope(), resource: Resource = Resource()
    ) {
        self.traceID = traceID
        self.spanID = spanID
        self.time = time
        self.eventName = eventName
        self.severity = severity
        self.body = body
        self.attributes = attributes
        self.scope = scope
        self.resource = resource
    }
}
