internal import GRDB
internal import Synchronization
public import Traces

/// The one file that keeps everything: raw records, and what is derived from them.
///
/// All members may be called from any thread. Writers wait for each other; readers wait for nobody.
public final class Store: Sendable {
    /// The open connections.
    let connections: Connections
    /// Digests of pieces that are committed.
    ///
    /// Taken while records are appended, which one thread does at a time.
    private let recent = Mutex(RecentDigests())
    /// Tells the changes that are made here from those that others make.
    let writer = Int64.random(in: 1...Int64.max)
    /// Packs of raw records that were read last.
    let recordPacks = RecordPackCache()

    /// Opens a store.
    ///
    /// A writer waits for another process as long as `writerPatience` says, and then throws `busy`.
    ///
    /// - Throws: `missing`, `notAStore`, `newer`, `older`, `unsafePermissions`, `unreadableLog` or `system`.
    public init(
        path: String, access: Access, writerPatience: Duration = .seconds(10)
    ) throws(StoreError) {
        connections = try Connections(
            file: StoreFile(path: path), access: access, writerPatience: writerPatience)
    }

    /// The absolute path of the store's file.
    public var path: String { connections.file.path }

    /// Stores records in one durable transaction; what is there already is left alone.
    ///
    /// - Returns: What became of each batch, in order.
    public func append(_ batches: [RecordBatch]) throws(StoreError) -> [AppendSummary] {
        try write { database in
            let transaction = try AppendTransaction(database, recent: takeRecent())
            let summaries = try batches.map { try transaction.append($0) }
            try transaction.finish()
            return (summaries, transaction.recent)
        } committed: { result in
            recent.withLock { $0 = result.1 }
            return result.0
        }
    }

    /// Stores records in one durable transaction; what is there already is left alone.
    public func append(_ batch: RecordBatch) throws(StoreError) -> AppendSummary {
        try append([batch]).reduce(AppendSummary(), +)
    }

    /// Stores what is derived from traces, in one durable transaction.
    ///
    /// There is at most one projection for each trace; `now` is when what it replaces was needed last; neighbours share packs, so give them in tree
    /// order. Traces with nothing to show lose the interactions that they had. With `verifying`, the content
    /// of unchanged files is read and stored again where it is damaged. `conversationLine` makes the row
    /// of a conversation in the index of conversations, with its path and a newline; the row's own
    /// `indexLine` is the one before.
    public func commit(
        _ projections: [Projection], emptyTraces: [TraceRow] = [], verifying: Bool = false,
        now: Timestamp = .now(), conversationLine: (ConversationRow) -> String
    ) throws(StoreError) -> CommitSummary {
        try write { database in
            let transaction = try CommitTransaction(
                database, verifier: verifying ? PackVerifier(database) : nil, now: now)
            for projection in projections { try transaction.store(projection) }
            for trace in emptyTraces { try transaction.removeInteraction(of: trace) }
            try transaction.finish(conversationLine: conversationLine)
            return transaction.summary
        } committed: {
            $0
        }
    }

    /// What can be read of one account; of all of them when `account` is nil.
    public func reader(account: String?) -> StoreReader {
        StoreReader(store: self, account: account)
    }

    /// Taken and not copied: what this transaction adds must not be believed if it fails.
    private func takeRecent() -> RecentDigests {
        recent.withLock { recent in
            defer { recent = RecentDigests() }
            return recent
        }
    }

    /// Runs `body` in a transaction, and `committed` with its result once that is durable.
    func write<Value, Result>(
        _ body: (Database) throws -> Value, committed: (Value) -> Result
    ) throws(StoreError) -> Result {
        do {
            return committed(try connections.pool.write(body))
        } catch {
            throw StoreError(error, in: connections.file)
        }
    }

    /// Runs one statement, which by itself sees one committed state of the store: a transaction around
    /// it would take longer than it does.
    func readOnce<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            return try connections.pool.unsafeReentrantRead(body)
        } catch {
            throw StoreError(error, in: connections.file)
        }
    }

    /// Runs `body` on one committed state of the store.
    func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            return try snapshot(body)
        } catch {
            throw StoreError(error, in: connections.file)
        }
    }

    /// Runs `body` in a transaction that only reads, or in the one in which this thread is already.
    func snapshot<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try connections.pool.unsafeReentrantRead { database in
            guard !database.isInsideTransaction else { return try body(database) }
            var value: Value?
            try database.inTransaction(.deferred) {
                value = try body(database)
                return .commit
            }
            guard let value else { preconditionFailure("a transaction runs its body") }
            return value
        }
    }
}
