/// How an interaction stands, or how it ended.
public enum InteractionStatus: String, Hashable, Sendable, CaseIterable {
    /// Its root has ended without an error, and nothing more came for a while.
    case complete
    /// Its root has ended with an error, and nothing more came for a while.
    case failed
    /// Its records still arrive.
    case running
    /// Its root has not ended, and nothing more came for a while.
    case quiet
    /// Its root never came: several steps name parents that are not there.
    case truncated
}
