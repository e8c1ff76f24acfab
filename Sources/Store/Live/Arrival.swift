public import Traces

/// How records came, which says whether more of their traces is to be expected.
public enum Arrival: Hashable, Sendable {
    /// In a file that says: this is all there is.
    case finished
    /// While it happens, at this moment of the receiver's clock.
    case live(at: Timestamp)
}
