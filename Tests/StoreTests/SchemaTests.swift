import Foundation
import GRDB
import Testing

@testable import Store

/// The tables of every past version, and what becomes of a store that has them.
@Suite struct SchemaTests {
    private static let objects = """
        SELECT sql || ';' FROM sqlite_schema
        WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'
        ORDER BY type, name
        """

    private func fixture(_ version: String) throws -> String {
        let url = try #require(
            Bundle.module.url(
                forResource: version, withExtension: "sql", subdirectory: "Schemas"))
        return try String(contentsOf: url, encoding: .utf8)
    }

    private func schema(of queue: DatabaseQueue) throws -> String {
        try queue.read {
            try String.fetchAll($0, sql: Self.objects).joined(separator: "\n\n") + "\n"
        }
    }

    @Test("the schema of each version is as it was", arguments: Schema.migrator.migrations)
    func version(_ name: String) throws {
        let queue = try DatabaseQueue()
        try Schema.migrator.migrate(queue, upTo: name)
        let found = try schema(of: queue)
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            let file = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "Schemas/\(name).sql")
            try Data(found.utf8).write(to: file)
            Issue.record("recorded \(name); run again without RECORD")
            return
        }
        #expect(try found == fixture(name))
    }

    @Test("a store of the first version keeps its interactions, and can hold all that new ones do")
    func migrated() throws {
        let queue = try DatabaseQueue()
        let statements = try fixture("2026-11-23 create").components(separatedBy: ";\n\n")
        try queue.write { database in
            // Tables before their indexes.
            for isTable in [true, false] {
                for sql in statements where sql.hasPrefix("CREATE TABLE") == isTable {
                    try database.execute(sql: sql)
                }
            }
        }
        try queue.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
                    INSERT INTO grdb_migrations VALUES ('2026-11-23 create');
                    INSERT INTO account VALUES (1, 'acme');
                    INSERT INTO trace VALUES (1, 1, zeroblob(16), 'interaction', 0, 1, 1, 0, 'a');
                    INSERT INTO projection VALUES (1, 1, 1, zeroblob(16), x'00');
                    INSERT INTO interaction VALUES (1, 1, 'interaction', 0, 'a', 0, NULL, 'running',
                        NULL, 't', NULL, 0, 0, 0, 0, 0, 0, NULL, NULL, '', 1, 0, 0);
                    """)
        }
        try Schema.migrator.migrate(queue)
        try queue.write { database in
            let status = try String.fetchOne(database, sql: "SELECT status FROM interaction")
            #expect(status == "quiet")
            try database.execute(sql: "UPDATE interaction SET status = 'truncated'")
            try database.execute(
                sql: "INSERT INTO change (account, type, subject, isNew) VALUES (1, 34, 1, 0)")
            #expect(throws: DatabaseError.self) {
                try database.execute(sql: "UPDATE interaction SET status = 'lost'")
            }
            let check = try String.fetchAll(database, sql: "PRAGMA integrity_check")
            #expect(check == ["ok"])
        }
    }
}
