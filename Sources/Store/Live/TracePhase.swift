/// Whether more of a trace is to be expected.
public enum TracePhase: Int64, Hashable, Sendable, CaseIterable {
    /// A file said that this is all there is, or the trace ended and stayed quiet.
    case settled = 0
    /// Records came while it happened, the last of them a short time ago.
    case running = 1
    /// Records came while it happened, and then none for the quiet window.
    case quiet = 2
}
