internal import GRDB
internal import Traces

/// One transaction that adds records.
///
/// Rows that refer to a pack wait until its row is there; a pack is compressed meanwhile.
final class AppendTransaction {
    /// A record that is told apart from others: two of one identity are revisions of one thing.
    private struct Key: Hashable {
        let trace: TraceRow.ID
        let identity: ContentDigest
    }

    /// The rows that wait for their pack.
    private struct Waiting {
        var contents: [ContentRow] = []
        var records: [RecordRow] = []
    }

    private let database: Database
    private let names: NameCache
    private var traces: TraceCache
    /// What is known to be stored, once this transaction is committed.
    private(set) var recent: RecentDigests
    private var waiting: [Pack.ID: Waiting] = [:]
    /// The records that this transaction adds, by identity.
    private var added: [Key: Set<ContentDigest>] = [:]
    private var packs: PackWriter?

    init(_ database: Database, recent: RecentDigests) throws {
        self.database = database
        self.recent = recent
        names = NameCache(database)
        traces = TraceCache(database)
        packs = PackWriter(database, role: .record, ids: try PackIDs(database)) { [unowned self] in
            try storeRows(of: $0)
        }
    }

    /// Adds a batch.
    func append(_ batch: RecordBatch) throws -> AppendSummary {
        var summary = AppendSummary()
        let account = try names.account(batch.account)
        try names.note(batch.source)
        var encoder = RecordEncoder { [unowned self] in try keep($0, $1) }
        for stored in batch.records {
            try encoder.encode(stored.record)
            let outcome = try add(stored, encoder: encoder, account: account, of: batch)
            summary.count(stored.record.type, outcome)
        }
        for rejection in batch.rejections {
            try encoder.encode(bytes: rejection.bytes)
            if try add(rejection, encoded: encoder.writer.bytes, account: account) {
                summary.rejected += 1
            } else {
                summary.rejectedKnown += 1
            }
        }
        return summary
    }

    /// Stores what still waits; nothing may be added afterwards.
    func finish() throws {
        try packs?.finish()
        packs = nil
        try traces.storeRevisions()
    }

    private func add(
        _ stored: StoredRecord, encoder: RecordEncoder, account: Int64, of batch: RecordBatch
    ) throws -> RecordOutcome {
        let record = stored.record
        let content = ContentDigest(of: encoder.writer.bytes)
        let trace = try traces.row(
            of: record.traceID, account: account, kind: batch.kind,
            place: batch.places[record.traceID])
        if batch.arrival == .finished, !trace.isNew { traces.noteEnd(of: trace.id) }
        let key = Key(trace: trace.id, identity: record.identity ?? content)
        var known = added[key] ?? []
        if known.isEmpty, !trace.isNew {
            known = Set(try storedContents(of: key))
        }
        guard !known.contains(content) else { return .known }
        added[key, default: known].insert(content)
        guard let packs else { preconditionFailure("the transaction is not finished") }
        let place = try encoder.writer.bytes.withUnsafeBytes { try packs.add($0) }
        let row = RecordRow(
            trace: trace.id, identity: key.identity, content: content, type: record.type,
            endNs: record.endNs, sizeBytes: encoder.writer.bytes.count + encoder.referredBytes,
            offsetBytes: place.offsetBytes, lengthBytes: encoder.writer.bytes.count,
            source: try names.source(of: stored.provenance),
            sourceOffset: stored.provenance.offsetBytes,
            sourceLength: stored.provenance.lengthBytes)
        waiting[place.pack, default: Waiting()].records.append(row)
        traces.noteChange(
            of: trace.id, startNs: record.startNs, isEnd: record.isEndOfTrace, batch.arrival)
        return known.isEmpty ? .added : .updated
    }

    private func storedContents(of key: Key) throws -> [ContentDigest] {
        try Query(database, "SELECT content FROM record WHERE trace = ? AND identity = ?")
            .all([.int(key.trace), .digest(key.identity)]) { try $0.digest(0) }
    }

    private func add(
        _ rejection: RejectedRecord, encoded: [UInt8], account: Int64
    ) throws -> Bool {
        try Query(
            database,
            """
            INSERT OR IGNORE INTO rejected
                (account, source, sourceOffset, sourceLength, reason, digest, body)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        ).run(
            [
                .int(account), .int(try names.source(of: rejection.provenance)),
                .int(rejection.provenance.offsetBytes), .int(rejection.provenance.lengthBytes),
                .text(rejection.reason), .digest(ContentDigest(of: rejection.bytes)),
                .blob(encoded),
            ])
        return database.changesCount > 0
    }

    /// Stores a piece unless it is known.
    private func keep(_ piece: UnsafeRawBufferPointer, _ digest: ContentDigest) throws {
        guard !recent.contains(digest) else { return }
        recent.insert(digest)
        let isStored = try Query(database, "SELECT 1 FROM content WHERE digest = ?")
            .hasRow([.digest(digest)])
        guard !isStored, let packs else { return }
        let place = try packs.add(piece)
        waiting[place.pack, default: Waiting()].contents.append(
            ContentRow(digest: digest, offsetBytes: place.offsetBytes, lengthBytes: piece.count))
    }

    private func storeRows(of pack: Pack.ID) throws {
        guard let rows = waiting.removeValue(forKey: pack) else { return }
        // In the order of the tables' keys, neighbouring pages are touched once.
        for row in rows.contents.sorted(by: { $0.digest < $1.digest }) {
            try row.insert(database, pack: pack)
        }
        for row in rows.records.sorted(by: { ($0.trace, $0.identity) < ($1.trace, $1.identity) }) {
            try row.insert(database, pack: pack)
        }
    }
}
