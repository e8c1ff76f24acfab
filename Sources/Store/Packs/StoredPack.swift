internal import Compression
internal import GRDB

/// How packs are read.
enum StoredPack {
    /// A pack, compared with its digest; nil when there is none.
    static func read(_ id: Pack.ID, _ database: Database) throws -> Pack? {
        try Query(database, "SELECT rawBytes, digest, data FROM pack WHERE id = ?")
            .first([.int(id)]) {
                pack(id, rawBytes: $0.count(0), digest: try $0.digest(1), $0.blob(2))
            }
    }

    /// A pack of stored bytes: what a damaged one still gives has to be checked extent by extent.
    static func pack(_ id: Pack.ID, rawBytes: Int, digest: ContentDigest, _ data: [UInt8]) -> Pack {
        do {
            let bytes = try Zstandard.decompressed(data, size: rawBytes)
            return Pack(id: id, bytes: bytes, isIntact: ContentDigest(of: bytes) == digest)
        } catch {
            // A damaged length must not become an allocation.
            let size = min(max(rawBytes, 0), 2 * PackWriter.targetBytes)
            return Pack(
                id: id, bytes: Zstandard.recovered(data, size: size), isIntact: false)
        }
    }
}
