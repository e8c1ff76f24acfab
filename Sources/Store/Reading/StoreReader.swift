internal import GRDB
public import Traces

/// What can be read of the interactions of one account, or of all accounts.
///
/// Each call sees one committed state of the store; rows of other accounts are never read.
public struct StoreReader: Sendable {
    /// The account; nil for all of them.
    public let account: String?

    /// The sums over all interactions of a kind; the paths in its index are `<day>/<name>`.
    public func sums(of kind: InteractionKind) throws(StoreError) -> ListSums {
        fatalError("follows")
    }

    /// The days that have interactions of a kind, in order.
    public func days(of kind: InteractionKind) throws(StoreError) -> [DayRow] {
        fatalError("follows")
    }

    /// A day; nil when it has no interactions of the kind.
    public func day(_ day: Day, of kind: InteractionKind) throws(StoreError) -> DayRow? {
        fatalError("follows")
    }

    /// The interactions of a day by name; O(n) with little work for each.
    public func names(
        of kind: InteractionKind, on day: Day
    ) throws(StoreError) -> [InteractionName] {
        fatalError("follows")
    }

    /// The interactions of a day by name.
    public func interactions(
        of kind: InteractionKind, on day: Day
    ) throws(StoreError) -> [InteractionRow] {
        fatalError("follows")
    }

    /// The interaction in a place; nil when there is none.
    public func interaction(
        of kind: InteractionKind, at place: InteractionPlace
    ) throws(StoreError) -> InteractionRow? {
        fatalError("follows")
    }

    /// An interaction; nil when there is none.
    public func interaction(_ id: TraceRow.ID) throws(StoreError) -> InteractionRow? {
        fatalError("follows")
    }

    /// Calls `body` with the index rows of a kind in path order, of one day or of all.
    public func forEachIndexRow(
        of kind: InteractionKind, on day: Day? = nil, _ body: (IndexRow) -> Void
    ) throws(StoreError) {
        fatalError("follows")
    }

    /// Calls `body` with every interaction of a kind in path order.
    public func forEachInteraction(
        of kind: InteractionKind, _ body: (InteractionRow) -> Void
    ) throws(StoreError) {
        fatalError("follows")
    }

    /// The sums over all conversations: how many there are (`interactions`), and the bytes of their index.
    public func conversationSums() throws(StoreError) -> ListSums {
        fatalError("follows")
    }

    /// The conversations by name.
    public func conversations() throws(StoreError) -> [ConversationRow] {
        fatalError("follows")
    }

    /// The conversation with a name; nil when there is none.
    public func conversation(named name: String) throws(StoreError) -> ConversationRow? {
        fatalError("follows")
    }

    /// A conversation; nil when there is none.
    public func conversation(_ id: ConversationRow.ID) throws(StoreError) -> ConversationRow? {
        fatalError("follows")
    }

    /// The interactions of a conversation, by link name.
    public func interactions(
        in conversation: ConversationRow.ID
    ) throws(StoreError) -> [InteractionRow] {
        fatalError("follows")
    }

    /// The manifest of a projection, current or past; nil when there is none.
    public func manifest(_ id: Manifest.ID) throws(StoreError) -> Manifest? {
        fatalError("follows")
    }

    /// A pack, decompressed and compared with its digest.
    public func pack(_ id: Pack.ID) throws(StoreError) -> Pack {
        fatalError("follows")
    }

    /// The whole content of a file, read from its packs without a cache.
    public func content(of index: Int, in manifest: Manifest) throws(StoreError) -> [UInt8] {
        fatalError("follows")
    }

    /// The records of an interaction's trace, as `Store.records(of:)` gives them; none for an
    /// interaction of another account.
    public func records(of interaction: TraceRow.ID) throws(StoreError) -> [StoredRecord] {
        fatalError("follows")
    }

    /// The changes after a number.
    public func changes(after id: ChangeRow.ID) throws(StoreError) -> Changes {
        fatalError("follows")
    }

    /// The number of the latest change; zero when nothing was ever changed.
    public func latestChange() throws(StoreError) -> ChangeRow.ID {
        fatalError("follows")
    }

    /// A number that differs from an earlier answer when the store was written in between; cheap
    /// enough to ask many times a second.
    public func dataVersion() throws(StoreError) -> Int64 {
        fatalError("follows")
    }
}
