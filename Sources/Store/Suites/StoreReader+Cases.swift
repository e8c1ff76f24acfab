internal import Evals
internal import GRDB
internal import Traces

extension StoreReader {
    /// The names of the files of a suite's cases, in the order in which they were made.
    public func caseNames(of suite: SuiteRow.ID) throws(StoreError) -> [String] {
        let sql = """
            SELECT f.name FROM suiteFile AS f JOIN suite AS s ON s.id = f.suite
            WHERE \(Self.inDirectory)\(SuiteAccount.condition(account)) ORDER BY f.id
            """
        return try store.readOnce { database in
            try Query(database, sql).all(
                [.int(suite), .int(SuiteDirectory.cases.rawValue)] + SuiteAccount.bindings(account)
            ) { $0.text(0) }
        }.filter {
            SuiteFileKind(SuitePlace(suite: suite, directory: .cases, name: $0)) == .testCase
        }
    }

    /// The names of the files of a suite's cases, in the suite's order.
    public func orderedCaseNames(of suite: SuiteRow.ID) throws(StoreError) -> [String] {
        try order(of: suite, files: caseNames(of: suite)).names
    }

    /// The files of a suite's cases, in the suite's order.
    public func cases(of suite: SuiteRow.ID) throws(StoreError) -> [SuiteFileRow] {
        try inOrder(files(of: suite, in: .cases), of: suite) { $0 }
    }

    /// The files of a suite's cases with the digest of what each shows, in the suite's order.
    ///
    /// A draft and a symbolic link have none.
    public func caseContents(
        of suite: SuiteRow.ID
    ) throws(StoreError) -> [(file: SuiteFileRow, digest: ContentDigest?)] {
        let contents = try allFiles(
            Self.inDirectory, [.int(suite), .int(SuiteDirectory.cases.rawValue)],
            columns: ", r.digest",
            tables: "LEFT JOIN fileRevision AS r ON r.id = f.base AND f.keptBytes IS NULL"
        ) {
            (file: try SuiteFileRow($0), digest: try $0.digestOrNil(SuiteFileRow.columnCount))
        }
        return try inOrder(contents, of: suite, file: \.file)
    }

    /// What belongs to the files of cases, in the suite's order.
    private func inOrder<Item>(
        _ items: [Item], of suite: SuiteRow.ID, file: (Item) -> SuiteFileRow
    ) throws(StoreError) -> [Item] {
        let made = items.filter { file($0).kind == .testCase }.sorted { file($0).id < file($1).id }
        var byName: [ExactText: Item] = [:]
        byName.reserveCapacity(made.count)
        for item in made { byName[ExactText(file(item).name ?? "")] = item }
        return try order(of: suite, files: made.compactMap { file($0).name }).names
            .compactMap { byName[ExactText($0)] }
    }

    /// The order of a suite, for the names of its cases' files in the order in which they were made; without the lines of
    /// cases that went since it was written.
    public func order(
        of suite: SuiteRow.ID, files: [String]
    ) throws(StoreError) -> SuiteOrder {
        let place = SuitePlace(suite: suite, directory: .suite, name: SuiteFileKind.orderName)
        guard let file = try file(at: place) else { return SuiteOrder([], files: files) }
        return try order(bytes(of: file.id), in: file, files: files)
    }

    /// The order that a text says, as that of a file.
    func order(
        _ text: [UInt8], in file: SuiteFileRow, files: [String]
    ) throws(StoreError) -> SuiteOrder {
        let order = SuiteOrder(text, files: files)
        guard order.hasStrays else { return order }
        return order.dropping(
            try namesOfCases(of: file.suite, goneSince: file.modified))
    }

    /// The names of files that were cases of a suite and were removed at a time or later.
    ///
    /// What is removed is known for a day.
    private func namesOfCases(
        of suite: SuiteRow.ID, goneSince time: Timestamp
    ) throws(StoreError) -> [String] {
        let sql = """
            SELECT d.name FROM suiteFile AS f JOIN fileRevision AS r ON r.id = f.base
            JOIN document AS d ON d.id = r.document JOIN suite AS s ON s.id = f.suite
            WHERE f.suite = ? AND f.name IS NULL AND f.changedNs >= ? AND d.directory = ?
            \(SuiteAccount.condition(account))
            """
        return try store.readOnce { database in
            try Query(database, sql).all(
                [.int(suite), .int(time.nanoseconds), .int(SuiteDirectory.cases.rawValue)]
                    + SuiteAccount.bindings(account)
            ) { $0.text(0) }
        }
    }
}
