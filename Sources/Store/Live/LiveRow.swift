public import Traces

/// An entry of the list of unfinished interactions.
public struct LiveRow: Hashable, Sendable, Identifiable {
    /// The log of a live interaction: text that only grows.
    public struct Log: Hashable, Sendable {
        /// Which listing of the trace it belongs to: a trace that comes back later begins another one.
        public var generation: Int64
        /// How long it is by now.
        public var sizeBytes: Int
    }

    /// The identity of the trace's row.
    public var id: TraceRow.ID
    /// The first digits of the trace's identity; unique in the whole store while it is listed.
    public var name: String
    /// The kind of the interaction.
    public var kind: InteractionKind
    /// Where the interaction has its permanent place; nil while its root is not known.
    public var place: InteractionPlace?
    /// True while the interaction is not finished; a finished one is found by name for a while.
    public var isListed: Bool
    /// The row in `index.tsv` behind the name: begins with a tab, ends with a newline.
    public var indexLine: String
    /// The log.
    public var log: Log
    /// When anything of it last changed, in nanoseconds since the epoch.
    public var modifiedNs: Int64
}
