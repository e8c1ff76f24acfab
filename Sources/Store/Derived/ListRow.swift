internal import GRDB
internal import Traces

/// A list of interactions of which sums are kept.
enum ListRow: Hashable {
    /// The interactions of a kind on one day.
    case day(account: Int64, InteractionKind, Day)
    /// The interactions of a conversation.
    case conversation(account: Int64, ConversationRow.ID)

    /// The stored sums; nil when the list has no row.
    func sums(_ database: Database) throws -> SumsRow? {
        switch self {
        case .day(let account, let kind, let day):
            try Query(
                database,
                "SELECT \(SumsRow.columns) FROM day WHERE account = ? AND kind = ? AND day = ?"
            ).first([.int(account), .text(kind.rawValue), .int(day.number)]) {
                SumsRow($0, from: 0)
            }
        case .conversation(_, let id):
            try Query(database, "SELECT \(SumsRow.columns) FROM conversation WHERE id = ?")
                .first([.int(id)]) { SumsRow($0, from: 0) }
        }
    }

    /// Stores the sums.
    func store(_ sums: SumsRow, _ database: Database) throws {
        let names = SumsRow.columns
        switch self {
        case .day(let account, let kind, let day):
            let marks = repeatElement("?", count: 3 + Int(SumsRow.columnCount)).joined(
                separator: ", ")
            try Query(
                database,
                "INSERT OR REPLACE INTO day (account, kind, day, \(names)) VALUES (\(marks))"
            ).run([.int(account), .text(kind.rawValue), .int(day.number)] + sums.bindings)
        case .conversation(_, let id):
            let marks = repeatElement("?", count: Int(SumsRow.columnCount)).joined(separator: ", ")
            try Query(database, "UPDATE conversation SET (\(names)) = (\(marks)) WHERE id = ?")
                .run(sums.bindings + [.int(id)])
        }
    }

    /// The bytes of an interaction's row in the index of the list.
    func indexBytes(of row: InteractionRow) -> Int {
        switch self {
        case .day: row.dayIndexBytes
        case .conversation: row.conversationIndexBytes
        }
    }

    /// When the first and the last of the interactions that are stored started.
    func starts(_ database: Database) throws -> (first: Int64?, last: Int64?) {
        let columns = "SELECT min(startNs), max(startNs) FROM interaction"
        switch self {
        case .day(let account, let kind, let day):
            return try Query(
                database, "\(columns) WHERE account = ? AND kind = ? AND day = ?"
            ).first([.int(account), .text(kind.rawValue), .int(day.number)]) {
                ($0.intOrNil(0), $0.intOrNil(1))
            } ?? (nil, nil)
        case .conversation(_, let id):
            return try Query(database, "\(columns) WHERE conversation = ?").first([.int(id)]) {
                ($0.intOrNil(0), $0.intOrNil(1))
            } ?? (nil, nil)
        }
    }
}
