/// How an interaction ended.
public enum InteractionStatus: String, Hashable, Sendable, CaseIterable {
    /// Its root has ended without an error.
    case complete
    /// Its root has ended with an error.
    case failed
    /// Its root has not been seen to end.
    case running
}
