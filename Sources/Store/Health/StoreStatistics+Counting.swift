internal import GRDB
internal import Traces

extension StoreStatistics {
    /// Counts everything in the database; the size of the file is left at zero.
    init(_ database: Database, measuringTables: Bool) throws {
        self.init()
        try countTraces(database)
        try countRecords(database)
        try countPacks(database)
        try countLists(database)
        if measuringTables { tables = try Self.tables(database) }
    }

    private mutating func countTraces(_ database: Database) throws {
        traces = try Self.number("SELECT count(*) FROM trace", database)
        dirtyTraces = try Self.number(
            "SELECT count(*) FROM trace WHERE projected < revision", database)
        rejected = try Self.number("SELECT count(*) FROM rejected", database)
        sources = try Self.number("SELECT count(*) FROM source", database)
        sourceBytes = try Self.number("SELECT total(sizeBytes) FROM source", database)
    }

    private mutating func countRecords(_ database: Database) throws {
        let counts = try Query(database, "SELECT type, count(*) FROM record GROUP BY type")
            .all { ($0.int(0), $0.count(1)) }
        for (number, count) in counts {
            switch UInt8(exactly: number).flatMap(RecordType.init) {
            case .span: spans = count
            case .log: logs = count
            case .annotation: annotations = count
            case nil: continue
            }
        }
        let identities = try Self.number(
            "SELECT count(*) FROM (SELECT DISTINCT trace, identity FROM record WHERE type = 1)",
            database)
        spansSuperseded = spans - identities
        contents = try Self.number("SELECT count(*) FROM content", database)
    }

    private mutating func countPacks(_ database: Database) throws {
        let packs = try Query(
            database, "SELECT role, sum(rawBytes), sum(length(data)) FROM pack GROUP BY role"
        ).all { (PackRole(rawValue: $0.text(0)), $0.count(1), $0.count(2)) }
        for (role, raw, compressed) in packs {
            switch role {
            case .record: (recordBytes, recordPackBytes) = (raw, compressed)
            case .page: (pageBytes, pagePackBytes) = (raw, compressed)
            case nil: continue
            }
        }
    }

    private mutating func countLists(_ database: Database) throws {
        let days = try Query(database, "SELECT \(SumsRow.columns) FROM day")
            .all { SumsRow($0, from: 0) }
        sums = days.reduce(into: SumsRow()) { $0.merge($1) }.sums
        accounts = try Query(
            database,
            """
            SELECT name,
                (SELECT count(*) FROM interaction AS i
                    WHERE i.account = account.id AND i.kind = 'interaction'),
                (SELECT count(*) FROM interaction AS i
                    WHERE i.account = account.id AND i.kind = 'investigation'),
                (SELECT count(*) FROM conversation AS c
                    WHERE c.account = account.id AND c.interactions > 0)
            FROM account ORDER BY name
            """
        ).all { row in
            Account(
                name: row.text(0), interactions: row.count(1), investigations: row.count(2),
                conversations: row.count(3))
        }
    }

    /// The bytes of tables, where SQLite was built with `dbstat`.
    private static func tables(_ database: Database) throws -> [Table] {
        let hasPages = try Query(
            database, "SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'"
        ).hasRow()
        guard hasPages else { return [] }
        return try Query(
            database,
            "SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE ORDER BY pgsize DESC, name"
        ).all { Table(name: $0.text(0), sizeBytes: $0.count(1)) }
    }

    private static func number(_ sql: String, _ database: Database) throws -> Int {
        try Query(database, sql).first { $0.count(0) } ?? 0
    }
}
