internal import GRDB
internal import Synchronization

/// The connection that only watches for changes: its `data_version` moves with the commits of all others.
///
/// It is opened when somebody first asks, which most commands never do.
final class Watcher: Sendable {
    private let path: String
    private let configuration: Configuration
    /// Once open it stays the same: what two connections answer cannot be compared.
    private let queue = Mutex<DatabaseQueue?>(nil)

    init(_ path: String, _ configuration: Configuration) {
        self.path = path
        self.configuration = configuration
    }

    /// A number that differs from an earlier answer when the store was written in between.
    func dataVersion() throws -> Int64 {
        let queue = try queue.withLock { queue in
            let open = try queue ?? DatabaseQueue(path: path, configuration: configuration)
            queue = open
            return open
        }
        return try queue.unsafeRead { database in
            try Query(database, "PRAGMA data_version").first { $0.int(0) } ?? 0
        }
    }
}
