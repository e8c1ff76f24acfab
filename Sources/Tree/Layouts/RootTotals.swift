internal import Store
internal import Traces

/// What the root's `README.md` counts.
struct RootTotals: Hashable, Sendable {
    /// The sums over the interactions.
    var interactions: ListSums
    /// The sums over the investigations.
    var investigations: ListSums
    /// The sums over the conversations.
    var conversations: ListSums

    /// Reads the totals.
    init(of tree: Tree) throws {
        interactions = try tree.reader.sums(of: .interaction)
        investigations = try tree.reader.sums(of: .investigation)
        conversations = try tree.reader.conversationSums()
    }

    /// Moves when any of the sums does.
    var revision: Int64 {
        interactions.revision + investigations.revision + conversations.revision
    }

    /// When any of the sums last moved.
    var modified: Timestamp {
        Timestamp(
            nanoseconds: max(
                interactions.modifiedNs, investigations.modifiedNs, conversations.modifiedNs))
    }
}
