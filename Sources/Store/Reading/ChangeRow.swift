public import Traces

/// One change of what is derived, in the order in which they were committed.
public struct ChangeRow: Hashable, Sendable, Identifiable {
    /// The number of a change; grows with every change and is never used twice.
    public typealias ID = Int64

    /// What changed.
    public enum Subject: Hashable, Sendable {
        /// An interaction was added to its day.
        case interactionAdded(TraceRow.ID, InteractionKind, InteractionPlace, Manifest.ID)
        /// An interaction has another projection, or its row in the indexes changed (then the two
        /// projections may be the same).
        case interactionChanged(
            TraceRow.ID, InteractionKind, InteractionPlace, from: Manifest.ID, to: Manifest.ID)
        /// An interaction is no longer listed.
        case interactionRemoved(TraceRow.ID, InteractionKind, InteractionPlace, Manifest.ID)
        /// The index of a day (and so that of its kind) changed; `isNew` when the day was not listed.
        case day(InteractionKind, Day, isNew: Bool)
        /// The index of a conversation changed; `isNew` when it was not listed.
        case conversation(ConversationRow.ID, name: String, isNew: Bool)
        /// An entry of the list of unfinished interactions changed, its log included; `isNew` when it was not
        /// listed, `hasMoved` when its name leads elsewhere now.
        case live(TraceRow.ID, name: String, isNew: Bool, hasMoved: Bool)
        /// An interaction without a permanent place has another projection.
        case unplacedChanged(TraceRow.ID, from: Manifest.ID, to: Manifest.ID)
    }

    /// The number of the change.
    public var id: ID
    /// What changed.
    public var subject: Subject
}
