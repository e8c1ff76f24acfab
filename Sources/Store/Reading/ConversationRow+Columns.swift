extension ConversationRow {
    /// The columns that `init(_:)` reads, of `conversation` with its `account`.
    static let columns = {
        let sums = SumsRow.columns.split(separator: ", ").map { "c.\($0)" }.joined(separator: ", ")
        return "c.id, a.name, c.sourceID, c.name, c.indexLine, \(sums)"
    }()
    /// The tables that the columns are of.
    static let tables = "conversation AS c JOIN account AS a ON a.id = c.account"

    /// Reads a row of `columns`.
    init(_ row: ResultRow) {
        self.init(
            id: row.int(0), account: row.text(1), sourceID: row.text(2), name: row.text(3),
            sums: SumsRow(row, from: 5).sums, indexLine: row.text(4))
    }
}
