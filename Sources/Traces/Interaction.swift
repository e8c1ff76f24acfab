/// One trace, assembled: what an AI system was asked, did and answered.
public struct Interaction: Hashable, Sendable {
    /// The trace.
    public var traceID: TraceID
    /// The name of the root span (of the first span while the root is missing; of the first agent's
    /// where the root is transport).
    public var name: String
    /// What it is about in one line of at most 120 characters: what was asked, or else the name.
    public var title: String
    /// When its first step started.
    public var start: Timestamp
    /// When its last step ended; nil when no step says.
    public var end: Timestamp?
    /// How it ended.
    public var status: InteractionStatus
    /// The conversation, session or thread that it belongs to; nil when not said.
    public var conversationID: String?
    /// The agent that answers; nil when not said.
    public var agent: String?
    /// What was asked: the messages of the user that began it.
    public var asked: [Message]
    /// What was answered at the end.
    public var answered: [Message]
    /// Every span, depth first, siblings by start time.
    public var steps: [Step]
    /// Human labels and evaluations, in time order.
    public var annotations: [Annotation]
    /// Tags, in the order of the source.
    public var tags: [String]
    /// Facts that are wrong with the trace itself: a parent that is missing, a cycle that was cut.
    public var problems: [String]

    /// Creates an interaction.
    public init(
        traceID: TraceID, name: String, title: String, start: Timestamp, end: Timestamp?,
        status: InteractionStatus, conversationID: String? = nil, agent: String? = nil,
        asked: [Message] = [], answered: [Message] = [], steps: [Step],
        annotations: [Annotation] = [], tags: [String] = [], problems: [String] = []
    ) {
        self.traceID = traceID
        self.name = name
        self.title = title
        self.start = start
        self.end = end
        self.status = status
        self.conversationID = conversationID
        self.agent = agent
        self.asked = asked
        self.answered = answered
        self.steps = steps
        self.annotations = annotations
        self.tags = tags
        self.problems = problems
    }
}
