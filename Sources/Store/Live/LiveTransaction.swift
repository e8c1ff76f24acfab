internal import GRDB
internal import Traces

/// What one transaction changes in the list of unfinished interactions.
struct LiveTransaction {
    /// An entry as it is stored.
    private struct Stored {
        let name: String
        let indexLine: String
        let logBytes: Int
        let modifiedNs: Int64
        let isListed: Bool
    }

    private let database: Database
    private let now: Timestamp
    /// The accounts whose list changed.
    private var changed: Set<Int64> = []

    init(_ database: Database, now: Timestamp) {
        self.database = database
        self.now = now
    }

    /// Lists the interaction of a projection, or takes it from the list when it is finished.
    ///
    /// `moved` says that it has got its permanent place with this projection.
    mutating func note(
        _ projection: Projection, of trace: StoredTrace, moved: Bool
    ) throws {
        let isUnfinished =
            switch projection.trace.phase {
            case .settled: false
            case .running: true
            case .quiet: projection.status == .quiet
            }
        guard isUnfinished else { return try remove(trace, revision: projection.trace.revision) }
        let old = try stored(trace)
        let name = try old?.name ?? insert(trace)
        var logBytes = old?.logBytes ?? 0
        let told = try append(projection.liveLines, to: trace, at: &logBytes)
        let isChanged =
            moved || told || old?.isListed != true || old?.indexLine != projection.indexLine
        guard isChanged else { return }
        let modifiedNs = max(now.nanoseconds, (old?.modifiedNs ?? 0) + 1)
        try Query(
            database,
            """
            UPDATE live SET indexLine = ?, logBytes = ?, modifiedNs = ?, leftNs = NULL WHERE id = ?
            """
        ).run(
            [.text(projection.indexLine), .int(logBytes), .int(modifiedNs), .int(trace.id)])
        try ChangeLog.add(
            .live(trace.id, name: name, isNew: old?.isListed != true, hasMoved: moved),
            account: trace.account, database)
        changed.insert(trace.account)
    }

    /// Takes an interaction from the list; who knows its name finds it for a while.
    mutating func remove(_ trace: StoredTrace, revision: Int64) throws {
        try Query(
            database, "UPDATE trace SET phase = 0 WHERE id = ? AND revision = ? AND phase <> 0"
        ).run([.int(trace.id), .int(revision)])
        guard let old = try stored(trace), old.isListed else { return }
        try Query(database, "UPDATE live SET leftNs = ?, modifiedNs = ? WHERE id = ?")
            .run([
                .int(now.nanoseconds), .int(max(now.nanoseconds, old.modifiedNs + 1)),
                .int(trace.id),
            ])
        try ChangeLog.add(
            .live(trace.id, name: old.name, isNew: false, hasMoved: true), account: trace.account,
            database)
        changed.insert(trace.account)
    }

    /// Moves the revisions of the lists that changed.
    func finish() throws {
        let query = try Query(
            database,
            """
            INSERT INTO liveList (account, revision, modifiedNs) VALUES (?1, 1, ?2)
            ON CONFLICT (account) DO UPDATE SET
                revision = revision + 1, modifiedNs = max(modifiedNs + 1, ?2)
            """)
        for account in changed.sorted() {
            try query.run([.int(account), .int(now.nanoseconds)])
        }
    }

    private func stored(_ trace: StoredTrace) throws -> Stored? {
        try Query(
            database,
            "SELECT name, indexLine, logBytes, modifiedNs, leftNs FROM live WHERE id = ?"
        ).first([.int(trace.id)]) { row in
            Stored(
                name: row.text(0), indexLine: row.text(1), logBytes: row.count(2),
                modifiedNs: row.int(3), isListed: row.intOrNil(4) == nil)
        }
    }

    private func insert(_ trace: StoredTrace) throws -> String {
        let name = try freeName(trace)
        try Query(database, "UPDATE trace SET listings = listings + 1 WHERE id = ?")
            .run([.int(trace.id)])
        try Query(
            database,
            """
            INSERT INTO live (id, account, name, indexLine, generation, logBytes, modifiedNs)
            SELECT id, account, ?, '', listings, 0, 0 FROM trace WHERE id = ?
            """
        ).run([.text(name), .int(trace.id)])
        return name
    }

    private func freeName(_ trace: StoredTrace) throws -> String {
        let digits = trace.traceID.description
        let query = try Query(database, "SELECT 1 FROM live WHERE name = ?")
        for length in stride(from: 8, through: digits.count, by: 4) {
            let name = String(digits.prefix(length))
            if try !query.hasRow([.text(name)]) { return name }
        }
        // The same trace in several accounts.
        return "\(digits)-\(trace.id)"
    }

    /// Adds the lines that were not told yet; true when there were any.
    private func append(
        _ lines: [LiveLine], to trace: StoredTrace, at offset: inout Int
    ) throws -> Bool {
        guard !lines.isEmpty else { return false }
        var told = Set(
            try Query(database, "SELECT key FROM liveLine WHERE live = ?")
                .all([.int(trace.id)]) { $0.text(0) })
        let query = try Query(
            database, "INSERT INTO liveLine (live, offsetBytes, key, text) VALUES (?, ?, ?, ?)")
        let start = offset
        for line in lines where told.insert(line.key).inserted {
            let text = line.text + "\n"
            try query.run([.int(trace.id), .int(offset), .text(line.key), .text(text)])
            offset += text.utf8.count
        }
        return offset > start
    }
}
