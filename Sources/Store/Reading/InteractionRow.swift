public import Traces

/// An interaction with everything that lists need.
public struct InteractionRow: Hashable, Sendable, Identifiable {
    /// The identity of its trace's row.
    public var id: TraceRow.ID
    /// The trace.
    public var traceID: TraceID
    /// The account.
    public var account: String
    /// The kind.
    public var kind: InteractionKind
    /// Where it is listed.
    public var place: InteractionPlace
    /// When it started.
    public var start: Timestamp
    /// When it ended; nil when it is not known.
    public var end: Timestamp?
    /// How it ended.
    public var status: InteractionStatus
    /// The agent; nil when not said.
    public var agent: String?
    /// The title.
    public var title: String
    /// The conversation; nil when there is none.
    public var conversation: ConversationRow.ID?
    /// The counts.
    public var totals: Totals
    /// The score; nil when it was not judged.
    public var score: Double?
    /// The row in every `index.tsv` behind the path: begins with a tab, ends with a newline.
    public var indexLine: String
    /// The current projection.
    public var projection: Manifest.ID
    /// How often the interaction has changed since it was first projected.
    public var revision: Int64
    /// The modification time of its directory in nanoseconds since the epoch.
    public var modifiedNs: Int64
}
