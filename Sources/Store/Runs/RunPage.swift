public import Traces

/// A page to keep of a run.
public struct RunPage: Hashable, Sendable {
    /// The case whose directory it is in, by its index in the run; nil for the run's own directory.
    public var caseIndex: Int?
    /// Its name.
    public var name: String
    /// Its bytes.
    public var bytes: [UInt8]

    /// Creates a page.
    public init(caseIndex: Int? = nil, name: String, bytes: [UInt8]) {
        self.caseIndex = caseIndex
        self.name = name
        self.bytes = bytes
    }
}

/// A page that is kept: what it is called, and how large it is.
public struct RunPageRow: Hashable, Sendable, Identifiable {
    /// The number of a page; never used twice, and never for other bytes.
    public typealias ID = Int64

    /// The number.
    public var id: ID
    /// Its name.
    public var name: String
    /// Its bytes.
    public var sizeBytes: Int
    /// When it came to say what it says.
    public var modified: Timestamp
}

extension RunPageRow {
    static let columns = "p.id, p.name, length(p.bytes), p.modifiedNs"

    init(_ row: ResultRow) {
        self.init(
            id: row.int(0), name: row.text(1), sizeBytes: row.count(2),
            modified: Timestamp(nanoseconds: row.int(3)))
    }
}
