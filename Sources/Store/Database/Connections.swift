internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// The open connections: one that writes, a few that read, and one that only watches for changes.
struct Connections: Sendable {
    let file: StoreFile
    let pool: DatabasePool
    let watcher: Watcher

    init(
        file: StoreFile, access: Access, writerPatience: Duration
    ) throws(StoreError) {
        self.file = file
        do {
            let isEmpty = try file.prepare(for: access)
            switch access {
            case .readWrite(let creating):
                guard creating || !isEmpty else { throw StoreError(.notAStore, file.path) }
                if !isEmpty { try Self.inspect(file.path, migrates: true) }
                pool = try Self.writablePool(file.path, patience: writerPatience / .seconds(1))
                watcher = Watcher(file.path, Self.configuration(isReadOnly: true))
            case .readOnly:
                guard !isEmpty else { throw StoreError(.notAStore, file.path) }
                let path = try Self.readablePath(of: file)
                try Self.inspect(path, migrates: false)
                pool = try DatabasePool(
                    path: path, configuration: Self.configuration(isReadOnly: true))
                watcher = Watcher(path, Self.configuration(isReadOnly: true))
            }
        } catch {
            throw StoreError(opening: file, because: error)
        }
    }

    private static func writablePool(
        _ path: String, patience: TimeInterval
    ) throws -> DatabasePool {
        var configuration = configuration(isReadOnly: false)
        configuration.busyMode = .timeout(patience)
        let pool = try DatabasePool(path: path, configuration: configuration)
        try Schema.migrator.migrate(pool)
        try pool.writeWithoutTransaction { database in
            // GRDB relaxes this to NORMAL, which would lose acknowledged commits with the power.
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        return pool
    }

    private static func configuration(isReadOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        // A reader waits only while a process that died is cleared up after.
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 6
        configuration.prepareDatabase { database in
            sqlite3_limit(database.sqliteConnection, SQLITE_LIMIT_ATTACHED, 0)
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            if database.configuration.readonly {
                try database.execute(sql: "PRAGMA query_only = ON")
                try database.execute(sql: "PRAGMA cache_size = -4096")
            } else {
                try database.execute(sql: "PRAGMA page_size = 16384")
                try database.execute(sql: "PRAGMA cache_size = -65536")
                try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
            }
        }
        return configuration
    }

    /// Compares the marks of a file with those of a store, changing nothing.
    private static func inspect(_ path: String, migrates: Bool) throws {
        let queue = try DatabaseQueue(path: path, configuration: configuration(isReadOnly: true))
        try queue.read { database in
            let id = try Query(database, "PRAGMA application_id").first { $0.int(0) } ?? 0
            let tables =
                try Query(database, "SELECT count(*) FROM sqlite_schema")
                .first { $0.int(0) } ?? 0
            // A store whose creation was interrupted has no table yet.
            if tables == 0, migrates { return }
            guard id == Schema.applicationID else { throw StoreError(.notAStore, path) }
            guard try !Schema.migrator.hasBeenSuperseded(database) else {
                throw StoreError(.newer, path, "use the newer version to open it")
            }
            let isCurrent = try Schema.migrator.hasCompletedMigrations(database)
            guard migrates || isCurrent else {
                throw StoreError(.older, path, "open it once for writing to migrate it")
            }
        }
    }

    /// The path, or a URI of it that lets SQLite read where nothing can be written.
    ///
    /// Without its shared memory file, SQLite reads a store in WAL mode only as immutable; that would hide
    /// the changes in a log that is left there, so then the store is refused.
    private static func readablePath(of file: StoreFile) throws -> String {
        do {
            let queue = try DatabaseQueue(
                path: file.path, configuration: configuration(isReadOnly: true))
            try queue.read { database in
                _ = try Query(database, "SELECT 1 FROM sqlite_schema").hasRow()
            }
            return file.path
        } catch let error as DatabaseError {
            let code = error.resultCode
            guard code == .SQLITE_CANTOPEN || code == .SQLITE_READONLY else { throw error }
            guard StoreFile.sizeBytes(at: file.logPath) == 0 else {
                throw StoreError(
                    .unreadableLog, file.path,
                    "copy the store and its -wal file to where they can be written")
            }
            return URL(fileURLWithPath: file.path).absoluteString + "?immutable=1"
        }
    }
}
