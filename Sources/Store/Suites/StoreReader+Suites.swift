internal import GRDB

extension StoreReader {
    /// The suites by name.
    public func suites() throws(StoreError) -> [SuiteRow] {
        try allSuites("s.name IS NOT NULL")
    }

    /// The suite of a name; nil when there is none.
    public func suite(named name: String) throws(StoreError) -> SuiteRow? {
        try allSuites("s.name = ?", [.text(name)]).first
    }

    /// The suite of a number; nil when there is none.
    public func suite(_ id: SuiteRow.ID) throws(StoreError) -> SuiteRow? {
        try allSuites("s.id = ? AND s.name IS NOT NULL", [.int(id)]).first
    }

    /// When a suite last came, went or got another name, in nanoseconds; zero when none ever did.
    public func suitesModifiedNs() throws(StoreError) -> Int64 {
        let sql =
            "SELECT max(s.listedNs) FROM suite AS s WHERE true\(SuiteAccount.condition(account))"
        return try store.readOnce { database in
            try Query(database, sql).first(SuiteAccount.bindings(account)) { $0.int(0) } ?? 0
        }
    }

    /// The files of a directory of a suite that have a name, by name.
    public func files(
        of suite: SuiteRow.ID, in directory: SuiteDirectory
    ) throws(StoreError) -> [SuiteFileRow] {
        try allFiles(Self.inDirectory, [.int(suite), .int(directory.rawValue)])
    }

    /// Fulfilled by what has a name in a directory of a suite; served by suiteFileName.
    static let inDirectory = "f.suite = ? AND f.directory = ? AND f.name IS NOT NULL"

    /// The files of a suite that have a name and revisions, no draft, and were not checked since they changed last.
    public func uncheckedFiles(of suite: SuiteRow.ID) throws(StoreError) -> [SuiteFileRow] {
        // Served by suiteFileName.
        try allFiles(
            """
            f.suite = ? AND f.name IS NOT NULL AND f.keptBytes IS NULL
            AND f.checkedVersion IS NOT f.version
            """, [.int(suite)]
        ).filter(\.kind.hasRevisions)
    }

    /// The file at a name; nil when there is none.
    public func file(at place: SuitePlace) throws(StoreError) -> SuiteFileRow? {
        try allFiles("f.suite = ? AND f.directory = ? AND f.name = ?", place.bindings).first
    }

    /// The file of a number, be it without a name; nil when there is none.
    public func file(_ id: SuiteFileRow.ID) throws(StoreError) -> SuiteFileRow? {
        try allFiles("f.id = ?", [.int(id)]).first
    }

    /// The files with a name that show a draft.
    public func drafts() throws(StoreError) -> [SuiteFileRow] {
        // Served by suiteFileDraft.
        try allFiles("f.keptBytes IS NOT NULL AND f.name IS NOT NULL", [])
    }

    /// The bytes of a file from an offset on, fewer than asked only at its end.
    ///
    /// - Throws: `notFound`; `damaged` when they are not what was written.
    public func bytes(
        of file: SuiteFileRow.ID, from offset: Int, maximumBytes: Int
    ) throws(StoreError) -> [UInt8] {
        let sql = fileSQL("f.id = ?")
        return try store.read { database in
            let row = try Query(database, sql)
                .first([.int(file)] + SuiteAccount.bindings(account)) { try SuiteFileRow($0) }
            guard let row else { throw StoreError(.notFound, "file \(file)") }
            if let target = row.target {
                return Array(target.dropFirst(offset).prefix(maximumBytes))
            }
            return try FileBlocks(database, row).bytes(from: offset, maximum: maximumBytes)
        }
    }

    /// All bytes of a file.
    public func bytes(of file: SuiteFileRow.ID) throws(StoreError) -> [UInt8] {
        try bytes(of: file, from: 0, maximumBytes: SuiteWriter.largestFileBytes)
    }

    /// The revisions of a name, latest first.
    public func revisions(of place: SuitePlace) throws(StoreError) -> [FileRevision] {
        let sql = """
            SELECT \(FileRevision.columns) FROM fileRevision AS r
            JOIN document AS d ON d.id = r.document JOIN suite AS s ON s.id = d.suite
            WHERE d.suite = ? AND d.directory = ? AND d.name = ?\(SuiteAccount.condition(account))
            ORDER BY r.number DESC
            """
        return try store.readOnce { database in
            try Query(database, sql).all(place.bindings + SuiteAccount.bindings(account)) {
                try FileRevision($0)
            }
        }
    }

    /// The names of a directory that have revisions, whether or not they are there still, by name.
    public func documentNames(
        of suite: SuiteRow.ID, in directory: SuiteDirectory
    ) throws(StoreError) -> [String] {
        let sql = """
            SELECT d.name FROM document AS d JOIN suite AS s ON s.id = d.suite
            WHERE d.suite = ? AND d.directory = ?\(SuiteAccount.condition(account)) ORDER BY d.name
            """
        return try store.readOnce { database in
            try Query(database, sql).all(
                [.int(suite), .int(directory.rawValue)] + SuiteAccount.bindings(account)
            ) { $0.text(0) }
        }
    }

    /// The bytes of a revision of a name.
    ///
    /// - Throws: `notFound`; `damaged` when they are not what was saved.
    public func bytes(
        of revision: FileRevision, at place: SuitePlace
    ) throws(StoreError) -> [UInt8] {
        let sql = """
            SELECT 1 FROM fileRevision AS r JOIN document AS d ON d.id = r.document
            JOIN suite AS s ON s.id = d.suite
            WHERE r.id = ? AND d.suite = ? AND d.directory = ? AND d.name = ?\(SuiteAccount.condition(account))
            """
        return try store.read { database in
            let isThere = try Query(database, sql).hasRow(
                [.int(revision.id)] + place.bindings + SuiteAccount.bindings(account))
            guard isThere else {
                throw StoreError(.notFound, "\(place.name), revision \(revision.number)")
            }
            let bytes = try FileBlocks(database, SuiteFileRow(showing: revision, at: place))
                .bytes(from: 0, maximum: revision.sizeBytes)
            guard ContentDigest(of: bytes) == revision.digest else {
                throw StoreError(.damaged, "\(place.name), revision \(revision.number)")
            }
            return bytes
        }
    }

    /// The changes of suites after a number; nil when some of them are forgotten already.
    public func fileChanges(after id: FileChange.ID) throws(StoreError) -> [FileChange]? {
        let sql = """
            SELECT c.id, c.suite, c.file, c.writer FROM suiteChange AS c
            JOIN suite AS s ON s.id = c.suite WHERE c.id > ?\(SuiteAccount.condition(account))
            ORDER BY c.id
            """
        return try store.read { database in
            let first = try Query(database, "SELECT min(id) FROM suiteChange").first { $0.int(0) }
            if let first, first > id + 1, id > 0 || first > 1 { return nil }
            return try Query(database, sql).all([.int(id)] + SuiteAccount.bindings(account)) {
                FileChange(
                    id: $0.int(0), suite: $0.int(1), file: $0.intOrNil(2),
                    isOwn: $0.int(3) == store.writer)
            }
        }
    }

    /// The number of the latest change of suites; zero when there was none.
    public func latestFileChange() throws(StoreError) -> FileChange.ID {
        try store.readOnce { database in
            try Query(database, "SELECT max(id) FROM suiteChange").first { $0.int(0) } ?? 0
        }
    }

    private func allSuites(
        _ condition: String, _ bindings: [Binding] = []
    ) throws(StoreError) -> [SuiteRow] {
        let sql = """
            SELECT \(SuiteRow.columns) FROM suite AS s
            WHERE \(condition)\(SuiteAccount.condition(account)) ORDER BY s.name, s.id
            """
        return try store.readOnce { database in
            try Query(database, sql).all(bindings + SuiteAccount.bindings(account)) { SuiteRow($0) }
        }
    }

    private func allFiles(
        _ condition: String, _ bindings: [Binding]
    ) throws(StoreError) -> [SuiteFileRow] {
        try allFiles(condition, bindings) { try SuiteFileRow($0) }
    }

    /// What `body` makes of the rows of files that fulfil a condition, by name; `columns` of other `tables` stand behind
    /// those of the file.
    func allFiles<Value>(
        _ condition: String, _ bindings: [Binding], columns: String = "", tables: String = "",
        body: (ResultRow) throws -> Value
    ) throws(StoreError) -> [Value] {
        let sql = fileSQL(condition, columns: columns, tables: tables) + " ORDER BY f.name"
        return try store.readOnce { database in
            try Query(database, sql).all(bindings + SuiteAccount.bindings(account), body: body)
        }
    }

    private func fileSQL(
        _ condition: String, columns: String = "", tables: String = ""
    ) -> String {
        """
        SELECT \(SuiteFileRow.columns)\(columns) FROM suiteFile AS f
        JOIN suite AS s ON s.id = f.suite \(tables)
        WHERE \(condition)\(SuiteAccount.condition(account))
        """
    }
}
