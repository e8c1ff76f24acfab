/// One span of an interaction in its place, with what it means.
public struct Step: Hashable, Sendable {
    /// The raw span.
    public var span: Span
    /// What the span is.
    public var content: StepContent
    /// The index in `Interaction.steps` of the step that caused this one; nil for a top step.
    public var parent: Int?
    /// How deep it stands, zero for a top step.
    public var depth: Int
    /// The number that names the step's file, from 1.
    ///
    /// Model and tool calls share one sequence, by start time; all other steps have another.
    public var number: Int
    /// The agent in whose run the step is; nil when there is none.
    public var agent: String?
    /// What went wrong; nil when nothing did.
    public var failure: Failure?
    /// Attribute keys that `content` or `failure` already tell; the rest is shown with the span.
    public var toldKeys: Set<String>
    /// The span's log records and events that `content` does not tell.
    public var events: [SpanEvent]
    /// True for a tool call that only messages tell: no span of its own was recorded, `span` is
    /// made from the model call that asked for it.
    public var isDerived: Bool

    /// Creates a step.
    public init(
        span: Span, content: StepContent, parent: Int? = nil, depth: Int = 0, number: Int = 0,
        agent: String? = nil, failure: Failure? = nil, toldKeys: Set<String> = [],
        events: [SpanEvent] = [], isDerived: Bool = false
    ) {
        self.span = span
        self.content = content
        self.parent = parent
        self.depth = depth
        self.number = number
        self.agent = agent
        self.failure = failure
        self.toldKeys = toldKeys
        self.events = events
        self.isDerived = isDerived
    }

    /// The nanoseconds from start to end; nil while unfinished.
    public var durationNs: Int64? { span.end.map { max(0, $0.nanoseconds(since: span.start)) } }

    /// True for a model or a tool call.
    public var isAction: Bool {
        switch content {
        case .model, .tool: true
        case .agent, .chain, .retrieval, .embedding, .check, .plumbing, .other: false
        }
    }
}
