internal import GRDB
internal import Traces

/// The rows of the traces that a transaction adds records to.
struct TraceCache {
    /// A trace's row.
    struct Row {
        let id: TraceRow.ID
        /// True when the transaction added it, so that no record of it is stored before.
        let isNew: Bool
    }

    private struct Key: Hashable {
        let account: Int64
        let traceID: TraceID
    }

    private let database: Database
    private var rows: [Key: Row] = [:]
    /// The earliest start among the records that were added, by trace.
    private var changes: [TraceRow.ID: Int64] = [:]
    /// How the records came that were given last, by trace; those of a file may all have been there.
    private var arrivals: [TraceRow.ID: Arrival] = [:]
    /// The traces of which a root has ended.
    private var ended: Set<TraceRow.ID> = []

    init(_ database: Database) {
        self.database = database
    }

    /// The row of a trace, added when missing; it then gets the place, if that is free.
    mutating func row(
        of traceID: TraceID, account: Int64, kind: InteractionKind,
        place: InteractionPlace? = nil
    ) throws -> Row {
        let key = Key(account: account, traceID: traceID)
        if let row = rows[key] { return row }
        let stored = try Query(database, "SELECT id FROM trace WHERE account = ? AND traceID = ?")
            .first([.int(account), .blob(traceID.bytes)]) { Row(id: $0.int(0), isNew: false) }
        let row = try stored ?? insert(key, kind: kind, place: freePlace(place))
        rows[key] = row
        return row
    }

    /// Remembers that a record was added, and whether it is a root that has ended.
    mutating func noteChange(
        of trace: TraceRow.ID, startNs: Int64?, isEnd: Bool, _ arrival: Arrival
    ) {
        changes[trace] = min(changes[trace] ?? .max, startNs ?? .max)
        arrivals[trace] = arrival
        if isEnd { ended.insert(trace) }
    }

    /// Remembers that a file says of a trace that there is no more of it.
    mutating func noteEnd(of trace: TraceRow.ID) {
        arrivals[trace] = .finished
    }

    /// Makes the traces that records were added to dirty.
    func storeRevisions() throws {
        let query = try Query(
            database,
            "UPDATE trace SET revision = revision + 1, startNs = min(startNs, ?) WHERE id = ?")
        for (trace, startNs) in changes.sorted(by: { $0.key < $1.key }) {
            try query.run([.int(startNs), .int(trace)])
        }
        try storePhases()
    }

    /// A file that adds nothing to a running trace still settles it, which is a change of the trace.
    private func storePhases() throws {
        let begin = try Query(
            database,
            """
            UPDATE trace SET phase = 1, hasEnded = max(hasEnded, ?), arrivedNs = max(arrivedNs, ?)
            WHERE id = ?
            """)
        let end = try Query(
            database,
            "UPDATE trace SET phase = 0, revision = revision + 1 WHERE id = ? AND phase <> 0")
        for (trace, arrival) in arrivals.sorted(by: { $0.key < $1.key }) {
            switch arrival {
            case .live(let time):
                try begin.run([
                    .int(ended.contains(trace) ? 1 : 0), .int(time.nanoseconds), .int(trace),
                ])
            case .finished: try end.run([.int(trace)])
            }
        }
    }

    private func freePlace(_ place: InteractionPlace?) throws -> InteractionPlace? {
        guard let place, (1...255).contains(place.name.utf8.count),
            !place.name.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "/") }),
            place.name != ".", place.name != ".."
        else { return nil }
        let isTaken = try Query(database, "SELECT 1 FROM trace WHERE day = ? AND name = ?")
            .hasRow([.int(place.day.number), .text(place.name)])
        return isTaken ? nil : place
    }

    private func insert(
        _ key: Key, kind: InteractionKind, place: InteractionPlace?
    ) throws -> Row {
        try Query(
            database,
            """
            INSERT INTO trace (account, traceID, kind, startNs, revision, projected, day, name)
            VALUES (?, ?, ?, ?, 1, 0, ?, ?)
            """
        ).run([
            .int(key.account), .blob(key.traceID.bytes), .text(kind.rawValue), .int(Int64.max),
            .int(orNull: (place?.day.number).map { Int64($0) }), .text(orNull: place?.name),
        ])
        return Row(id: database.lastInsertedRowID, isNew: true)
    }
}
