public import Traces

/// A file of a suite: what an inode shows.
public struct SuiteFileRow: Hashable, Sendable, Identifiable {
    /// The number of a file; never used twice.
    public typealias ID = Int64

    /// The number of the file.
    public var id: ID
    /// The suite.
    public var suite: SuiteRow.ID
    /// The directory in which it is, or was.
    public var directory: SuiteDirectory
    /// The name; nil when it has none any more, and is kept for those that have it open.
    public var name: String?
    /// The name that another writer's version took from it; nil when that did not happen.
    public var displacedName: String?
    /// The target, for a symbolic link.
    public var target: [UInt8]?
    /// The low twelve bits of the mode.
    public var permissions: UInt32
    /// When the content was last changed, or what was set as that.
    public var modified: Timestamp
    /// When anything was last changed.
    public var changed: Timestamp
    /// Exactly the bytes that reading gives.
    public var sizeBytes: Int
    /// The number of the latest change of its content, as of `FileChange`.
    public var version: FileChange.ID
    /// The revision that it shows, or that its draft began from; nil when there was none.
    public var base: FileRevision.ID?
    /// How many bytes of that revision still show; nil without a draft.
    public var keptBytes: Int?
    /// How many writes there were since it was empty.
    public var writes: Int
    /// The bytes of the latest write into the draft.
    public var latestWriteBytes: Int
    /// What is wrong with the content; nil when nothing is, or when it was not looked at.
    public var problems: String?
    /// Whether `problems` is known.
    public var isChecked: Bool

    /// Whether it shows bytes that are no revision.
    public var isDraft: Bool { keptBytes != nil }

    /// Where it is; nil when it has no name.
    public var place: SuitePlace? {
        name.map { SuitePlace(suite: suite, directory: directory, name: $0) }
    }

    /// What it is by its name; `.temporary` without one.
    public var kind: SuiteFileKind { place.map(SuiteFileKind.init) ?? .temporary }
}

extension SuiteFileRow {
    static let columns = """
        f.id, f.suite, f.directory, f.name, f.displacedName, f.target, f.mode, f.modifiedNs, f.changedNs,
        f.sizeBytes, f.version, f.base, f.keptBytes, f.writes, f.latestWriteBytes, f.problems,
        f.checkedVersion IS f.version
        """
    /// How many columns these are: others of a query stand behind them.
    static let columnCount: Int32 = 17

    init(_ row: ResultRow) throws {
        guard let directory = SuiteDirectory(rawValue: row.int(2)) else {
            throw StoreError(.damaged, "the row of file \(row.int(0))")
        }
        self.init(
            id: row.int(0), suite: row.int(1), directory: directory, name: row.textOrNil(3),
            displacedName: row.textOrNil(4), target: row.textOrNil(5).map { _ in row.blob(5) },
            permissions: UInt32(truncatingIfNeeded: row.int(6)),
            modified: Timestamp(nanoseconds: row.int(7)),
            changed: Timestamp(nanoseconds: row.int(8)), sizeBytes: row.count(9),
            version: row.int(10), base: row.intOrNil(11),
            keptBytes: row.intOrNil(12).map { Int($0) }, writes: row.count(13),
            latestWriteBytes: row.count(14),
            problems: row.textOrNil(15), isChecked: row.int(16) == 1)
    }
}

extension SuiteFileRow {
    /// A file as it was in a revision.
    init(showing revision: FileRevision, at place: SuitePlace) {
        self.init(
            id: 0, suite: place.suite, directory: place.directory, name: place.name,
            displacedName: nil, target: nil, permissions: 0, modified: revision.saved,
            changed: revision.saved, sizeBytes: revision.sizeBytes, version: 0,
            base: revision.id, keptBytes: nil, writes: 0, latestWriteBytes: 0, problems: nil,
            isChecked: false)
    }
}
