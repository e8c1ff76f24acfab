/// Which of the unfinished traces that changed a round begins with.
public enum RoundOrder: Hashable, Sendable {
    /// Those that changed last; of these the ones that took long lately come last.
    case latestFirst
    /// Those that wait longest, and a finished one.
    case oldestFirst
    /// The one that took longest lately.
    case slowestFirst
}
