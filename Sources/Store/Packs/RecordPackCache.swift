internal import GRDB
internal import Synchronization

/// The packs of raw records that were read last: the records of one trace share few of them.
final class RecordPackCache: Sendable {
    /// About 16 MiB.
    private static let maximumCount = 48

    /// The packs, the one used longest ago first; at most `maximumCount`.
    private let packs = Mutex<[Pack]>([])

    /// A pack, from memory or the database; nil when there is none.
    func pack(_ id: Pack.ID, _ database: Database) throws -> Pack? {
        let cached = packs.withLock { packs -> Pack? in
            guard let index = packs.lastIndex(where: { $0.id == id }) else { return nil }
            let pack = packs.remove(at: index)
            packs.append(pack)
            return pack
        }
        if let cached { return cached }
        guard let pack = try StoredPack.read(id, database) else { return nil }
        packs.withLock { packs in
            if packs.count >= Self.maximumCount { packs.removeFirst() }
            packs.append(pack)
        }
        return pack
    }
}
