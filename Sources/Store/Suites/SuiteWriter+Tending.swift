internal import GRDB
public import Traces

extension SuiteWriter {
    /// Gives `order.txt` a line for each case, those of some files in a given order, and takes away the lines of cases
    /// that went since it was written, unless somebody is writing it.
    public func bringOrderUpToDate(
        of suite: SuiteRow.ID, following files: [String] = [], at now: Timestamp
    ) throws(StoreError) {
        let reader = store.reader(account: account)
        let place = SuitePlace(suite: suite, directory: .suite, name: SuiteFileKind.orderName)
        guard let file = try reader.file(at: place), !file.isDraft, file.target == nil else {
            return
        }
        let text = try reader.bytes(of: file.id)
        let new = try reader.order(text, in: file, files: reader.caseNames(of: suite))
            .following(files)
        guard new != text else { return }
        try change(at: now) { transaction in
            // Who has written it meanwhile is asked again later.
            guard let current = try transaction.file(at: place), current.version == file.version
            else { return }
            try transaction.replace(current, at: place, with: new)
        }
    }

    /// Puts a draft beside its name, which gets the latest revision back; an empty one is dropped.
    public func setAside(_ file: SuiteFileRow.ID, at now: Timestamp) throws(StoreError) {
        try change(at: now) { transaction in
            let draft = try transaction.file(file)
            guard let place = draft.place,
                let latest = try transaction.latest(of: place)
            else { return }
            if draft.sizeBytes == 0 {
                try transaction.drop(draft)
            } else {
                let copy = SuitePlace(
                    suite: place.suite, directory: place.directory,
                    name: try transaction.freeConflictName(of: place))
                _ = try transaction.give(draft, place: copy)
            }
            _ = try transaction.show(latest, at: place, permissions: draft.permissions)
        }
    }

    /// Gives cases back that an editor had moved out of its way when everything ended; names the suites.
    ///
    /// vim and emacs rename a file to its name with `~` before they write it anew.
    public func restoreMovedAside(at now: Timestamp) throws(StoreError) -> [SuiteRow.ID] {
        try change(at: now) { transaction in
            var suites: [SuiteRow.ID] = []
            for backup in try transaction.latestBackups() {
                guard let name = backup.name, name.utf8.last == UInt8(ascii: "~") else { continue }
                let place = SuitePlace(
                    suite: backup.suite, directory: backup.directory, name: String(name.dropLast()))
                guard SuiteFileKind(place).hasRevisions, try transaction.file(at: place) == nil,
                    let latest = try transaction.latest(of: place)
                else { continue }
                _ = try transaction.show(latest, at: place, permissions: backup.permissions)
                suites.append(backup.suite)
            }
            return suites
        }
    }

    /// Takes their names from temporary files that nobody has changed since a time, and forgets files that have had none
    /// since then: who has one open can go on with it for as long again.
    public func forgetUnused(before time: Timestamp, at now: Timestamp) throws(StoreError) {
        try change(at: now) { transaction in
            for file in try transaction.files(changedBefore: time) where file.kind == .temporary {
                if file.name == nil {
                    try transaction.drop(file)
                } else {
                    try transaction.removeName(of: file, isDisplaced: false)
                }
            }
        }
    }

    /// Sets when names in a directory last changed.
    public func setModified(
        of directory: SuiteDirectory, in suite: SuiteRow.ID, to time: Timestamp
    ) throws(StoreError) {
        try change(at: time) { transaction in
            try transaction.touch(SuitePlace(suite: suite, directory: directory, name: ""))
            _ = try transaction.log(suite: suite, file: nil)
        }
    }
}

extension SuiteTransaction {
    /// Gives the line of a case in the order its new name: later nobody could tell which line it was.
    ///
    /// It goes when the case is none any more, or takes the place of another one. A name that an editor gives to a case
    /// for a moment leaves it as it is.
    func renameInOrder(_ place: SuitePlace, to newPlace: SuitePlace, isTaken: Bool) throws {
        let newKind = SuiteFileKind(newPlace)
        let order = SuitePlace(
            suite: place.suite, directory: .suite, name: SuiteFileKind.orderName)
        guard SuiteFileKind(place) == .testCase, newKind != .temporary,
            let file = try file(at: order), !file.isDraft, file.target == nil
        else { return }
        let isInPlace = newKind == .testCase && newPlace.suite == place.suite && !isTaken
        let text = try FileBlocks(database, file).bytes(from: 0, maximum: file.sizeBytes)
        let new = SuiteOrder(text, files: [place.name])
            .renaming(place.name, to: isInPlace ? newPlace.name : nil)
        if new != text { try replace(file, at: order, with: new) }
    }

    /// The latest revision of a name; nil when it has none.
    func latest(of place: SuitePlace) throws -> FileRevision? {
        guard let document = try Settlement.document(at: place, database) else { return nil }
        return try Query(
            database,
            """
            SELECT \(FileRevision.columns) FROM fileRevision AS r WHERE r.document = ?
            ORDER BY r.number DESC LIMIT 1
            """
        ).first([.int(document)]) { try FileRevision($0) }
    }

    /// Makes a file that shows a revision.
    func show(
        _ revision: FileRevision, at place: SuitePlace, permissions: UInt32
    ) throws -> SuiteFileRow {
        let file = try insertFile(at: place, permissions: permissions)
        try Query(
            database,
            """
            UPDATE suiteFile SET base = ?, keptBytes = NULL, sizeBytes = ?, modifiedNs = ?
            WHERE id = ?
            """
        ).run([
            .int(revision.id), .int(revision.sizeBytes), .int(revision.saved.nanoseconds),
            .int(file.id),
        ])
        return try self.file(file.id)
    }

    /// Removes a file with its draft.
    func drop(_ file: SuiteFileRow) throws {
        try DraftEditor.removeBlocks(of: file.id, from: 0, database)
        try Query(database, "DELETE FROM suiteFile WHERE id = ?").run([.int(file.id)])
        _ = try log(suite: file.suite, file: nil)
    }

    /// The files that were changed last before a time; those that have no name have no kind but temporary.
    func files(changedBefore time: Timestamp) throws -> [SuiteFileRow] {
        try Query(
            database, "SELECT \(SuiteFileRow.columns) FROM suiteFile AS f WHERE f.changedNs < ?"
        ).all([.int(time.nanoseconds)]) { try SuiteFileRow($0) }
    }

    /// The files that were moved within five seconds of the latest change of any file.
    func latestBackups() throws -> [SuiteFileRow] {
        try Query(
            database,
            """
            SELECT \(SuiteFileRow.columns) FROM suiteFile AS f
            WHERE f.name LIKE '%~' AND f.base IS NOT NULL
            AND f.changedNs >= (SELECT max(changedNs) FROM suiteFile) - 5000000000
            """
        ).all { try SuiteFileRow($0) }
    }
}
