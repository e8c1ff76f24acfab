internal import GRDB
internal import Traces

/// A trace's row as it is now.
struct StoredTrace {
    let id: TraceRow.ID
    let account: Int64
    let accountName: String
    let traceID: TraceID
    let kind: InteractionKind
    /// The revision that was projected last; zero when none was.
    let projected: Int64
    let place: InteractionPlace?

    init(_ database: Database, _ row: TraceRow) throws {
        let columns = "t.account, a.name, t.traceID, t.kind, t.projected, t.day, t.name"
        let query = try Query(
            database,
            "SELECT \(columns) FROM trace AS t JOIN account AS a ON a.id = t.account WHERE t.id = ?"
        )
        let stored = try query.first([.int(row.id)]) { stored -> StoredTrace? in
            guard let traceID = TraceID(bytes: stored.blob(2)),
                let kind = InteractionKind(rawValue: stored.text(3))
            else { return nil }
            return StoredTrace(
                id: row.id, account: stored.int(0), accountName: stored.text(1), traceID: traceID,
                kind: kind, projected: stored.int(4),
                place: stored.intOrNil(5).map {
                    InteractionPlace(day: Day(number: Int($0)), name: stored.text(6))
                })
        }
        guard let trace = stored ?? nil, trace.traceID == row.traceID else {
            throw StoreError(.notFound, "trace \(row.traceID)")
        }
        self = trace
    }

    private init(
        id: TraceRow.ID, account: Int64, accountName: String, traceID: TraceID,
        kind: InteractionKind, projected: Int64, place: InteractionPlace?
    ) {
        self.id = id
        self.account = account
        self.accountName = accountName
        self.traceID = traceID
        self.kind = kind
        self.projected = projected
        self.place = place
    }

    /// What errors call it.
    var subject: String { "trace \(traceID)" }

    /// Remembers that a revision was projected.
    func noteProjected(_ revision: Int64, _ database: Database) throws {
        try Query(database, "UPDATE trace SET projected = min(?, revision) WHERE id = ?")
            .run([.int(revision), .int(id)])
    }
}
