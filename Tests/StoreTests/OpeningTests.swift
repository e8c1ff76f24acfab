import Foundation
import GRDB
import Store
import Testing
import Traces

@Suite struct OpeningTests {
    private let temporary: TemporaryStore

    init() throws {
        temporary = try TemporaryStore()
    }

    private func code(_ access: Access) -> StoreError.Code? {
        do {
            _ = try temporary.open(access)
            return nil
        } catch let error as StoreError {
            return error.code
        } catch {
            return nil
        }
    }

    @Test("a missing store is made only when that is asked for")
    func missing() {
        #expect(code(.readOnly) == .missing)
        #expect(code(.readWrite(creating: false)) == .missing)
        #expect(code(.readWrite(creating: true)) == nil)
        #expect(code(.readWrite(creating: false)) == nil)
        #expect(code(.readOnly) == nil)
    }

    @Test("a new store can be read and written by its owner alone")
    func permissions() throws {
        _ = try temporary.open()
        let attributes = try FileManager.default.attributesOfItem(atPath: temporary.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("a store that others can write is refused", arguments: [0o620, 0o602, 0o666])
    func unsafePermissions(mode: Int) throws {
        _ = try temporary.open()
        try FileManager.default.setAttributes(
            [.posixPermissions: mode], ofItemAtPath: temporary.path)
        #expect(code(.readOnly) == .unsafePermissions)
        #expect(code(.readWrite(creating: true)) == .unsafePermissions)
    }

    @Test("a file that is no store is refused and left as it is")
    func notAStore() throws {
        try Data("hello, this is a text and no database at all".utf8)
            .write(to: URL(fileURLWithPath: temporary.path))
        chmod(temporary.path, 0o600)
        #expect(code(.readOnly) == .notAStore)
        #expect(code(.readWrite(creating: true)) == .notAStore)
        try FileManager.default.removeItem(atPath: temporary.path)
        try temporary.execute("CREATE TABLE mine (id INTEGER)")
        chmod(temporary.path, 0o600)
        let before = try Data(contentsOf: URL(fileURLWithPath: temporary.path))
        #expect(code(.readWrite(creating: true)) == .notAStore)
        #expect(code(.readOnly) == .notAStore)
        #expect(try Data(contentsOf: URL(fileURLWithPath: temporary.path)) == before)
        try FileManager.default.removeItem(atPath: temporary.path)
        try FileManager.default.createDirectory(
            atPath: temporary.path, withIntermediateDirectories: false)
        #expect(code(.readWrite(creating: true)) == .notAStore)
    }

    @Test("an empty file becomes a store only when one is to be made")
    func empty() throws {
        try Data().write(to: URL(fileURLWithPath: temporary.path))
        chmod(temporary.path, 0o600)
        #expect(code(.readOnly) == .notAStore)
        #expect(code(.readWrite(creating: false)) == .notAStore)
        #expect(code(.readWrite(creating: true)) == nil)
    }

    @Test("a store of a newer version is refused")
    func newer() throws {
        _ = try temporary.open()
        try temporary.execute("INSERT INTO grdb_migrations VALUES ('2099-01-01 marvels')")
        #expect(code(.readOnly) == .newer)
        #expect(code(.readWrite(creating: false)) == .newer)
    }

    @Test("a store of an older version is refused for reading")
    func older() throws {
        _ = try temporary.open()
        try temporary.execute("DELETE FROM grdb_migrations")
        #expect(code(.readOnly) == .older)
    }

    @Test("a store that is open for reading is not written")
    func readOnly() throws {
        _ = try temporary.open()
        let store = try temporary.open(.readOnly)
        let error = #expect(throws: StoreError.self) {
            try store.append(Fixture.batch([.span(Fixture.span(1))]))
        }
        #expect(error?.code == .readOnly)
    }

    /// Everything that the schema says, by type and name.
    private func schema(_ temporary: TemporaryStore) throws -> [String] {
        try temporary.rows(
            """
            SELECT sql FROM sqlite_schema
            WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'
            ORDER BY type, name
            """
        ).map { $0[0] as String }
    }

    @Test("a store of the first version is migrated to what a new store is")
    func firstVersion() throws {
        let fixture = try #require(
            Bundle.module.url(
                forResource: "2026-11-23 create", withExtension: "sql", subdirectory: "Schemas"))
        let statements = try String(contentsOf: fixture, encoding: .utf8).split(separator: ";\n\n")
        // Tables stand behind their indices there.
        for statement in statements.reversed() { try temporary.execute(String(statement)) }
        try temporary.execute(
            """
            CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
            INSERT INTO grdb_migrations VALUES ('2026-11-23 create');
            PRAGMA application_id = \(0x444F_5353);
            """)
        chmod(temporary.path, 0o600)
        #expect(code(.readOnly) == .older)
        let store = try temporary.open(.readWrite(creating: false))
        _ = try store.append(Fixture.batch([.span(Fixture.span(1))]))
        let new = try TemporaryStore()
        _ = try new.open()
        #expect(try schema(temporary) == schema(new))
    }

    @Test("what is set for a store stays set until it is taken away")
    func settings() throws {
        let store = try temporary.open()
        #expect(try store.value(of: .prices) == nil)
        try store.set(.prices, to: "[a]")
        try store.set(.prices, to: "[b]")
        #expect(try temporary.open(.readOnly).value(of: .prices) == "[b]")
        try store.set(.prices, to: nil)
        #expect(try store.value(of: .prices) == nil)
    }
}
