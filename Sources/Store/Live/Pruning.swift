internal import GRDB
internal import Traces

/// Removes past projections and their packs, within one transaction.
///
/// The latest projection and the latest pack stay whatever they are, so that no identity is used twice:
/// an inode number must never come back with other bytes.
struct Pruning {
    /// How many projections one transaction looks at, which bounds how long writers wait.
    private static let limit = 400

    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// Removes projections that were superseded before a moment, unless a later one of their trace still
    /// names its files after them.
    func removeSuperseded(before time: Timestamp) throws -> (projections: Int, packs: Int) {
        let candidates = try Query(
            database,
            """
            SELECT id, trace FROM projection
            WHERE supersededNs < ? AND id < (SELECT max(id) FROM projection)
            ORDER BY supersededNs LIMIT ?
            """
        ).all([.int(time.nanoseconds), .int(Self.limit)]) {
            (id: $0.int(0), trace: $0.int(1))
        }
        var removed = 0
        var packs: Set<Pack.ID> = []
        for (trace, ids) in Dictionary(grouping: candidates, by: \.trace) {
            let past = Set(ids.map(\.id))
            let held = try identities(ofLater: trace, than: past)
            for id in past.sorted() {
                if held.contains(id) {
                    // Looked at again when the trace has changed again.
                    try Query(database, "UPDATE projection SET supersededNs = NULL WHERE id = ?")
                        .run([.int(id)])
                } else {
                    packs.formUnion(try remove(id))
                    removed += 1
                }
            }
        }
        return (removed, try removeUnused(packs))
    }

    /// The projections after which files and directories are named by those that stay.
    private func identities(
        ofLater trace: TraceRow.ID, than past: Set<Manifest.ID>
    ) throws -> Set<Manifest.ID> {
        let staying = try Query(database, "SELECT id FROM projection WHERE trace = ?")
            .all([.int(trace)]) { $0.int(0) }
        var identities: Set<Manifest.ID> = []
        for id in staying where !past.contains(id) {
            guard let manifest = try StoredManifest.readable(id, database) else { continue }
            for entry in manifest.entries { identities.insert(entry.identity.projection) }
        }
        return identities
    }

    private func remove(_ id: Manifest.ID) throws -> [Pack.ID] {
        let packs = try Query(database, "SELECT pack FROM projectionPack WHERE projection = ?")
            .all([.int(id)]) { $0.int(0) }
        try Query(database, "DELETE FROM projectionPack WHERE projection = ?").run([.int(id)])
        try Query(database, "DELETE FROM projection WHERE id = ?").run([.int(id)])
        return packs
    }

    private func removeUnused(_ packs: Set<Pack.ID>) throws -> Int {
        let query = try Query(
            database,
            """
            DELETE FROM pack WHERE id = ?1 AND isCounted = 1 AND id < (SELECT max(id) FROM pack)
                AND NOT EXISTS (SELECT 1 FROM projectionPack WHERE pack = ?1)
            """)
        var removed = 0
        for pack in packs.sorted() {
            try query.run([.int(pack)])
            removed += database.changesCount
        }
        return removed
    }
}
