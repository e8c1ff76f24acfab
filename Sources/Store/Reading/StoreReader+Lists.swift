internal import GRDB
public import Traces

extension StoreReader {
    /// The sums over all interactions of a kind; the paths in its index are `<day>/<name>`.
    public func sums(of kind: InteractionKind) throws(StoreError) -> ListSums {
        var sum = SumsRow()
        for (_, sums) in try dayRows(of: kind, on: nil) {
            sum.merge(sums)
            // Ten digits and dashes, and a slash.
            sum.indexBytes &+= sums.interactions &* Int64("2026-11-20/".utf8.count)
        }
        return sum.sums
    }

    /// The days that have interactions of a kind, in order.
    public func days(of kind: InteractionKind) throws(StoreError) -> [DayRow] {
        merged(try dayRows(of: kind, on: nil), kind)
    }

    /// A day; nil when it has no interactions of the kind.
    public func day(_ day: Day, of kind: InteractionKind) throws(StoreError) -> DayRow? {
        merged(try dayRows(of: kind, on: day), kind).first
    }

    /// The sums over all conversations: how many there are (`interactions`), and the bytes of their index.
    public func conversationSums() throws(StoreError) -> ListSums {
        let sql = """
            SELECT \(SumsRow.columns) FROM conversationList WHERE TRUE\(accountCondition("conversationList"))
            """
        let rows = try store.readOnce { database in
            try Query(database, sql).all(accountBindings) { SumsRow($0, from: 0) }
        }
        return rows.reduce(into: SumsRow()) { $0.merge($1) }.sums
    }

    /// The conversations by name.
    public func conversations() throws(StoreError) -> [ConversationRow] {
        try conversations("TRUE", [])
    }

    /// The conversation with a name; nil when there is none.
    public func conversation(named name: String) throws(StoreError) -> ConversationRow? {
        try conversations("c.name = ?", [.text(name)]).first
    }

    /// A conversation; nil when there is none.
    public func conversation(_ id: ConversationRow.ID) throws(StoreError) -> ConversationRow? {
        try conversations("c.id = ?", [.int(id)]).first
    }

    private func conversations(
        _ condition: String, _ bindings: [Binding]
    ) throws(StoreError) -> [ConversationRow] {
        let sql = """
            SELECT \(ConversationRow.columns) FROM \(ConversationRow.tables)
            WHERE c.interactions > 0 AND \(condition)\(accountCondition("c")) ORDER BY c.name
            """
        return try store.readOnce { database in
            try Query(database, sql).all(bindings + accountBindings) { ConversationRow($0) }
        }
    }

    /// The stored days, one row for each account, in order.
    private func dayRows(
        of kind: InteractionKind, on day: Day?
    ) throws(StoreError) -> [(Day, SumsRow)] {
        let sql = """
            SELECT day, \(SumsRow.columns) FROM day
            WHERE kind = ?\(day == nil ? "" : " AND day = ?")\(accountCondition("day"))
            ORDER BY day
            """
        let bindings: [Binding] = [.text(kind.rawValue)] + (day.map { [.int($0.number)] } ?? [])
        return try store.readOnce { database in
            try Query(database, sql).all(bindings + accountBindings) {
                (Day(number: $0.count(0)), SumsRow($0, from: 1))
            }
        }
    }

    private func merged(_ rows: [(Day, SumsRow)], _ kind: InteractionKind) -> [DayRow] {
        var days: [(day: Day, sums: SumsRow)] = []
        for (day, sums) in rows {
            if days.last?.day != day { days.append((day, SumsRow())) }
            days[days.count - 1].sums.merge(sums)
        }
        return days.filter { $0.sums.interactions > 0 }
            .map { DayRow(kind: kind, day: $0.day, sums: $0.sums.sums) }
    }
}
