internal import GRDB
internal import Traces

/// Reads records and compares them with their digests, within one access of the database.
struct RecordReader {
    private let database: Database
    private let packs: RecordPackCache

    init(_ database: Database, packs: RecordPackCache) {
        self.database = database
        self.packs = packs
    }

    /// One row of a record, with its provenance.
    private struct Row {
        let identity: ContentDigest
        let content: ContentDigest
        let pack: Pack.ID
        let offsetBytes: Int
        let lengthBytes: Int
        let provenance: Provenance
        let fileBytes: Int

        init(_ row: ResultRow) throws {
            identity = try row.digest(0)
            content = try row.digest(1)
            pack = row.int(2)
            offsetBytes = row.count(3)
            lengthBytes = row.count(4)
            provenance = Provenance(
                format: row.text(5), file: row.text(6), offsetBytes: row.count(7),
                lengthBytes: row.count(8))
            fileBytes = row.count(9)
        }
    }

    /// The records of a trace, winners alone, in their order.
    func records(of trace: TraceRow.ID) throws -> [StoredRecord] {
        let subject = try subject(of: trace)
        var winners: [Row] = []
        // The first row of each identity wins: none of the order depends on when it was stored.
        try rows.forEach([.int(trace)]) { row in
            let row = try Row(row)
            if winners.last?.identity != row.identity { winners.append(row) }
        }
        return try decoded(winners, subject: subject).map(\.stored)
    }

    /// Every record of a trace, in their order.
    func keptRecords(of trace: TraceRow.ID) throws -> [KeptRecord] {
        let subject = try subject(of: trace)
        let all = try rows.all([.int(trace)]) { try Row($0) }
        return try decoded(all, subject: subject)
    }

    /// The bytes that `RecordEncoder` made of bytes alone.
    func bytes(_ encoded: [UInt8], subject: String) throws -> [UInt8] {
        var decoder = RecordDecoder(encoded[...], subject: subject) { digest, length, result in
            result += try piece(digest, lengthBytes: length, subject: subject)
        }
        return try decoder.content()
    }

    private func decoded(_ rows: [Row], subject: String) throws -> [KeptRecord] {
        let decoded = try rows.map { row in
            let record = try record(
                row.content, pack: row.pack, offsetBytes: row.offsetBytes,
                lengthBytes: row.lengthBytes, subject: subject)
            return (
                order: RecordOrder(record, row.content),
                kept: KeptRecord(
                    stored: StoredRecord(record, row.provenance), fileBytes: row.fileBytes)
            )
        }
        return decoded.sorted { $0.order < $1.order }.map(\.kept)
    }

    /// A record whose bytes must have a digest; throws `damaged` when they do not.
    func record(
        _ digest: ContentDigest, pack: Pack.ID, offsetBytes: Int, lengthBytes: Int, subject: String
    ) throws -> Traces.Record {
        let bytes = try content(
            digest, pack: pack, offsetBytes: offsetBytes, lengthBytes: lengthBytes,
            subject: subject)
        var decoder = RecordDecoder(bytes, subject: subject) { digest, length, result in
            result += try piece(digest, lengthBytes: length, subject: subject)
        }
        return try decoder.record()
    }

    private var rows: Query {
        get throws {
            // Served by the primary key of `record`, which begins with (trace, identity).
            try Query(
                database,
                """
                SELECT r.identity, r.content, r.pack, r.offsetBytes, r.lengthBytes, s.format, s.path,
                    r.sourceOffset, r.sourceLength, s.sizeBytes
                FROM record AS r JOIN source AS s ON s.id = r.source WHERE r.trace = ?
                ORDER BY r.identity, r.endNs DESC NULLS LAST, r.sizeBytes DESC, r.content DESC
                """)
        }
    }

    private func subject(of trace: TraceRow.ID) throws -> String {
        let id = try Query(database, "SELECT traceID FROM trace WHERE id = ?")
            .first([.int(trace)]) { TraceID(bytes: $0.blob(0)) }
        guard let id else { throw StoreError(.notFound, "trace \(trace)") }
        return "trace \(id?.description ?? String(trace))"
    }

    private func piece(
        _ digest: ContentDigest, lengthBytes: Int, subject: String
    ) throws -> ArraySlice<UInt8> {
        let query = try Query(
            database, "SELECT pack, offsetBytes, lengthBytes FROM content WHERE digest = ?")
        let place = try query.first([.digest(digest)]) { ($0.int(0), $0.count(1), $0.count(2)) }
        guard let place, place.2 == lengthBytes else {
            throw StoreError(.damaged, subject, "a piece of its content is missing")
        }
        return try content(
            digest, pack: place.0, offsetBytes: place.1, lengthBytes: lengthBytes,
            subject: subject)
    }

    private func content(
        _ digest: ContentDigest, pack id: Pack.ID, offsetBytes: Int, lengthBytes: Int,
        subject: String
    ) throws -> ArraySlice<UInt8> {
        guard let pack = try packs.pack(id, database) else {
            throw StoreError(.damaged, subject, "pack \(id) is missing")
        }
        let extent = ContentExtent(
            pack: id, offsetBytes: offsetBytes, lengthBytes: lengthBytes, digest: digest)
        guard let content = pack.checkedContent(of: extent) else {
            throw StoreError(.damaged, subject, "in pack \(id)")
        }
        return content
    }
}
