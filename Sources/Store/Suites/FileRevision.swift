public import Traces

/// A version of a file of a suite that is kept.
public struct FileRevision: Hashable, Sendable, Identifiable {
    /// The number of a revision in the store; never used twice.
    public typealias ID = Int64

    /// Who saved it.
    public enum Origin: String, Hashable, Sendable, CaseIterable {
        /// A program, through a mount.
        case mount
        /// A command.
        case command
        /// A linked file that changed.
        case link
    }

    /// The number in the store.
    public var id: ID
    /// The number among the revisions of the same name, from 1.
    public var number: Int
    /// The bytes.
    public var sizeBytes: Int
    /// The digest of the bytes.
    public var digest: ContentDigest
    /// When it was kept.
    public var saved: Timestamp
    /// Who saved it.
    public var origin: Origin
}

extension FileRevision {
    static let columns = "r.id, r.number, r.sizeBytes, r.digest, r.savedNs, r.origin"

    init(_ row: ResultRow) throws {
        guard let origin = Origin(rawValue: row.text(5)) else {
            throw StoreError(.damaged, "the row of revision \(row.int(0))")
        }
        self.init(
            id: row.int(0), number: row.count(1), sizeBytes: row.count(2),
            digest: try row.digest(3),
            saved: Timestamp(nanoseconds: row.int(4)), origin: origin)
    }
}
