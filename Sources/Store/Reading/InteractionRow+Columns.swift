internal import Traces

extension InteractionRow {
    /// The columns that `init(_:)` reads, of `interaction` with its `trace` and `account`.
    static let columns = """
        i.id, t.traceID, a.name, i.kind, i.day, i.name, i.startNs, i.endNs, i.status, i.agent, \
        i.title, i.conversation, i.modelCalls, i.toolCalls, i.failures, i.spans, i.inputTokens, \
        i.outputTokens, i.costMicroDollars, i.score, i.indexLine, i.projection, i.revision, \
        i.modifiedNs, i.estimatedCalls
        """
    /// The tables that the columns are of.
    static let tables = """
        interaction AS i JOIN trace AS t ON t.id = i.id JOIN account AS a ON a.id = i.account
        """

    /// Reads a row of `columns`.
    init(_ row: ResultRow) throws {
        let subject = "interaction \(row.int(0))"
        guard let traceID = TraceID(bytes: row.blob(1)),
            let kind = InteractionKind(rawValue: row.text(3)),
            let status = InteractionStatus(rawValue: row.text(8))
        else { throw StoreError(.damaged, subject) }
        var totals = Totals()
        totals.modelCalls = row.count(12)
        totals.toolCalls = row.count(13)
        totals.failures = row.count(14)
        totals.spans = row.count(15)
        totals.inputTokens = row.count(16)
        totals.outputTokens = row.count(17)
        totals.estimatedCalls = row.count(24)
        totals.cost = row.intOrNil(18).map { MicroDollars($0) }
        self.init(
            id: row.int(0), traceID: traceID, account: row.text(2), kind: kind,
            place: InteractionPlace(day: Day(number: row.count(4)), name: row.text(5)),
            start: Timestamp(nanoseconds: row.int(6)),
            end: row.intOrNil(7).map { Timestamp(nanoseconds: $0) }, status: status,
            agent: row.textOrNil(9), title: row.text(10), conversation: row.intOrNil(11),
            totals: totals, score: row.realOrNil(19), indexLine: row.text(20),
            projection: row.int(21), revision: row.int(22), modifiedNs: row.int(23))
    }

    /// The bytes of the row in the index of its day.
    var dayIndexBytes: Int { place.name.utf8.count + indexLine.utf8.count }

    /// The bytes of the row in the index of its kind.
    var kindIndexBytes: Int { place.path.utf8.count + indexLine.utf8.count }

    /// The bytes of the row in the index of its conversation.
    var conversationIndexBytes: Int { place.linkName.utf8.count + indexLine.utf8.count }
}
