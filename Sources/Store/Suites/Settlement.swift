internal import GRDB
internal import Traces

/// Makes the content of a file the next revision of its name, in a transaction.
struct Settlement {
    /// How many revisions of a name are kept, whatever their size.
    static let leastKept = 20
    /// How many revisions of a name are kept at most.
    static let mostKept = 1_000
    /// How many bytes the revisions of a name may have together, beyond the first `leastKept`.
    static let mostKeptBytes = 256 << 20

    let database: Database
    let origin: FileRevision.Origin
    let now: Timestamp
    /// The number of the first revision of a name that has none.
    var firstRevision = 1

    /// Keeps the content of a file as a revision of a name, unless it is that of the latest one; gives the file without
    /// a draft.
    func settle(_ file: SuiteFileRow, as place: SuitePlace) throws -> SuiteFileRow {
        let document = try self.document(at: place)
        let latest = try latestRevision(of: document)
        if !file.isDraft, let latest, file.base == latest.id { return file }
        let digest = try FileBlocks(database, file).digest()
        var settled = file
        settled.keptBytes = nil
        if let latest, latest.digest == digest, latest.sizeBytes == file.sizeBytes {
            settled.base = latest.id
        } else {
            let number = latest.map { $0.number + 1 } ?? firstRevision
            settled.base = try insert(file, digest, number: number, document)
        }
        try DraftEditor.removeBlocks(of: file.id, from: 0, database)
        try Query(database, "UPDATE suiteFile SET base = ?, keptBytes = NULL WHERE id = ?")
            .run([.int(orNull: settled.base), .int(file.id)])
        if let latest, latest.number % 16 == 0 { try prune(document, latest: latest.number) }
        return settled
    }

    /// The number of what a name has shown over time.
    func document(at place: SuitePlace) throws -> Int64 {
        if let found = try Self.document(at: place, database) { return found }
        try Query(database, "INSERT INTO document (suite, directory, name) VALUES (?, ?, ?)")
            .run(place.bindings)
        return database.lastInsertedRowID
    }

    /// The number of what a name has shown over time; nil when that is nothing.
    static func document(at place: SuitePlace, _ database: Database) throws -> Int64? {
        try Query(
            database, "SELECT id FROM document WHERE suite = ? AND directory = ? AND name = ?"
        ).first(place.bindings) { $0.int(0) }
    }

    private func latestRevision(of document: Int64) throws -> FileRevision? {
        try Query(
            database,
            """
            SELECT \(FileRevision.columns) FROM fileRevision AS r
            WHERE r.document = ? ORDER BY r.number DESC LIMIT 1
            """
        ).first([.int(document)]) { try FileRevision($0) }
    }

    private func insert(
        _ file: SuiteFileRow, _ digest: ContentDigest, number: Int, _ document: Int64
    ) throws -> FileRevision.ID {
        try Query(
            database,
            """
            INSERT INTO fileRevision (document, number, sizeBytes, digest, savedNs, origin)
            VALUES (?, ?, ?, ?, ?, ?)
            """
        ).run([
            .int(document), .int(number), .int(file.sizeBytes), .digest(digest),
            .int(now.nanoseconds), .text(origin.rawValue),
        ])
        let revision = database.lastInsertedRowID
        let blocks = FileBlocks(database, file)
        for number in 0..<blocks.count {
            guard let block = try block(number, blocks) else { continue }
            try Query(
                database, "INSERT INTO revisionBlock (revision, number, block) VALUES (?, ?, ?)"
            ).run([.int(revision), .int(number), .int(block)])
        }
        return revision
    }

    /// The block that the revision takes over: the draft's own, the base's, or a cut copy of that.
    private func block(_ number: Int, _ blocks: FileBlocks) throws -> Int64? {
        let base = try blocks.baseBlock(number)
        if blocks.file.isDraft, let own = try blocks.draftBlock(number) {
            if let base, try isSame(base, own) { return base }
            try Query(database, "DELETE FROM draftBlock WHERE file = ? AND number = ?")
                .run([.int(blocks.file.id), .int(number)])
            return own
        }
        let kept = blocks.keptBytes - number * FileBlocks.sizeBytes
        guard kept > 0, let base else { return nil }
        let bytes = try FileBlocks.read(base, database)
        return bytes.count <= kept ? base : try FileBlocks.insert(Array(bytes[..<kept]), database)
    }

    private func isSame(_ one: Int64, _ other: Int64) throws -> Bool {
        try Query(
            database,
            """
            SELECT 1 FROM block AS a JOIN block AS b ON a.digest = b.digest
            WHERE a.id = ? AND b.id = ? AND length(a.data) = length(b.data)
            """
        ).hasRow([.int(one), .int(other)])
    }

    /// Forgets the revisions of a name that are too many, but for those that a file shows.
    private func prune(_ document: Int64, latest: Int) throws {
        let revisions = try Query(
            database,
            """
            SELECT \(FileRevision.columns) FROM fileRevision AS r
            WHERE r.document = ? ORDER BY r.number DESC
            """
        ).all([.int(document)]) { try FileRevision($0) }
        var bytes = 0
        for (index, revision) in revisions.enumerated() {
            bytes += revision.sizeBytes
            guard index >= Self.leastKept, index >= Self.mostKept || bytes > Self.mostKeptBytes,
                try !Query(database, "SELECT 1 FROM suiteFile WHERE base = ?")
                    .hasRow([.int(revision.id)])
            else { continue }
            try remove(revision.id)
        }
    }

    private func remove(_ revision: FileRevision.ID) throws {
        let blocks = try Query(database, "SELECT block FROM revisionBlock WHERE revision = ?")
            .all([.int(revision)]) { $0.int(0) }
        try Query(database, "DELETE FROM revisionBlock WHERE revision = ?").run([.int(revision)])
        try Query(database, "DELETE FROM fileRevision WHERE id = ?").run([.int(revision)])
        for block in blocks {
            try Query(
                database,
                """
                DELETE FROM block WHERE id = ?1
                AND NOT EXISTS (SELECT 1 FROM revisionBlock WHERE block = ?1)
                """
            ).run([.int(block)])
        }
    }
}
