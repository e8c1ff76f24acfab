public import Traces

/// Everything that is derived from one trace: the row of its interaction and its files.
public struct Projection: Hashable, Sendable {
    /// The trace, as it was when its records were read.
    public var trace: TraceRow
    /// When the interaction started.
    public var start: Timestamp
    /// When it ended; nil when it is not known.
    public var end: Timestamp?
    /// How it ended.
    public var status: InteractionStatus
    /// The agent; nil when not said.
    public var agent: String?
    /// The title, one line.
    public var title: String
    /// The conversation; nil when there is none.
    public var conversation: ConversationKey?
    /// The counts.
    public var totals: Totals
    /// The score; nil when it was not judged.
    public var score: Double?
    /// The row in every `index.tsv` behind the path: begins with a tab, ends with a newline.
    public var indexLine: String
    /// The files, in the order in which they are listed.
    public var files: [ProjectedFile]
    /// What the log of a live interaction tells, in order; lines that were told are not told again.
    public var liveLines: [LiveLine]

    /// Creates a projection; `trace` must have a place when it is committed, unless it is running.
    public init(
        trace: TraceRow, start: Timestamp, end: Timestamp?, status: InteractionStatus,
        agent: String? = nil, title: String, conversation: ConversationKey? = nil,
        totals: Totals, score: Double? = nil, indexLine: String, files: [ProjectedFile],
        liveLines: [LiveLine] = []
    ) {
        self.trace = trace
        self.start = start
        self.end = end
        self.status = status
        self.agent = agent
        self.title = title
        self.conversation = conversation
        self.totals = totals
        self.score = score
        self.indexLine = indexLine
        self.files = files
        self.liveLines = liveLines
    }
}
