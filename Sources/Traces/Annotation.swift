/// A judgement about a span or a whole trace: a human label, or an evaluation's score.
public struct Annotation: Hashable, Sendable {
    /// The trace that is judged.
    public var traceID: TraceID
    /// The span that is judged, which may be missing; nil for the whole trace.
    public var spanID: SpanID?
    /// What is judged: a failure category (`Tool-related`) or an evaluation's name (`correctness`).
    public var name: String
    /// The number given, in the scale of `name`; nil for a label alone.
    public var score: Double?
    /// The label given (`pass`, `HIGH`); nil when there is none.
    public var label: String?
    /// The reasoning; nil when there is none.
    public var explanation: String?
    /// The quoted evidence; nil when there is none.
    public var evidence: String?
    /// How bad it is, in the source's words; nil when the source does not say.
    public var severity: String?
    /// Who or what judged (`human`, a model's name); nil when the source does not say.
    public var author: String?
    /// When it was judged; nil when the source does not say.
    public var time: Timestamp?
    /// Whatever else the source says, in its order.
    public var attributes: [Attribute]

    /// Creates a judgement.
    public init(
        traceID: TraceID, spanID: SpanID? = nil, name: String, score: Double? = nil,
        label: String? = nil, explanation: String? = nil, evidence: String? = nil,
        severity: String? = nil, author: String? = nil, time: Timestamp? = nil,
        attributes: [Attribute] = []
    ) {
        self.traceID = traceID
        self.spanID = spanID
        self.name = name
        self.score = score
        self.label = label
        self.explanation = explanation
        self.evidence = evidence
        self.severity = severity
        self.author = author
        self.time = time
        self.attributes = attributes
    }
}
