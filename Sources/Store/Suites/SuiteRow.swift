public import Traces

/// A suite: a directory of cases.
public struct SuiteRow: Hashable, Sendable, Identifiable {
    /// The number of a suite; never used twice.
    public typealias ID = Int64

    /// The number of the suite.
    public var id: ID
    /// Its name, which is that of its directory.
    public var name: String
    /// When its name came or changed.
    public var listed: Timestamp
    /// When names in its directory last changed.
    public var namesModified: Timestamp
    /// When names in its directory of cases last changed.
    public var casesModified: Timestamp
    /// What was removed from its directory without being a file that somebody wrote.
    public var removedEntries: SuiteEntries = []
}

extension SuiteRow {
    static let columns = "s.id, s.name, s.listedNs, s.namesNs, s.casesNs, s.removedEntries"

    init(_ row: ResultRow) {
        self.init(
            id: row.int(0), name: row.text(1), listed: Timestamp(nanoseconds: row.int(2)),
            namesModified: Timestamp(nanoseconds: row.int(3)),
            casesModified: Timestamp(nanoseconds: row.int(4)),
            removedEntries: SuiteEntries(rawValue: row.int(5)))
    }
}
