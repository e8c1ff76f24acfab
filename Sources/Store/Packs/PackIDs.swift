internal import GRDB

/// The identities of the packs that one transaction adds: known before the packs are compressed.
final class PackIDs {
    private var last: Pack.ID

    init(_ database: Database) throws {
        last = try Query(database, "SELECT max(id) FROM pack").first { $0.int(0) } ?? 0
    }

    /// The next identity that no pack has.
    func next() -> Pack.ID {
        last += 1
        return last
    }
}
