internal import Compression
internal import GRDB

/// How manifests are kept: compressed, with their digest.
enum StoredManifest {
    /// Adds a manifest.
    static func insert(_ manifest: Manifest, _ database: Database) throws {
        let bytes = ManifestCodec.encoded(manifest)
        try Query(
            database,
            """
            INSERT INTO projection (id, trace, rawBytes, digest, manifest, isPlaced)
            VALUES (?, ?, ?, ?, ?, ?)
            """
        ).run(
            [
                .int(manifest.id), .int(manifest.interaction), .int(bytes.count),
                .digest(ContentDigest(of: bytes)), .blob(Zstandard.compressed(bytes)),
                .int(manifest.isPlaced ? 1 : 0),
            ])
    }

    /// The columns that `manifest(_:_:)` reads.
    static let columns = "trace, rawBytes, digest, manifest, isPlaced"

    /// The manifest of a projection; nil when there is none; throws `damaged` when it cannot be read.
    static func read(_ id: Manifest.ID, _ database: Database) throws -> Manifest? {
        try Query(database, "SELECT \(columns) FROM projection WHERE id = ?")
            .first([.int(id)]) { try manifest(id, $0) }
    }

    /// The manifest of a projection; nil when there is none that can be read.
    static func readable(_ id: Manifest.ID, _ database: Database) throws -> Manifest? {
        do {
            return try read(id, database)
        } catch let error as StoreError where error.code == .damaged {
            return nil
        }
    }

    /// The manifest of a row of `columns`.
    static func manifest(_ id: Manifest.ID, _ row: ResultRow) throws -> Manifest {
        let subject = "the manifest of projection \(id)"
        let bytes: [UInt8]
        do {
            bytes = try Zstandard.decompressed(row.blob(3), size: row.count(1))
        } catch {
            throw StoreError(.damaged, subject)
        }
        guard ContentDigest(of: bytes) == (try row.digest(2)) else {
            throw StoreError(.damaged, subject)
        }
        var manifest = try ManifestCodec.decoded(bytes, id: id, interaction: row.int(0))
        manifest.isPlaced = row.int(4) == 1
        return manifest
    }
}
