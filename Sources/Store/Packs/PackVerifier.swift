internal import GRDB

/// Tells whether stored content can be read; each pack is read once.
final class PackVerifier {
    private let database: Database
    /// The packs that are damaged or missing, with what is left of them.
    private var damaged: [Pack.ID: Pack?] = [:]
    private var intact: Set<Pack.ID> = []

    init(_ database: Database) {
        self.database = database
    }

    /// True when every extent can be read.
    func isReadable(_ extents: ArraySlice<ContentExtent>) throws -> Bool {
        for extent in extents where try !isIntact(extent.pack) {
            guard let rest = damaged[extent.pack] ?? nil else { return false }
            do {
                _ = try rest.content(of: extent)
            } catch {
                return false
            }
        }
        return true
    }

    private func isIntact(_ id: Pack.ID) throws -> Bool {
        if intact.contains(id) { return true }
        if damaged.keys.contains(id) { return false }
        let pack = try StoredPack.read(id, database)
        guard let pack, pack.isIntact else {
            damaged[id] = .some(pack)
            return false
        }
        intact.insert(id)
        return true
    }
}
