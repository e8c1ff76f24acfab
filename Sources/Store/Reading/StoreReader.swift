internal import GRDB
public import Traces

/// What can be read of the interactions of one account, or of all accounts.
///
/// Each call sees one committed state of the store; rows of other accounts are never read.
public struct StoreReader: Sendable {
    let store: Store
    /// The account; nil for all of them.
    public let account: String?

    /// Runs `body`, in which all reads see the same committed state of the store.
    public func consistently<Value>(_ body: () throws -> Value) throws -> Value {
        try store.snapshot { _ in try body() }
    }

    /// An interaction; nil when there is none.
    public func interaction(_ id: TraceRow.ID) throws(StoreError) -> InteractionRow? {
        try firstInteraction("i.id = ?", [.int(id)])
    }

    /// The interaction in a place; nil when there is none.
    public func interaction(
        of kind: InteractionKind, at place: InteractionPlace
    ) throws(StoreError) -> InteractionRow? {
        try firstInteraction(
            "i.kind = ? AND i.day = ? AND i.name = ?",
            [.text(kind.rawValue), .int(place.day.number), .text(place.name)])
    }

    /// The interactions of a day by name.
    public func interactions(
        of kind: InteractionKind, on day: Day
    ) throws(StoreError) -> [InteractionRow] {
        try allInteractions(
            "i.kind = ? AND i.day = ?", [.text(kind.rawValue), .int(day.number)], order: "i.name")
    }

    /// The interactions of a conversation, by link name.
    public func interactions(
        in conversation: ConversationRow.ID
    ) throws(StoreError) -> [InteractionRow] {
        try allInteractions("i.conversation = ?", [.int(conversation)], order: "i.day, i.name")
    }

    /// Calls `body` with every interaction of a kind in path order.
    public func forEachInteraction(
        of kind: InteractionKind, _ body: (InteractionRow) -> Void
    ) throws(StoreError) {
        let sql = interactionSQL("i.kind = ?", order: "i.day, i.name")
        try store.readOnce { database in
            try Query(database, sql).forEach([.text(kind.rawValue)] + accountBindings) {
                body(try InteractionRow($0))
            }
        }
    }

    /// The interactions of a day by name; O(n) with little work for each.
    public func names(
        of kind: InteractionKind, on day: Day
    ) throws(StoreError) -> [InteractionName] {
        // Served by interactionPath or interactionAccountPath.
        let sql = """
            SELECT i.id, i.name, i.projection, i.modifiedNs FROM interaction AS i
            WHERE i.kind = ? AND i.day = ?\(accountCondition("i")) ORDER BY i.name
            """
        return try store.readOnce { database in
            try Query(database, sql).all(
                [.text(kind.rawValue), .int(day.number)] + accountBindings
            ) { row in
                InteractionName(
                    id: row.int(0), name: row.text(1), projection: row.int(2),
                    modifiedNs: row.int(3))
            }
        }
    }

    /// Calls `body` with the index rows of a kind in path order, of one day or of all.
    public func forEachIndexRow(
        of kind: InteractionKind, on day: Day? = nil, _ body: (IndexRow) -> Void
    ) throws(StoreError) {
        let sql = """
            SELECT i.day, i.name, i.indexLine FROM interaction AS i
            WHERE i.kind = ?\(day == nil ? "" : " AND i.day = ?")\(accountCondition("i"))
            ORDER BY i.day, i.name
            """
        let bindings: [Binding] = [.text(kind.rawValue)] + (day.map { [.int($0.number)] } ?? [])
        try store.readOnce { database in
            try Query(database, sql).forEach(bindings + accountBindings) { row in
                let place = InteractionPlace(day: Day(number: row.count(0)), name: row.text(1))
                body(IndexRow(place: place, line: row.text(2)))
            }
        }
    }

    /// The part of a condition that lets rows of the account through, and no others.
    func accountCondition(_ table: String) -> String {
        account == nil ? "" : " AND \(table).account = (SELECT id FROM account WHERE name = ?)"
    }

    /// What `accountCondition` is bound to.
    var accountBindings: [Binding] { account.map { [.text($0)] } ?? [] }

    private func interactionSQL(_ condition: String, order: String) -> String {
        """
        SELECT \(InteractionRow.columns) FROM \(InteractionRow.tables)
        WHERE \(condition)\(accountCondition("i")) ORDER BY \(order)
        """
    }

    private func firstInteraction(
        _ condition: String, _ bindings: [Binding]
    ) throws(StoreError) -> InteractionRow? {
        let sql = interactionSQL(condition, order: "i.id")
        return try store.readOnce { database in
            try Query(database, sql).first(bindings + accountBindings) { try InteractionRow($0) }
        }
    }

    private func allInteractions(
        _ condition: String, _ bindings: [Binding], order: String
    ) throws(StoreError) -> [InteractionRow] {
        let sql = interactionSQL(condition, order: order)
        return try store.readOnce { database in
            try Query(database, sql).all(bindings + accountBindings) { try InteractionRow($0) }
        }
    }
}
