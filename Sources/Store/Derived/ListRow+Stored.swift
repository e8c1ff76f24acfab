internal import GRDB
internal import Traces

extension ListRow: CustomStringConvertible {
    var description: String {
        switch self {
        case .day(_, let kind, let day): "\(kind.rawValue)s of \(day)"
        case .conversation(_, let id): "conversation \(id)"
        }
    }

    /// Every list with the sums that are stored.
    static func all(_ database: Database) throws -> [(ListRow, SumsRow)] {
        let days = try Query(
            database, "SELECT account, kind, day, \(SumsRow.columns) FROM day"
        ).all { row -> (ListRow, SumsRow) in
            guard let kind = InteractionKind(rawValue: row.text(1)) else {
                throw StoreError(.damaged, "a day")
            }
            let list = ListRow.day(
                account: row.int(0), kind, Day(number: row.count(2)))
            return (list, SumsRow(row, from: 3))
        }
        let conversations = try Query(
            database, "SELECT account, id, \(SumsRow.columns) FROM conversation"
        ).all { row in
            (ListRow.conversation(account: row.int(0), row.int(1)), SumsRow(row, from: 2))
        }
        return days + conversations
    }

    /// The interactions of the list.
    func interactions(_ database: Database) throws -> [InteractionRow] {
        let sql = "SELECT \(InteractionRow.columns) FROM \(InteractionRow.tables)"
        switch self {
        case .day(let account, let kind, let day):
            return try Query(
                database, "\(sql) WHERE i.account = ? AND i.kind = ? AND i.day = ?"
            ).all([.int(account), .text(kind.rawValue), .int(day.number)]) {
                try InteractionRow($0)
            }
        case .conversation(_, let id):
            return try Query(database, "\(sql) WHERE i.conversation = ?").all([.int(id)]) {
                try InteractionRow($0)
            }
        }
    }
}
