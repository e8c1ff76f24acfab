internal import GRDB

/// Where a record is kept, and what is asked of it without reading it.
struct RecordRow {
    let trace: TraceRow.ID
    let identity: ContentDigest
    let content: ContentDigest
    let type: RecordType
    let endNs: Int64?
    /// The bytes of the record with those of its pieces.
    let sizeBytes: Int
    let offsetBytes: Int
    let lengthBytes: Int
    let source: Int64
    let sourceOffset: Int
    let sourceLength: Int

    func insert(_ database: Database, pack: Pack.ID) throws {
        try Query(
            database,
            """
            INSERT INTO record (trace, identity, content, type, endNs, sizeBytes, pack, offsetBytes,
                lengthBytes, source, sourceOffset, sourceLength)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ).run(
            [
                .int(trace), .digest(identity), .digest(content), .int(Int64(type.rawValue)),
                .int(orNull: endNs), .int(sizeBytes), .int(pack), .int(offsetBytes),
                .int(lengthBytes), .int(source), .int(sourceOffset), .int(sourceLength),
            ])
    }
}
