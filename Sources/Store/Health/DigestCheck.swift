internal import GRDB

/// Compares packs, pieces, records and files with their digests.
final class DigestCheck {
    typealias Note = (StoreReport.Problem) -> Void

    private(set) var packsChecked = 0
    private(set) var contentsChecked = 0
    private(set) var recordsChecked = 0
    private(set) var filesChecked = 0
    private(set) var orphanedPacks = 0

    private let database: Database
    /// The packs that are damaged, with what is left of them.
    private var damaged: [Pack.ID: Pack] = [:]
    private var lengths: [Pack.ID: Int] = [:]
    /// The pack that was read last.
    private var latest: Pack?
    /// The packs that something refers to.
    private var used: Set<Pack.ID> = []

    init(_ database: Database) {
        self.database = database
    }

    /// Reads every pack once.
    func checkPacks(_ progress: (CheckProgress) -> Void, _ note: Note) throws {
        let ids = try Query(database, "SELECT id FROM pack ORDER BY id").all { $0.int(0) }
        for id in ids {
            guard let pack = try StoredPack.read(id, database) else { continue }
            packsChecked += 1
            lengths[id] = pack.bytes.count
            if !pack.isIntact {
                damaged[id] = pack
                note(problem("pack \(id) is damaged"))
            }
            step(.packs, packsChecked, ids.count, progress)
        }
    }

    /// Compares pieces and records with their digests, pack by pack.
    func checkRecords(_ progress: (CheckProgress) -> Void, _ note: Note) throws {
        let total =
            try Query(
                database, "SELECT (SELECT count(*) FROM content) + (SELECT count(*) FROM record)"
            ).first { $0.count(0) } ?? 0
        try Query(
            database, "SELECT digest, pack, offsetBytes, lengthBytes FROM content ORDER BY pack"
        ).forEach {
            let digest = try $0.digest(0)
            contentsChecked += 1
            try check($0, digest, note, "content \(digest)")
            step(.records, contentsChecked, total, progress)
        }
        try Query(
            database,
            """
            SELECT r.content, r.pack, r.offsetBytes, r.lengthBytes, hex(t.traceID)
            FROM record AS r JOIN trace AS t ON t.id = r.trace ORDER BY r.pack
            """
        ).forEach {
            recordsChecked += 1
            try check($0, try $0.digest(0), note, "a record of trace \($0.text(4).lowercased())")
            step(.records, contentsChecked + recordsChecked, total, progress)
        }
    }

    /// Compares the files of current projections with their digests.
    func checkFiles(_ progress: (CheckProgress) -> Void, _ note: Note) throws {
        let current = try Query(
            database, "SELECT projection, day, name FROM interaction ORDER BY id"
        ).all { ($0.int(0), "\(Day(number: $0.count(1)))/\($0.text(2))") }
        for (index, (id, path)) in current.enumerated() {
            try checkFiles(of: id, path: path, note)
            step(.files, index + 1, current.count, progress)
        }
        try notePacksOfOldProjections()
        orphanedPacks = lengths.keys.count { !used.contains($0) }
    }

    private func checkFiles(of id: Manifest.ID, path: String, _ note: Note) throws {
        guard let manifest = try StoredManifest.readable(id, database) else {
            return note(
                StoreReport.Problem(
                    description: "\(path): its manifest is damaged; rebuild mends it",
                    isDamage: false))
        }
        for index in manifest.entries.indices where manifest.entry(at: index).kind == .file {
            filesChecked += 1
            let extents = manifest.extents(at: index)
            used.formUnion(extents.map(\.pack))
            if extents.allSatisfy({ isReadable($0) }) { continue }
            note(
                StoreReport.Problem(
                    description: "\(path)/\(manifest.path(at: index)): its content is damaged; "
                        + "rebuild mends it",
                    isDamage: false))
        }
    }

    private func isReadable(_ extent: ContentExtent) -> Bool {
        guard let length = lengths[extent.pack], extent.isWithin(length) else { return false }
        guard let pack = damaged[extent.pack] else { return true }
        do {
            _ = try pack.content(of: extent)
            return true
        } catch {
            return false
        }
    }

    private func notePacksOfOldProjections() throws {
        let old = try Query(
            database,
            """
            SELECT id FROM projection WHERE id NOT IN (SELECT projection FROM interaction)
            """
        ).all { $0.int(0) }
        // Those of interactions without a place are current, and checked by who reads them.
        for id in old {
            let manifest = try StoredManifest.readable(id, database)
            for extent in manifest?.extents ?? [] { used.insert(extent.pack) }
        }
    }

    /// Checks the place in a row of digest, pack, offset and length.
    private func check(
        _ row: ResultRow, _ digest: ContentDigest, _ note: Note, _ subject: String
    ) throws {
        let extent = ContentExtent(
            pack: row.int(1), offsetBytes: row.count(2), lengthBytes: row.count(3), digest: digest)
        used.insert(extent.pack)
        if latest?.id != extent.pack { latest = try StoredPack.read(extent.pack, database) }
        if latest?.checkedContent(of: extent) == nil { note(problem("\(subject) is damaged")) }
    }

    private func problem(_ description: String) -> StoreReport.Problem {
        StoreReport.Problem(description: description, isDamage: true)
    }

    /// Tells of every hundredth step and of the last.
    private func step(
        _ stage: CheckProgress.Stage, _ done: Int, _ total: Int,
        _ progress: (CheckProgress) -> Void
    ) {
        guard done % 100 == 0 || done == total else { return }
        progress(CheckProgress(stage: stage, done: done, total: total))
    }
}
