internal import GRDB
public import Traces

/// What can be changed in the suites of one account, or of all; every change is durable when it returns.
///
/// Writing into a file changes its draft. The draft becomes a revision when the file is settled, which renaming does too.
public struct SuiteWriter: Sendable {
    let store: Store
    let account: String?
    let origin: FileRevision.Origin

    /// The largest file, in bytes.
    public static let largestFileBytes = 256 << 20
    /// The longest name, in bytes.
    public static let longestNameBytes = 255
    /// The mode of a file that nobody has given one.
    static let startingPermissions: UInt32 = 0o644

    /// Whether a suite or a file of one can have a name.
    public static func isPossible(name: String) -> Bool {
        (1...longestNameBytes).contains(name.utf8.count) && name != "." && name != ".."
            && !name.utf8.contains { $0 == 0 || $0 == 0x2F }
    }

    /// Makes a suite with files in its own directory.
    ///
    /// - Throws: `exists` when there is one of that name.
    public func makeSuite(
        named name: String, files: [(name: String, bytes: [UInt8])], at now: Timestamp
    ) throws(StoreError) -> SuiteRow {
        try change(at: now) { transaction in
            let suite = try transaction.makeSuite(named: name)
            for file in files {
                let place = SuitePlace(suite: suite.id, directory: .suite, name: file.name)
                _ = try transaction.put(
                    file.bytes, at: place, permissions: Self.startingPermissions)
            }
            return suite
        }
    }

    /// Gives a suite another name.
    ///
    /// - Throws: `exists` when there is one of that name.
    public func renameSuite(
        _ suite: SuiteRow.ID, to name: String, at now: Timestamp
    ) throws(StoreError) {
        try change(at: now) { try $0.renameSuite(suite, to: name) }
    }

    /// Removes a suite with what is left in its own directory; its revisions are kept.
    ///
    /// - Throws: `notEmpty` while there are files in its directory of cases.
    public func removeSuite(_ suite: SuiteRow.ID, at now: Timestamp) throws(StoreError) {
        try change(at: now) { try $0.removeSuite(suite) }
    }

    /// Makes an empty file, or a symbolic link with a target.
    ///
    /// - Throws: `exists` when the name is taken.
    public func makeFile(
        at place: SuitePlace, permissions: UInt32, target: [UInt8]? = nil, at now: Timestamp
    ) throws(StoreError) -> SuiteFileRow {
        try change(at: now) { transaction in
            guard try transaction.file(at: place) == nil else {
                throw StoreError(.exists, place.name)
            }
            return try transaction.insertFile(at: place, permissions: permissions, target: target)
        }
    }

    /// Writes bytes into the draft of a file, at its end when `appending`.
    ///
    /// - Returns: The file, and the offset at which the bytes are.
    /// - Throws: `tooLarge` beyond the largest file.
    public func write(
        _ bytes: UnsafeRawBufferPointer, to file: SuiteFileRow.ID, at offset: Int,
        appending: Bool = false, at now: Timestamp
    ) throws(StoreError) -> (file: SuiteFileRow, offset: Int) {
        try change(at: now) { transaction in
            let row = try transaction.writableFile(file)
            let start = appending ? row.sizeBytes : offset
            guard start >= 0, bytes.count <= Self.largestFileBytes - start else {
                throw StoreError(.tooLarge, "file \(file)")
            }
            var editor = DraftEditor(transaction.database, row)
            try editor.write(bytes, at: start)
            try transaction.restoreEntries(of: row.suite)
            return (try transaction.update(editor.file, contentChanged: true), start)
        }
    }

    /// Cuts a file or extends it with zeros; what a cut to nothing takes away becomes a revision before.
    ///
    /// - Throws: `stale` when another writer's version has taken its name, `tooLarge` beyond the largest file.
    public func resize(
        _ file: SuiteFileRow.ID, to sizeBytes: Int, at now: Timestamp
    ) throws(StoreError) -> SuiteFileRow {
        guard (0...Self.largestFileBytes).contains(sizeBytes) else {
            throw StoreError(.tooLarge, "file \(file)")
        }
        return try change(at: now) { transaction in
            var row = try transaction.file(file)
            guard row.displacedName == nil else { throw StoreError(.stale, "file \(file)") }
            if row.sizeBytes == sizeBytes {
                return try transaction.update(row, contentChanged: false, modified: now)
            }
            if sizeBytes == 0 { row = try transaction.settle(row) }
            var editor = DraftEditor(transaction.database, row)
            try editor.resize(to: sizeBytes)
            try transaction.restoreEntries(of: row.suite)
            return try transaction.update(editor.file, contentChanged: true)
        }
    }

    /// Sets the mode, the time of modification, or both.
    public func setAttributes(
        of file: SuiteFileRow.ID, permissions: UInt32?, modified: Timestamp?, at now: Timestamp
    ) throws(StoreError) -> SuiteFileRow {
        try change(at: now) { transaction in
            var row = try transaction.file(file)
            row.permissions = permissions ?? row.permissions
            return try transaction.update(
                row, contentChanged: false, modified: modified ?? row.modified)
        }
    }

    /// Takes the name from a file; those that have it open keep it.
    ///
    /// - Throws: `notFound` when nothing has the name.
    public func unlink(_ place: SuitePlace, at now: Timestamp) throws(StoreError) {
        try change(at: now) { transaction in
            guard let row = try transaction.file(at: place) else {
                throw StoreError(.notFound, place.name)
            }
            try transaction.removeName(of: row, isDisplaced: false)
        }
    }

    /// Moves a file to another name, over the file that has it; what it then shows is a revision of that name.
    ///
    /// - Throws: `notFound` when nothing has the name, `exists` when the new name is taken and may not be.
    public func rename(
        _ place: SuitePlace, to newPlace: SuitePlace, keepsExisting: Bool, at now: Timestamp
    ) throws(StoreError) -> SuiteFileRow {
        try change(at: now) {
            try $0.rename(place, to: newPlace, keepsExisting: keepsExisting)
        }
    }

    /// Makes what a file shows a revision, if it has a name that has revisions.
    public func settle(_ file: SuiteFileRow.ID, at now: Timestamp) throws(StoreError)
        -> SuiteFileRow
    {
        try change(at: now) { try $0.settle($0.file(file)) }
    }

    /// Puts bytes at a name as a new file and revision, whatever the name leads to; gives the new file.
    ///
    /// Whoever has the file before open keeps that; what is written into it from now on is kept under a name of its own.
    public func replace(
        _ place: SuitePlace, with bytes: [UInt8], at now: Timestamp
    ) throws(StoreError) -> SuiteFileRow {
        guard bytes.count <= Self.largestFileBytes else {
            throw StoreError(.tooLarge, place.name)
        }
        return try change(at: now) { transaction in
            try transaction.replace(transaction.file(at: place), at: place, with: bytes)
        }
    }

    /// Puts bytes beside a case, under a name that says they are another version of it; gives that name.
    public func keepConflict(
        _ bytes: [UInt8], of place: SuitePlace, at now: Timestamp
    ) throws(StoreError) -> String {
        try change(at: now) { transaction in
            var copy = place
            copy.name = try transaction.freeConflictName(of: place)
            _ = try transaction.put(bytes, at: copy, permissions: Self.startingPermissions)
            return copy.name
        }
    }

    /// Keeps what is wrong with files as they are, so that they need not be looked at again.
    public func setProblems(
        _ found: [(file: SuiteFileRow, problems: String?)]
    ) throws(StoreError) {
        guard !found.isEmpty else { return }
        try store.write { database in
            let update = try Query(
                database,
                "UPDATE suiteFile SET problems = ?, checkedVersion = ? WHERE id = ? AND version = ?"
            )
            for (file, problems) in found {
                try update.run([
                    .text(orNull: problems), .int(file.version), .int(file.id), .int(file.version),
                ])
            }
        } committed: {
            $0
        }
    }

    func change<Value>(
        at now: Timestamp, _ body: (SuiteTransaction) throws -> Value
    ) throws(StoreError) -> Value {
        try store.write { database in
            try body(
                SuiteTransaction(
                    database: database, account: account, writer: store.writer, origin: origin,
                    now: now))
        } committed: {
            $0
        }
    }
}

extension Store {
    /// What can be changed in the suites of an account; of all of them when `account` is nil.
    public func suiteWriter(account: String?, origin: FileRevision.Origin) -> SuiteWriter {
        SuiteWriter(store: self, account: account, origin: origin)
    }
}
