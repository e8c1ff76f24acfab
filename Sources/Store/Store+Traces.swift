internal import GRDB
internal import Traces

extension Store {
    /// So many dirty traces are sorted faster than the unfinished ones are searched for those that are dirty.
    private static let littleCount = 256

    /// The traces whose records have changed since they were last projected, by time of start.
    public func dirtyTraces() throws(StoreError) -> [TraceRow] {
        try traces(where: "WHERE t.projected < t.revision")
    }

    /// A few of the traces whose records have changed since they were last projected and that are not finished;
    /// running ones before quiet ones.
    ///
    /// Latest first, what still happens comes before what is over, where nobody waits for the next line. Those that
    /// wait longest come from both in turn, so that neither waits for ever.
    public func unfinishedDirtyTraces(
        latestFirst: Bool, limit: Int
    ) throws(StoreError) -> [TraceRow] {
        // When little is dirty, all of it is looked at; else an end of what is unfinished, most of which is dirty then.
        let isLittle = try readOnce { database in
            try Query(
                database,
                """
                SELECT count(*) FROM (SELECT 1 FROM trace INDEXED BY traceDirty
                    WHERE projected < revision LIMIT \(Self.littleCount + 1))
                """
            ).first { $0.count(0) <= Self.littleCount } ?? true
        }
        func dirty(_ phase: TracePhase, hasEnded: Bool) throws(StoreError) -> [TraceRow] {
            try traces(
                from: "INDEXED BY \(isLittle ? "traceDirty" : "traceUnsettled")",
                where: """
                    WHERE t.phase > 0 AND t.phase = ? AND t.hasEnded = ?
                    AND t.projected < t.revision
                    """,
                order: "t.arrivedNs \(latestFirst ? "DESC" : "ASC")",
                [.int(phase.rawValue), .int(hasEnded ? 1 : 0)], limit: limit)
        }
        var found: [TraceRow] = []
        for phase in [TracePhase.running, .quiet] where found.count < limit {
            let happening = try dirty(phase, hasEnded: false)
            if latestFirst, found.count + happening.count >= limit {
                found += happening
                break
            }
            let over = try dirty(phase, hasEnded: true)
            found += latestFirst ? happening + over : Self.inTurn(happening, over)
        }
        return Array(found.prefix(limit))
    }

    private static func inTurn(_ one: [TraceRow], _ other: [TraceRow]) -> [TraceRow] {
        (0..<max(one.count, other.count)).flatMap { index in
            [one, other].compactMap { $0.indices.contains(index) ? $0[index] : nil }
        }
    }

    /// A few of the traces whose records have changed since they were last projected and that are finished, by time of
    /// start.
    public func finishedDirtyTraces(limit: Int) throws(StoreError) -> [TraceRow] {
        try traces(
            from: "INDEXED BY traceDirty", where: "WHERE t.projected < t.revision AND t.phase = 0",
            limit: limit)
    }

    /// Every trace, by time of start.
    public func traces() throws(StoreError) -> [TraceRow] {
        try traces(where: "")
    }

    /// The names of the accounts that have traces, sorted by bytes.
    public func accountNames() throws(StoreError) -> [String] {
        try read { try Query($0, "SELECT name FROM account ORDER BY name").all { $0.text(0) } }
    }

    /// The records of a trace, one for each identity: spans, then logs, then annotations, each by time
    /// and then by content, whatever the order in which they were stored.
    ///
    /// - Throws: `damaged`, naming the trace, when one of them is not what was stored.
    public func records(of trace: TraceRow.ID) throws(StoreError) -> [StoredRecord] {
        try read { try RecordReader($0, packs: recordPacks).records(of: trace) }
    }

    /// The bytes of the records of a trace, with the values that it shares with others.
    public func recordBytes(of trace: TraceRow.ID) throws(StoreError) -> Int {
        try readOnce { database in
            // Served by the primary key of record.
            try Query(database, "SELECT ifnull(sum(sizeBytes), 0) FROM record WHERE trace = ?")
                .first([.int(trace)]) { $0.count(0) } ?? 0
        }
    }

    private func traces(
        from index: String = "", where condition: String,
        order: String = "t.startNs, t.traceID, t.id", _ bindings: [Binding] = [],
        limit: Int? = nil
    ) throws(StoreError) -> [TraceRow] {
        try read { database in
            try Query(
                database,
                """
                SELECT t.id, a.name, t.kind, t.traceID, t.revision, t.phase, t.day,
                    t.name
                FROM trace AS t \(index) JOIN account AS a ON a.id = t.account
                \(condition) ORDER BY \(order)\(limit.map { " LIMIT \($0)" } ?? "")
                """
            ).all(bindings) { row in
                guard let kind = InteractionKind(rawValue: row.text(2)),
                    let traceID = TraceID(bytes: row.blob(3)),
                    let phase = TracePhase(rawValue: row.int(5))
                else { throw StoreError(.damaged, "the row of trace \(row.int(0))") }
                return TraceRow(
                    id: row.int(0), account: row.text(1), kind: kind, traceID: traceID,
                    revision: row.int(4), phase: phase,
                    place: row.intOrNil(6).map {
                        InteractionPlace(day: Day(number: Int($0)), name: row.text(7))
                    })
            }
        }
    }
}
