internal import GRDB
internal import Traces

/// One change of suites, in one transaction.
struct SuiteTransaction {
    let database: Database
    let account: String?
    let writer: Int64
    let origin: FileRevision.Origin
    let now: Timestamp
    /// The number of the first revision of a name that has none.
    var firstRevision = 1

    private var nowNs: Binding { .int(now.nanoseconds) }

    // MARK: Suites

    func makeSuite(named name: String) throws -> SuiteRow {
        try check(name)
        guard try suite(named: name) == nil else { throw StoreError(.exists, name) }
        try Query(
            database,
            """
            INSERT INTO suite (account, name, listedNs, namesNs, casesNs)
            VALUES ((SELECT id FROM account WHERE name = ?), ?, ?, ?, ?)
            """
        ).run([.text(orNull: account), .text(name), nowNs, nowNs, nowNs])
        let id = database.lastInsertedRowID
        _ = try log(suite: id, file: nil)
        return SuiteRow(
            id: id, name: name, listed: now, namesModified: now, casesModified: now)
    }

    func renameSuite(_ id: SuiteRow.ID, to name: String) throws {
        try check(name)
        try checkSuite(id)
        guard try suite(named: name) == nil else { throw StoreError(.exists, name) }
        try Query(database, "UPDATE suite SET name = ?, listedNs = ? WHERE id = ?")
            .run([.text(name), nowNs, .int(id)])
        _ = try log(suite: id, file: nil)
    }

    func removeSuite(_ id: SuiteRow.ID) throws {
        try checkSuite(id)
        guard try !hasCaseFiles(id) else { throw StoreError(.notEmpty, "suite \(id)") }
        let files = try Query(
            database,
            "SELECT \(SuiteFileRow.columns) FROM suiteFile AS f WHERE suite = ? AND name IS NOT NULL"
        ).all([.int(id)]) { try SuiteFileRow($0) }
        for file in files { try removeName(of: file, isDisplaced: false) }
        try removeLink(of: id)
        try Query(database, "UPDATE suite SET name = NULL, listedNs = ? WHERE id = ?")
            .run([nowNs, .int(id)])
    }

    // MARK: Files

    func file(at place: SuitePlace) throws -> SuiteFileRow? {
        try checkSuite(place.suite)
        return try Query(
            database,
            """
            SELECT \(SuiteFileRow.columns) FROM suiteFile AS f
            WHERE f.suite = ? AND f.directory = ? AND f.name = ?
            """
        ).first(place.bindings) { try SuiteFileRow($0) }
    }

    func file(_ id: SuiteFileRow.ID) throws -> SuiteFileRow {
        let found = try Query(
            database, "SELECT \(SuiteFileRow.columns) FROM suiteFile AS f WHERE f.id = ?"
        ).first([.int(id)]) { try SuiteFileRow($0) }
        guard let found else { throw StoreError(.notFound, "file \(id)") }
        try checkSuite(found.suite)
        return found
    }

    /// A file that is about to be written; one whose name another writer's version has taken gets a name again, so that
    /// what is written is not lost.
    func writableFile(_ id: SuiteFileRow.ID) throws -> SuiteFileRow {
        let row = try file(id)
        guard let name = row.displacedName else { return row }
        let place = SuitePlace(suite: row.suite, directory: row.directory, name: name)
        return try give(
            row,
            place: SuitePlace(
                suite: row.suite, directory: row.directory, name: freeConflictName(of: place)))
    }

    func insertFile(
        at place: SuitePlace, permissions: UInt32, target: [UInt8]? = nil
    ) throws -> SuiteFileRow {
        try check(place.name)
        let version = try log(suite: place.suite, file: nil)
        try Query(
            database,
            """
            INSERT INTO suiteFile (suite, directory, name, target, mode, modifiedNs, changedNs,
                sizeBytes, version, keptBytes, writes, latestWriteBytes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0)
            """
        ).run(
            place.bindings + [
                target.map { .blob($0) } ?? .null, .int(Int64(permissions & 0o7777)), nowNs, nowNs,
                .int(target?.count ?? 0), .int(version),
            ])
        let id = database.lastInsertedRowID
        try touch(place)
        // The order follows by itself what becomes of the cases.
        if SuiteFileKind(place) != .order { try restoreEntries(of: place.suite) }
        return try file(id)
    }

    /// Puts bytes at a name that is free.
    func put(_ bytes: [UInt8], at place: SuitePlace, permissions: UInt32) throws -> SuiteFileRow {
        var editor = DraftEditor(database, try insertFile(at: place, permissions: permissions))
        if !bytes.isEmpty { try bytes.withUnsafeBytes { try editor.write($0, at: 0) } }
        return try settle(update(editor.file, contentChanged: true))
    }

    /// Puts bytes at a name as a new file, in the place of the one that is there, if any; gives the new one.
    @discardableResult
    func replace(
        _ file: SuiteFileRow?, at place: SuitePlace, with bytes: [UInt8]
    ) throws -> SuiteFileRow {
        if let file { try removeName(of: file, isDisplaced: true) }
        return try put(
            bytes, at: place, permissions: file?.permissions ?? SuiteWriter.startingPermissions)
    }

    /// Writes the row of a file; its content changes at `now` unless another time is set.
    func update(
        _ file: SuiteFileRow, contentChanged: Bool, modified: Timestamp? = nil
    ) throws -> SuiteFileRow {
        var row = file
        row.modified = modified ?? now
        row.changed = now
        if contentChanged { row.version = try log(suite: row.suite, file: row.id) }
        try Query(
            database,
            """
            UPDATE suiteFile SET mode = ?, modifiedNs = ?, changedNs = ?, sizeBytes = ?,
                version = ?, keptBytes = ?, writes = ?, latestWriteBytes = ? WHERE id = ?
            """
        ).run([
            .int(Int64(row.permissions & 0o7777)), .int(row.modified.nanoseconds),
            .int(row.changed.nanoseconds), .int(row.sizeBytes), .int(row.version),
            .int(orNull: row.keptBytes.map(Int64.init)), .int(row.writes),
            .int(row.latestWriteBytes), .int(row.id),
        ])
        row.isChecked = row.isChecked && !contentChanged
        return row
    }

    func rename(
        _ place: SuitePlace, to newPlace: SuitePlace, keepsExisting: Bool
    ) throws -> SuiteFileRow {
        guard let source = try file(at: place) else { throw StoreError(.notFound, place.name) }
        let target = try file(at: newPlace)
        if keepsExisting, target != nil { throw StoreError(.exists, newPlace.name) }
        guard place != newPlace else { return source }
        try check(newPlace.name)
        let settled = try settle(source)
        if let target { try removeName(of: target, isDisplaced: false) }
        if SuiteFileKind(place).hasRevisions, SuiteFileKind(newPlace).hasRevisions,
            try Settlement.document(at: newPlace, database) == nil
        {
            // A case that is renamed takes its history along; one that is moved over another continues that one's.
            try Query(
                database,
                """
                UPDATE document SET suite = ?, directory = ?, name = ?
                WHERE suite = ? AND directory = ? AND name = ?
                """
            ).run(newPlace.bindings + place.bindings)
        }
        let renamed = try settle(give(settled, place: newPlace))
        try renameInOrder(place, to: newPlace, isTaken: target != nil)
        return renamed
    }

    /// Makes what a file shows a revision of its name, if that has revisions.
    func settle(_ file: SuiteFileRow) throws -> SuiteFileRow {
        guard file.target == nil, let place = file.place, file.kind.hasRevisions else {
            return file
        }
        return try Settlement(
            database: database, origin: origin, now: now, firstRevision: firstRevision
        ).settle(file, as: place)
    }

    /// Takes the name from a file, after its draft became a revision.
    func removeName(of file: SuiteFileRow, isDisplaced: Bool) throws {
        guard let place = file.place else { return }
        // An empty draft is one that somebody has just begun.
        if !file.isDraft || file.sizeBytes > 0 { _ = try settle(file) }
        try Query(
            database,
            "UPDATE suiteFile SET name = NULL, displacedName = ?, changedNs = ? WHERE id = ?"
        ).run([isDisplaced ? .text(place.name) : .null, nowNs, .int(file.id)])
        try touch(place)
        _ = try log(suite: file.suite, file: nil)
    }

    /// A free name for another version of a case.
    func freeConflictName(of place: SuitePlace) throws -> String {
        let time = now.utc.dayText.filter { $0 != "-" } + "T" + now.utc.compactTimeText
        for number in 1...1_000_000 {
            let name = SuiteFileKind.conflictName(of: place.name, time: time, number: number)
            let copy = SuitePlace(suite: place.suite, directory: place.directory, name: name)
            if try file(at: copy) == nil { return name }
        }
        throw StoreError(.exists, place.name, "no name is free for its other version")
    }

    // MARK: Parts

    func give(_ file: SuiteFileRow, place: SuitePlace) throws -> SuiteFileRow {
        try Query(
            database,
            """
            UPDATE suiteFile SET suite = ?, directory = ?, name = ?, displacedName = NULL,
                changedNs = ? WHERE id = ?
            """
        ).run(place.bindings + [nowNs, .int(file.id)])
        if let old = file.place { try touch(old) }
        try touch(place)
        try restoreEntries(of: place.suite)
        _ = try log(suite: place.suite, file: nil)
        if file.suite != place.suite { _ = try log(suite: file.suite, file: nil) }
        return try self.file(file.id)
    }

    func touch(_ place: SuitePlace) throws {
        let sql =
            switch place.directory {
            case .suite: "UPDATE suite SET namesNs = ? WHERE id = ?"
            case .cases: "UPDATE suite SET casesNs = ? WHERE id = ?"
            }
        try Query(database, sql).run([nowNs, .int(place.suite)])
    }

    /// Tells others of a change, and gives its number.
    func log(suite: SuiteRow.ID, file: SuiteFileRow.ID?) throws -> FileChange.ID {
        try Query(database, "INSERT INTO suiteChange (suite, file, writer) VALUES (?, ?, ?)")
            .run([.int(suite), .int(orNull: file), .int(writer)])
        let id = database.lastInsertedRowID
        if id % 1_024 == 0 {
            try Query(database, "DELETE FROM suiteChange WHERE id <= ?").run([.int(id - 16_384)])
        }
        return id
    }

    private func check(_ name: String) throws {
        guard SuiteWriter.isPossible(name: name) else {
            throw StoreError(.invalid, "a name of \(name.utf8.count) bytes")
        }
    }

    func suite(named name: String) throws -> SuiteRow.ID? {
        try Query(
            database, "SELECT s.id FROM suite AS s WHERE s.name = ?\(condition)"
        ).first([.text(name)] + bindings) { $0.int(0) }
    }

    func checkSuite(_ id: SuiteRow.ID) throws {
        let isThere = try Query(
            database, "SELECT 1 FROM suite AS s WHERE s.id = ? AND s.name IS NOT NULL\(condition)"
        ).hasRow([.int(id)] + bindings)
        guard isThere else { throw StoreError(.notFound, "suite \(id)") }
    }

    private var condition: String { SuiteAccount.condition(account) }
    private var bindings: [Binding] { SuiteAccount.bindings(account) }
}
