internal import GRDB

/// Changes the bytes of a draft, in a transaction.
struct DraftEditor {
    let database: Database
    /// The file as it is now.
    private(set) var file: SuiteFileRow

    /// Begins a draft, unless there is one.
    init(_ database: Database, _ file: SuiteFileRow) {
        self.database = database
        self.file = file
        self.file.keptBytes = file.keptBytes ?? file.sizeBytes
    }

    /// Writes bytes at an offset; what lies between the end and there is zeros.
    mutating func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws {
        var done = 0
        while done < bytes.count {
            let number = (offset + done) / FileBlocks.sizeBytes
            let start = (offset + done) % FileBlocks.sizeBytes
            let count = min(FileBlocks.sizeBytes - start, bytes.count - done)
            let piece = UnsafeRawBufferPointer(rebasing: bytes[done..<done + count])
            try write(piece, toBlock: number, at: start)
            done += count
        }
        file.sizeBytes = max(file.sizeBytes, offset + bytes.count)
        file.writes += 1
        file.latestWriteBytes = bytes.count
    }

    /// Cuts the file, or extends it with zeros.
    mutating func resize(to sizeBytes: Int) throws {
        if sizeBytes < file.sizeBytes { try cut(to: sizeBytes) }
        file.keptBytes = min(file.keptBytes ?? 0, sizeBytes)
        file.sizeBytes = sizeBytes
        if sizeBytes == 0 { file.writes = 0 }
    }

    private func write(
        _ bytes: UnsafeRawBufferPointer, toBlock number: Int, at start: Int
    ) throws {
        let blocks = FileBlocks(database, file)
        let isWhole = start == 0 && bytes.count == FileBlocks.sizeBytes
        var block = isWhole ? [] : try blocks.bytes(number)
        if block.count < start { block += repeatElement(0, count: start - block.count) }
        block.replaceSubrange(start..<min(block.count, start + bytes.count), with: bytes)
        try put(block, number, blocks)
    }

    private func cut(to sizeBytes: Int) throws {
        let numbers = (sizeBytes + FileBlocks.sizeBytes - 1) / FileBlocks.sizeBytes
        try Self.removeBlocks(of: file.id, from: numbers, database)
        let rest = sizeBytes % FileBlocks.sizeBytes
        let blocks = FileBlocks(database, file)
        guard rest > 0, let last = try blocks.draftBlock(numbers - 1) else { return }
        let bytes = try FileBlocks.read(last, database)
        if bytes.count > rest { try put(Array(bytes[..<rest]), numbers - 1, blocks) }
    }

    private func put(_ bytes: [UInt8], _ number: Int, _ blocks: FileBlocks) throws {
        if let block = try blocks.draftBlock(number) {
            try Query(database, "UPDATE block SET digest = ?, data = ? WHERE id = ?")
                .run([.digest(ContentDigest(of: bytes)), .blob(bytes), .int(block)])
        } else {
            let block = try FileBlocks.insert(bytes, database)
            try Query(database, "INSERT INTO draftBlock (file, number, block) VALUES (?, ?, ?)")
                .run([.int(file.id), .int(number), .int(block)])
        }
    }

    /// Removes the blocks of a draft from a number on.
    static func removeBlocks(
        of file: SuiteFileRow.ID, from number: Int, _ database: Database
    ) throws {
        let blocks = try Query(
            database, "SELECT block FROM draftBlock WHERE file = ? AND number >= ?"
        ).all([.int(file), .int(number)]) { $0.int(0) }
        guard !blocks.isEmpty else { return }
        try Query(database, "DELETE FROM draftBlock WHERE file = ? AND number >= ?")
            .run([.int(file), .int(number)])
        let delete = try Query(database, "DELETE FROM block WHERE id = ?")
        for block in blocks { try delete.run([.int(block)]) }
    }
}
