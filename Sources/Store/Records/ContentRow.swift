internal import GRDB

/// Where a piece of content is kept.
struct ContentRow {
    let digest: ContentDigest
    let offsetBytes: Int
    let lengthBytes: Int

    func insert(_ database: Database, pack: Pack.ID) throws {
        try Query(
            database,
            "INSERT INTO content (digest, pack, offsetBytes, lengthBytes) VALUES (?, ?, ?, ?)"
        ).run([.digest(digest), .int(pack), .int(offsetBytes), .int(lengthBytes)])
    }
}
