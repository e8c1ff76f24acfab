/// What a store is opened for.
public enum Access: Hashable, Sendable {
    /// Reading and writing; with `creating` a missing store is made.
    case readWrite(creating: Bool)
    /// Reading alone.
    case readOnly
}
