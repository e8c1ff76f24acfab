import GRDB
import Store
import Traces

/// A store with a suite, whose clock moves a second with every change.
final class SuiteFixture {
    let temporary: TemporaryStore
    let store: Store
    let suite: SuiteRow
    private var seconds: Int64 = 0

    init() throws {
        temporary = try TemporaryStore()
        store = try temporary.open()
        suite = try store.suiteWriter(account: nil, origin: .command).makeSuite(
            named: "pirate",
            files: [("suite.yaml", Array("name: pirate\n".utf8)), ("order.txt", [])],
            at: Fixture.start)
    }

    var reader: StoreReader { store.reader(account: nil) }
    var writer: SuiteWriter { store.suiteWriter(account: nil, origin: .mount) }
    var command: SuiteWriter { store.suiteWriter(account: nil, origin: .command) }

    func now() -> Timestamp {
        seconds += 1
        return Fixture.start.advanced(ms: seconds * 1_000)
    }

    func place(_ name: String) -> SuitePlace {
        SuitePlace(suite: suite.id, directory: .cases, name: name)
    }

    /// Makes an empty file.
    @discardableResult
    func make(_ name: String) throws -> SuiteFileRow {
        try writer.makeFile(at: place(name), permissions: 0o644, at: now())
    }

    /// Writes text into a file at an offset.
    @discardableResult
    func write(_ text: String, to file: SuiteFileRow.ID, at offset: Int = 0) throws -> SuiteFileRow
    {
        try write(Array(text.utf8), to: file, at: offset)
    }

    /// Writes bytes into a file at an offset.
    @discardableResult
    func write(_ bytes: [UInt8], to file: SuiteFileRow.ID, at offset: Int = 0) throws
        -> SuiteFileRow
    {
        let now = now()
        return try bytes.withUnsafeBytes {
            try writer.write($0, to: file, at: offset, at: now).file
        }
    }

    /// A file with a text that is a revision.
    @discardableResult
    func settled(_ name: String, _ text: String) throws -> SuiteFileRow {
        let file = try make(name)
        try write(text, to: file.id)
        return try writer.settle(file.id, at: now())
    }

    func text(_ name: String) throws -> String? {
        try reader.file(at: place(name)).map { try text(of: $0.id) }
    }

    func text(of file: SuiteFileRow.ID) throws -> String {
        String(decoding: try reader.bytes(of: file), as: UTF8.self)
    }

    /// The texts of the revisions of a name, oldest first.
    func history(_ name: String) throws -> [String] {
        try reader.revisions(of: place(name)).reversed().map {
            String(decoding: try reader.bytes(of: $0, at: place(name)), as: UTF8.self)
        }
    }

    /// The names in the directory of cases.
    func names() throws -> [String] {
        try reader.files(of: suite.id, in: .cases).compactMap(\.name)
    }

    /// How many blocks the store has that nothing shows.
    func unusedBlocks() throws -> Int {
        try temporary.rows(
            """
            SELECT count(*) FROM block WHERE id NOT IN (SELECT block FROM revisionBlock)
            AND id NOT IN (SELECT block FROM draftBlock)
            """
        ).map { $0[0] as Int }[0]
    }
}
