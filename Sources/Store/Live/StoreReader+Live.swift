internal import GRDB
internal import Traces

extension StoreReader {
    /// The unfinished interactions by name.
    public func liveRows() throws(StoreError) -> [LiveRow] {
        try liveRows("l.leftNs IS NULL", [])
    }

    /// The interaction of a name in the list of unfinished ones; also one that has left it lately.
    public func liveRow(named name: String) throws(StoreError) -> LiveRow? {
        try liveRows("l.name = ?", [.text(name)]).first
    }

    /// An interaction in the list of unfinished ones; also one that has left it lately.
    public func liveRow(_ id: TraceRow.ID) throws(StoreError) -> LiveRow? {
        try liveRows("l.id = ?", [.int(id)]).first
    }

    /// The number of unfinished interactions, the bytes of their rows, and the revision of the list.
    public func liveSums() throws(StoreError) -> ListSums {
        let condition = accountCondition("l")
        return try store.read { database in
            var sums = ListSums()
            try Query(
                database,
                """
                SELECT count(*), total(length(CAST(l.name AS BLOB))
                    + length(CAST(l.indexLine AS BLOB)))
                FROM live AS l WHERE l.leftNs IS NULL\(condition)
                """
            ).forEach(accountBindings) { row in
                sums.interactions = row.count(0)
                sums.indexBytes = Int(row.realOrNil(1) ?? 0)
            }
            try Query(
                database,
                """
                SELECT total(l.revision), max(l.modifiedNs) FROM liveList AS l WHERE TRUE\(condition)
                """
            ).forEach(accountBindings) { row in
                sums.revision = Int64(row.realOrNil(0) ?? 0)
                sums.modifiedNs = row.int(1)
            }
            return sums
        }
    }

    /// The bytes of a live log from an offset on, at least `minimumBytes` or to its end; none of another
    /// generation.
    public func liveLog(
        of id: TraceRow.ID, generation: Int64, from offset: Int, minimumBytes: Int
    ) throws(StoreError) -> ArraySlice<UInt8> {
        // Served by the primary key of `liveLine`.
        let sql = """
            SELECT i.offsetBytes, i.text FROM liveLine AS i JOIN live AS l ON l.id = i.live
            WHERE i.live = ?1 AND l.generation = ?2 AND i.offsetBytes >= (
                SELECT max(offsetBytes) FROM liveLine WHERE live = ?1 AND offsetBytes <= ?3)
                AND i.offsetBytes < ?4\(accountCondition("l"))
            ORDER BY i.offsetBytes
            """
        let end = offset.addingReportingOverflow(minimumBytes)
        let bindings: [Binding] = [
            .int(id), .int(generation), .int(offset),
            .int(end.overflow ? Int.max : end.partialValue),
        ]
        return try store.readOnce { database in
            var bytes: [UInt8] = []
            var start = offset
            try Query(database, sql).forEach(bindings + accountBindings) { row in
                if bytes.isEmpty { start = row.count(0) }
                bytes += row.blob(1)
            }
            return bytes.dropFirst(offset - start)
        }
    }

    /// The projection of an interaction that has no permanent place yet; the last one that it had then.
    public func unplacedProjection(of id: TraceRow.ID) throws(StoreError) -> Manifest.ID? {
        try projections(of: id, before: .max, " AND NOT p.isPlaced", limit: 1).first
    }

    /// The projections of an interaction that are kept, latest first; of those before one, when that is named.
    public func projections(
        of id: TraceRow.ID, before other: Manifest.ID = .max, limit: Int
    ) throws(StoreError) -> [Manifest.ID] {
        try projections(of: id, before: other, "", limit: limit)
    }

    private func projections(
        of id: TraceRow.ID, before other: Manifest.ID, _ condition: String, limit: Int
    ) throws(StoreError) -> [Manifest.ID] {
        // Served by projectionTrace.
        let sql = """
            SELECT p.id FROM projection AS p JOIN trace AS t ON t.id = p.trace
            WHERE p.trace = ? AND p.id < ?\(condition)\(accountCondition("t")) ORDER BY p.id DESC LIMIT \(limit)
            """
        return try store.readOnce { database in
            try Query(database, sql).all([.int(id), .int(other)] + accountBindings) { $0.int(0) }
        }
    }

    private func liveRows(
        _ condition: String, _ bindings: [Binding]
    ) throws(StoreError) -> [LiveRow] {
        // A trace gets its place before what stands there is committed; until then nothing leads there.
        let sql = """
            SELECT l.id, l.name, t.kind, i.day, i.name, l.leftNs, l.indexLine, l.generation,
                l.logBytes, l.modifiedNs
            FROM live AS l JOIN trace AS t ON t.id = l.id LEFT JOIN interaction AS i ON i.id = l.id
            WHERE \(condition)\(accountCondition("l")) ORDER BY l.name
            """
        return try store.readOnce { database in
            try Query(database, sql).all(bindings + accountBindings) { row in
                guard let kind = InteractionKind(rawValue: row.text(2)) else {
                    throw StoreError(.damaged, "live \(row.int(0))")
                }
                return LiveRow(
                    id: row.int(0), name: row.text(1), kind: kind,
                    place: row.intOrNil(3).map {
                        InteractionPlace(day: Day(number: Int($0)), name: row.text(4))
                    },
                    isListed: row.intOrNil(5) == nil, indexLine: row.text(6),
                    log: LiveRow.Log(generation: row.int(7), sizeBytes: row.count(8)),
                    modifiedNs: row.int(9))
            }
        }
    }
}
