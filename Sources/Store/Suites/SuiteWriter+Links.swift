internal import GRDB
public import Traces

extension SuiteWriter {
    /// Binds a suite to a file, whose runs become the suite's.
    ///
    /// - Throws: `exists` when the suite or the file is linked already.
    public func link(
        _ suite: SuiteRow.ID, to path: String, casesPath: String, at now: Timestamp
    ) throws(StoreError) {
        try change(at: now) { transaction in
            try transaction.checkSuite(suite)
            let isTaken = try Query(
                transaction.database, "SELECT 1 FROM suiteLink WHERE suite = ? OR path = ?"
            ).hasRow([.int(suite), .text(path)])
            guard !isTaken else { throw StoreError(.exists, "the link of \(path)") }
            try Query(
                transaction.database,
                "INSERT INTO suiteLink (suite, path, casesPath) VALUES (?, ?, ?)"
            ).run([.int(suite), .text(path), .text(casesPath)])
            try RunTransaction(database: transaction.database, writer: store.writer)
                .adoptRuns(for: suite)
            _ = try transaction.log(suite: suite, file: nil)
        }
    }

    /// Keeps the page of a suite's history.
    public func keep(
        history: [UInt8], of suite: SuiteRow.ID, at now: Timestamp
    ) throws(StoreError) {
        try change(at: now) { transaction in
            try transaction.checkSuite(suite)
            try RunTransaction(database: transaction.database, writer: store.writer)
                .keep(history: history, of: suite, at: now)
            _ = try transaction.log(suite: suite, file: nil)
        }
    }

    /// Ends the binding of a suite; both keep what they have.
    public func unlink(_ suite: SuiteRow.ID, at now: Timestamp) throws(StoreError) {
        try change(at: now) { transaction in
            try transaction.checkSuite(suite)
            try transaction.removeLink(of: suite)
            _ = try transaction.log(suite: suite, file: nil)
        }
    }

    /// Changes a suite to what its linked file says, and keeps what both agree on now.
    ///
    /// - Throws: `stale`, and nothing is changed, when one of the files was changed since it was looked at.
    public func carryOver(
        _ changes: [SuiteChange], agreement: [LinkedPart], problems: String?,
        of suite: SuiteRow.ID, at now: Timestamp
    ) throws(StoreError) {
        try SuiteWriter(store: store, account: account, origin: .link).change(at: now) {
            transaction in
            try transaction.checkSuite(suite)
            try transaction.apply(changes)
            let database = transaction.database
            try transaction.keep(agreement, of: suite)
            try Query(database, "UPDATE suiteLink SET problems = ? WHERE suite = ?")
                .run([.text(orNull: problems), .int(suite)])
            _ = try transaction.log(suite: suite, file: nil)
        }
    }
}

extension SuiteTransaction {
    /// Keeps what a suite and its linked file agree on; the parts that stand where they stood are left as they are.
    func keep(_ agreement: [LinkedPart], of suite: SuiteRow.ID) throws {
        let before = try LinkedPart.all(of: suite, database)
        let changed = (0..<max(before.count, agreement.count)).filter {
            $0 >= before.count || $0 >= agreement.count || before[$0] != agreement[$0]
        }
        let delete = try Query(
            database, "DELETE FROM linkedPart WHERE suite = ? AND position = ?")
        for position in changed { try delete.run([.int(suite), .int(position)]) }
        let insert = try Query(
            database,
            """
            INSERT INTO linkedPart (suite, position, name, linkedDigest, storedDigest)
            VALUES (?, ?, ?, ?, ?)
            """)
        for position in changed where position < agreement.count {
            let part = agreement[position]
            try insert.run([
                .int(suite), .int(position), .text(part.name), .digest(part.linkedDigest),
                .digest(part.storedDigest),
            ])
        }
    }

    func removeLink(of suite: SuiteRow.ID) throws {
        try Query(database, "DELETE FROM linkedPart WHERE suite = ?").run([.int(suite)])
        try Query(database, "DELETE FROM suiteLink WHERE suite = ?").run([.int(suite)])
    }
}

extension StoreReader {
    /// The links of the suites, by path.
    public func links() throws(StoreError) -> [SuiteLink] {
        let sql = """
            SELECT l.suite, l.path, l.casesPath, l.problems FROM suiteLink AS l
            JOIN suite AS s ON s.id = l.suite
            WHERE s.name IS NOT NULL\(SuiteAccount.condition(account)) ORDER BY l.path
            """
        return try store.readOnce { database in
            try Query(database, sql).all(SuiteAccount.bindings(account)) { SuiteLink($0) }
        }
    }

    /// What a suite and its linked file last agreed on, in the order of the file.
    public func agreement(of suite: SuiteRow.ID) throws(StoreError) -> [LinkedPart] {
        try store.readOnce { try LinkedPart.all(of: suite, $0) }
    }
}

extension LinkedPart {
    fileprivate static func all(
        of suite: SuiteRow.ID, _ database: Database
    ) throws -> [LinkedPart] {
        try Query(
            database,
            """
            SELECT name, linkedDigest, storedDigest FROM linkedPart WHERE suite = ?
            ORDER BY position
            """
        ).all([.int(suite)]) {
            LinkedPart(
                name: $0.text(0), linkedDigest: try $0.digest(1), storedDigest: try $0.digest(2))
        }
    }
}
