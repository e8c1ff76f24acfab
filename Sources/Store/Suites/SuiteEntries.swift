internal import GRDB
public import Traces

/// What is in the directory of a suite without being a file that somebody wrote.
public struct SuiteEntries: OptionSet, Hashable, Sendable {
    /// One bit for each; as it is stored.
    public let rawValue: Int64

    /// Creates a set.
    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// The directory of the cases.
    public static let cases = SuiteEntries(rawValue: 1)
    /// What is wrong.
    public static let problems = SuiteEntries(rawValue: 2)
    /// The directory of the runs.
    public static let results = SuiteEntries(rawValue: 4)
    /// What became of each case.
    public static let history = SuiteEntries(rawValue: 8)
}

extension SuiteWriter {
    /// Takes an entry out of the directory of a suite: whoever removes the whole directory removes these one by one.
    ///
    /// The directory of cases can go when it is empty, and the runs and the history after it. They are all back when a file
    /// comes to the suite or is written.
    ///
    /// - Throws: `notEmpty` when what must go before is still there.
    public func remove(
        _ entry: SuiteEntries, of suite: SuiteRow.ID, at now: Timestamp
    ) throws(StoreError) {
        try change(at: now) { transaction in
            try transaction.checkSuite(suite)
            guard try transaction.canRemove(entry, of: suite) else {
                throw StoreError(.notEmpty, "suite \(suite)")
            }
            try Query(
                transaction.database,
                "UPDATE suite SET removedEntries = removedEntries | ?, namesNs = ? WHERE id = ?"
            ).run([.int(entry.rawValue), .int(now.nanoseconds), .int(suite)])
            _ = try transaction.log(suite: suite, file: nil)
        }
    }

    /// Brings entries that were taken out back.
    public func restoreEntries(of suite: SuiteRow.ID, at now: Timestamp) throws(StoreError) {
        try change(at: now) { transaction in
            try transaction.checkSuite(suite)
            try transaction.restoreEntries(of: suite)
            _ = try transaction.log(suite: suite, file: nil)
        }
    }
}

extension SuiteTransaction {
    func restoreEntries(of suite: SuiteRow.ID) throws {
        try Query(
            database,
            "UPDATE suite SET removedEntries = 0, namesNs = ? WHERE id = ? AND removedEntries <> 0"
        ).run([.int(now.nanoseconds), .int(suite)])
    }

    fileprivate func canRemove(_ entry: SuiteEntries, of suite: SuiteRow.ID) throws -> Bool {
        switch entry {
        case .problems: true
        case .cases: try !hasCaseFiles(suite)
        default:
            try Query(database, "SELECT 1 FROM suite WHERE id = ? AND removedEntries & ? <> 0")
                .hasRow([.int(suite), .int(SuiteEntries.cases.rawValue)])
        }
    }

    /// Whether there is a file in the directory of cases.
    func hasCaseFiles(_ suite: SuiteRow.ID) throws -> Bool {
        // Served by suiteFileName.
        try Query(
            database,
            "SELECT 1 FROM suiteFile WHERE suite = ? AND directory = ? AND name IS NOT NULL LIMIT 1"
        ).hasRow([.int(suite), .int(SuiteDirectory.cases.rawValue)])
    }
}
