internal import GRDB

/// The one file that keeps everything: raw records, and what is derived from them.
///
/// All members may be called from any thread. Writers wait for each other; readers wait for nobody.
public final class Store: Sendable {
    /// Opens a store.
    public init(path: String, access: Access) throws(StoreError) {
        fatalError("follows")
    }

    /// Stores records in one durable transaction; what is there already is left alone.
    public func append(_ batches: [RecordBatch]) throws(StoreError) -> [AppendSummary] {
        fatalError("follows")
    }

    /// Stores records in one durable transaction; what is there already is left alone.
    public func append(_ batch: RecordBatch) throws(StoreError) -> AppendSummary {
        fatalError("follows")
    }

    /// The traces whose records have changed since they were last projected, by time of start.
    public func dirtyTraces() throws(StoreError) -> [TraceRow] {
        fatalError("follows")
    }

    /// Every trace, by time of start.
    public func traces() throws(StoreError) -> [TraceRow] {
        fatalError("follows")
    }

    /// The records of a trace, one for each identity: spans, then logs, then annotations, each by time
    /// and then by content, whatever the order in which they were stored.
    public func records(of trace: TraceRow.ID) throws(StoreError) -> [StoredRecord] {
        fatalError("follows")
    }

    /// Gives each trace a place, or answers the one that it has; durable when it returns.
    public func places(for requests: [PlaceRequest]) throws(StoreError) -> [InteractionPlace] {
        fatalError("follows")
    }

    /// Stores what is derived from traces, in one durable transaction.
    ///
    /// - Parameters:
    ///   - projections: At most one for each trace; neighbours share packs, so give them in tree order.
    ///   - emptyTraces: Traces with nothing to show; their interactions are removed if there were any.
    ///   - verifying: Reads the content of unchanged files and stores it again where it is damaged.
    ///   - conversationLine: The row of a conversation in the index of conversations, with its path, ending
    ///     with a newline, made of the row (whose own `indexLine` is to be ignored).
    public func commit(
        _ projections: [Projection], emptyTraces: [TraceRow] = [], verifying: Bool = false,
        conversationLine: (ConversationRow) -> String
    ) throws(StoreError) -> CommitSummary {
        fatalError("follows")
    }

    /// What can be read of one account; of all of them when `account` is nil.
    public func reader(account: String?) -> StoreReader {
        fatalError("follows")
    }

    /// Reads everything and compares it with its digests.
    public func check(
        progress: (CheckProgress) -> Void = { _ in }
    ) throws(StoreError) -> StoreReport {
        fatalError("follows")
    }

    /// Counts everything; `measuringTables` reads the whole file once.
    public func statistics(measuringTables: Bool = false) throws(StoreError) -> StoreStatistics {
        fatalError("follows")
    }
}
