public import Traces

/// A trace of which the store has records.
public struct TraceRow: Hashable, Sendable, Identifiable {
    /// The row's identity, which also is the identity of the trace's interaction.
    public typealias ID = Int64

    /// The row's identity.
    public var id: ID
    /// The account.
    public var account: String
    /// The kind given when its first record was stored; never changes.
    public var kind: InteractionKind
    /// The trace.
    public var traceID: TraceID
    /// How many times records were added; a projection is current when made of this revision.
    public var revision: Int64
    /// Whether more of it is to be expected.
    public var phase: TracePhase
    /// Where its interaction is listed; nil until `places(for:)` has given it a place.
    public var place: InteractionPlace?
}
