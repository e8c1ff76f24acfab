internal import GRDB

extension StoreReader {
    /// The manifest of a projection, current or past; nil when there is none.
    ///
    /// - Throws: `damaged` when it is not the one that was stored.
    public func manifest(_ id: Manifest.ID) throws(StoreError) -> Manifest? {
        let condition =
            account == nil
            ? ""
            : """
             AND EXISTS (SELECT 1 FROM trace AS t
                WHERE t.id = projection.trace\(accountCondition("t")))
            """
        let sql = """
            SELECT \(StoredManifest.columns) FROM projection WHERE id = ?\(condition)
            """
        return try store.readOnce { database in
            try Query(database, sql).first([.int(id)] + accountBindings) {
                try StoredManifest.manifest(id, $0)
            }
        }
    }

    /// A pack, decompressed and compared with its digest.
    ///
    /// Extents of manifests say which pack holds what; they are the only way to a pack.
    ///
    /// - Throws: `damaged` when there is none of this number.
    public func pack(_ id: Pack.ID) throws(StoreError) -> Pack {
        let stored = try store.readOnce { database in
            try Query(database, "SELECT rawBytes, digest, data FROM pack WHERE id = ?")
                .first([.int(id)]) { ($0.count(0), try $0.digest(1), $0.blob(2)) }
        }
        guard let stored else { throw StoreError(.damaged, "pack \(id)", "it is missing") }
        // Outside the access: the connection serves others meanwhile.
        return StoredPack.pack(id, rawBytes: stored.0, digest: stored.1, stored.2)
    }

    /// The whole content of a file, read from its packs without a cache.
    ///
    /// - Throws: `damaged` when it is not the one that was stored.
    public func content(of index: Int, in manifest: Manifest) throws(StoreError) -> [UInt8] {
        var content: [UInt8] = []
        content.reserveCapacity(manifest.entry(at: index).sizeBytes)
        for extent in manifest.extents(at: index) {
            content += try pack(extent.pack).content(of: extent)
        }
        return content
    }

    /// The records of an interaction's trace, as `Store.records(of:)` gives them; none for an
    /// interaction of another account.
    public func records(of interaction: TraceRow.ID) throws(StoreError) -> [StoredRecord] {
        let sql = "SELECT 1 FROM trace AS t WHERE t.id = ?\(accountCondition("t"))"
        let isOurs = try store.readOnce { database in
            try Query(database, sql).hasRow([.int(interaction)] + accountBindings)
        }
        return isOurs ? try store.records(of: interaction) : []
    }
}
