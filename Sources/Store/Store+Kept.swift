internal import GRDB
internal import Traces

extension Store {
    /// The traces of an account, or all of them, by time of start.
    public func traces(of account: String?) throws(StoreError) -> [TraceRow] {
        let all = try traces()
        guard let account else { return all }
        return all.filter { $0.account.utf8.elementsEqual(account.utf8) }
    }

    /// Every record of a trace, those that lose against another one of their identity too, in an
    /// order that does not depend on when they were stored.
    ///
    /// - Throws: `damaged`, naming the trace, when one of them is not what was stored.
    public func keptRecords(of trace: TraceRow.ID) throws(StoreError) -> [KeptRecord] {
        try read { try RecordReader($0, packs: recordPacks).keptRecords(of: trace) }
    }

    /// Calls `body` with all rejected input of an account, or of all of them, by file and offset.
    public func forEachRejection(
        of account: String?, _ body: (KeptRejection) throws -> Void
    ) throws {
        try snapshot { database in
            let reader = RecordReader(database, packs: recordPacks)
            // Scans `rejected`, of which there is little.
            let condition = account == nil ? "" : "WHERE a.name = ?"
            try Query(
                database,
                """
                SELECT a.name, s.format, s.path, s.sizeBytes, r.sourceOffset, r.sourceLength,
                    r.reason, r.body
                FROM rejected AS r JOIN source AS s ON s.id = r.source
                    JOIN account AS a ON a.id = r.account \(condition)
                ORDER BY a.name, s.path, s.format, r.sourceOffset, r.digest
                """
            ).forEach(account.map { [.text($0)] } ?? []) { row in
                let provenance = Provenance(
                    format: row.text(1), file: row.text(2), offsetBytes: row.count(4),
                    lengthBytes: row.count(5))
                let bytes = try reader.bytes(row.blob(7), subject: "rejected input")
                try body(
                    KeptRejection(
                        rejected: RejectedRecord(
                            provenance: provenance, reason: row.text(6), bytes: bytes),
                        account: row.text(0), fileBytes: row.count(3)))
            }
        }
    }
}
