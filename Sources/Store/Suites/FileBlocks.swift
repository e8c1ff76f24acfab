internal import Crypto
internal import GRDB

/// The content of a file, block by block: those of its draft, and behind them those of its revision.
struct FileBlocks {
    /// The bytes of a full block.
    static let sizeBytes = 32_768

    let database: Database
    let file: SuiteFileRow

    init(_ database: Database, _ file: SuiteFileRow) {
        self.database = database
        self.file = file
    }

    /// The bytes of the revision that show.
    var keptBytes: Int { file.keptBytes ?? file.sizeBytes }

    /// The number of blocks.
    var count: Int { (file.sizeBytes + Self.sizeBytes - 1) / Self.sizeBytes }

    /// The bytes of a block; zeros follow up to the block's or the file's end.
    func bytes(_ number: Int) throws -> [UInt8] {
        if file.isDraft, let block = try draftBlock(number) {
            return try Self.read(block, database)
        }
        let kept = keptBytes - number * Self.sizeBytes
        guard kept > 0, let block = try baseBlock(number) else { return [] }
        let bytes = try Self.read(block, database)
        return bytes.count <= kept ? bytes : Array(bytes[..<kept])
    }

    /// The bytes from an offset on, as many as there are up to a limit.
    func bytes(from offset: Int, maximum: Int) throws -> [UInt8] {
        let end = min(file.sizeBytes, offset.addingReportingOverflow(max(0, maximum)).partialValue)
        guard offset >= 0, offset < end else { return [] }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(end - offset)
        for number in offset / Self.sizeBytes...(end - 1) / Self.sizeBytes {
            let start = number * Self.sizeBytes
            let block = try self.bytes(number)
            let wanted = max(offset, start) - start..<min(end, start + Self.sizeBytes) - start
            bytes +=
                block[min(wanted.lowerBound, block.count)..<min(wanted.upperBound, block.count)]
            let missing = min(end, start + Self.sizeBytes) - offset - bytes.count
            if missing > 0 { bytes += repeatElement(0, count: missing) }
        }
        return bytes
    }

    /// The digest of all bytes.
    func digest() throws -> ContentDigest {
        var hash = SHA256()
        for number in 0..<count {
            let expected = min(Self.sizeBytes, file.sizeBytes - number * Self.sizeBytes)
            let bytes = try bytes(number)
            hash.update(data: bytes[..<min(bytes.count, expected)])
            if bytes.count < expected {
                hash.update(data: [UInt8](repeating: 0, count: expected - bytes.count))
            }
        }
        return hash.finalize().withUnsafeBytes { ContentDigest(stored: $0) }
    }

    /// The block of the draft; nil when the draft has none there.
    func draftBlock(_ number: Int) throws -> Int64? {
        try Query(database, "SELECT block FROM draftBlock WHERE file = ? AND number = ?")
            .first([.int(file.id), .int(number)]) { $0.int(0) }
    }

    /// The block of the revision; nil when it has only zeros there.
    func baseBlock(_ number: Int) throws -> Int64? {
        guard let base = file.base else { return nil }
        return try Query(
            database, "SELECT block FROM revisionBlock WHERE revision = ? AND number = ?"
        )
        .first([.int(base), .int(number)]) { $0.int(0) }
    }

    /// The bytes of a block of the store.
    static func read(_ block: Int64, _ database: Database) throws -> [UInt8] {
        let found = try Query(database, "SELECT digest, data FROM block WHERE id = ?")
            .first([.int(block)]) { (digest: try $0.digest(0), bytes: $0.blob(1)) }
        guard let found, ContentDigest(of: found.bytes) == found.digest else {
            throw StoreError(.damaged, "block \(block)")
        }
        return found.bytes
    }

    /// Keeps bytes as a new block.
    static func insert(_ bytes: [UInt8], _ database: Database) throws -> Int64 {
        try Query(database, "INSERT INTO block (digest, data) VALUES (?, ?)")
            .run([.digest(ContentDigest(of: bytes)), .blob(bytes)])
        return database.lastInsertedRowID
    }
}
