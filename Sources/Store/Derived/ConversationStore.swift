internal import GRDB

/// The rows of conversations that a transaction changes.
final class ConversationStore {
    private struct Key: Hashable {
        let account: Int64
        let sourceID: [UInt8]
    }

    private let database: Database
    private var ids: [Key: ConversationRow.ID] = [:]
    private var lists: [Int64: SumsRow] = [:]
    private var changedLists: Set<Int64> = []

    init(_ database: Database) {
        self.database = database
    }

    /// The row of a conversation, added when missing; nil for no conversation.
    func id(of conversation: ConversationKey?, account: Int64) throws -> ConversationRow.ID? {
        guard let conversation else { return nil }
        let key = Key(account: account, sourceID: Array(conversation.sourceID.utf8))
        if let id = ids[key] { return id }
        let id =
            try stored(conversation, account: account) ?? insert(conversation, account: account)
        ids[key] = id
        return id
    }

    /// Renews the row of a conversation in the index of conversations.
    func noteChange(
        of id: ConversationRow.ID, isNew: Bool, account: Int64, line: (ConversationRow) -> String
    ) throws {
        guard let row = try Self.row(id, database) else { return }
        let new = row.sums.interactions == 0 ? "" : line(row)
        try ChangeLog.add(
            .conversation(id, name: row.name, isNew: isNew), account: account, database)
        guard !new.utf8.elementsEqual(row.indexLine.utf8) else { return }
        try Query(database, "UPDATE conversation SET indexLine = ? WHERE id = ?")
            .run([.text(new), .int(id)])
        var list = try lists[account] ?? storedList(account)
        list.interactions += (new.isEmpty ? 0 : 1) - (row.indexLine.isEmpty ? 0 : 1)
        list.indexBytes += Int64(new.utf8.count - row.indexLine.utf8.count)
        list.latestNs = max(list.latestNs, row.sums.modifiedNs &- row.sums.revision)
        if changedLists.insert(account).inserted { list.revision += 1 }
        lists[account] = list
    }

    /// Stores the sums over all conversations of the accounts that changed.
    func storeLists() throws {
        let marks = repeatElement("?", count: 1 + Int(SumsRow.columnCount)).joined(separator: ", ")
        let query = try Query(
            database,
            """
            INSERT OR REPLACE INTO conversationList (account, \(SumsRow.columns))
            VALUES (\(marks))
            """)
        for (account, sums) in lists { try query.run([.int(account)] + sums.bindings) }
    }

    /// A conversation with whatever sums are stored.
    static func row(_ id: ConversationRow.ID, _ database: Database) throws -> ConversationRow? {
        try Query(
            database,
            "SELECT \(ConversationRow.columns) FROM \(ConversationRow.tables) WHERE c.id = ?"
        ).first([.int(id)]) { ConversationRow($0) }
    }

    private func storedList(_ account: Int64) throws -> SumsRow {
        try Query(database, "SELECT \(SumsRow.columns) FROM conversationList WHERE account = ?")
            .first([.int(account)]) { SumsRow($0, from: 0) } ?? SumsRow()
    }

    private func stored(
        _ conversation: ConversationKey, account: Int64
    ) throws -> ConversationRow.ID? {
        try Query(database, "SELECT id FROM conversation WHERE account = ? AND sourceID = ?")
            .first([.int(account), .text(conversation.sourceID)]) { $0.int(0) }
    }

    private func insert(
        _ conversation: ConversationKey, account: Int64
    ) throws -> ConversationRow.ID {
        let marks = repeatElement("?", count: 4 + Int(SumsRow.columnCount)).joined(separator: ", ")
        try Query(
            database,
            """
            INSERT INTO conversation (account, sourceID, name, indexLine, \(SumsRow.columns))
            VALUES (\(marks))
            """
        ).run(
            [
                .int(account), .text(conversation.sourceID),
                .text(try freeName(for: conversation, account: account)), .text(""),
            ] + SumsRow().bindings)
        return database.lastInsertedRowID
    }

    /// The name, or the name with a part of a digest when another conversation has it.
    private func freeName(for conversation: ConversationKey, account: Int64) throws -> String {
        let name = conversation.name
        guard (1...255).contains(name.utf8.count), name != ".", name != "..",
            !name.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "/") })
        else { throw StoreError(.invalid, "a conversation", "its name is no name") }
        let query = try Query(database, "SELECT 1 FROM conversation WHERE name = ?")
        guard try query.hasRow([.text(name)]) else { return name }
        let digest = ContentDigest(of: Array("\(account)/\(conversation.sourceID)".utf8))
            .description
        let stem = name.utf8Prefix(maximumBytes: 220)
        for length in stride(from: 10, through: digest.count, by: 2) {
            let candidate = "\(stem)~\(digest.prefix(length))"
            if try !query.hasRow([.text(candidate)]) { return candidate }
        }
        throw StoreError(.invalid, "a conversation", "no name is free for it")
    }
}
