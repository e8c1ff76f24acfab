internal import GRDB
internal import Traces

/// The rows of accounts and sources that a transaction uses.
final class NameCache {
    private struct Source: Hashable {
        // Bytes: equal strings may be spelled differently.
        let path: [UInt8]
        let format: [UInt8]

        init(path: String, format: String) {
            self.path = Array(path.utf8)
            self.format = Array(format.utf8)
        }
    }

    private let database: Database
    private var accounts: [[UInt8]: Int64] = [:]
    private var sources: [Source: Int64] = [:]
    /// The source asked for last: that of most records.
    private var latest: (file: String, format: String, row: Int64)?

    init(_ database: Database) {
        self.database = database
    }

    /// The row of an account, added when missing.
    func account(_ name: String) throws -> Int64 {
        guard !name.isEmpty else { throw StoreError(.invalid, "account", "its name is empty") }
        if let row = accounts[Array(name.utf8)] { return row }
        try Query(database, "INSERT OR IGNORE INTO account (name) VALUES (?)").run([.text(name)])
        let row =
            try Query(database, "SELECT id FROM account WHERE name = ?")
            .first([.text(name)]) { $0.int(0) } ?? 0
        accounts[Array(name.utf8)] = row
        return row
    }

    /// Remembers the size of a source, the largest if it grows.
    func note(_ source: ImportSource) throws {
        let row = try insertedRow(path: source.path, format: source.format)
        try Query(database, "UPDATE source SET sizeBytes = ? WHERE id = ? AND sizeBytes < ?")
            .run([.int(source.sizeBytes), .int(row), .int(source.sizeBytes)])
    }

    /// The row of the file that a record came from, added when missing.
    func source(of provenance: Provenance) throws -> Int64 {
        if let latest, latest.file.utf8.elementsEqual(provenance.file.utf8),
            latest.format.utf8.elementsEqual(provenance.format.utf8)
        {
            return latest.row
        }
        let row = try insertedRow(path: provenance.file, format: provenance.format)
        latest = (provenance.file, provenance.format, row)
        return row
    }

    private func insertedRow(path: String, format: String) throws -> Int64 {
        let source = Source(path: path, format: format)
        if let row = sources[source] { return row }
        try Query(
            database, "INSERT OR IGNORE INTO source (path, format, sizeBytes) VALUES (?, ?, 0)"
        ).run([.text(path), .text(format)])
        let row =
            try Query(database, "SELECT id FROM source WHERE path = ? AND format = ?")
            .first([.text(path), .text(format)]) { $0.int(0) } ?? 0
        sources[source] = row
        return row
    }
}
