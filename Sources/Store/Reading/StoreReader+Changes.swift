internal import GRDB

extension StoreReader {
    /// The changes after a number.
    public func changes(after id: ChangeRow.ID) throws(StoreError) -> Changes {
        let sql = """
            SELECT \(ChangeLog.columns) FROM change WHERE id > ?\(accountCondition("change"))
            ORDER BY id
            """
        return try store.read { database in
            let bounds = try Query(
                database,
                "SELECT (SELECT min(id) FROM change), (SELECT max(id) FROM change)"
            ).first { (first: $0.int(0), last: $0.int(1)) }
            let (first, last) = bounds ?? (0, 0)
            guard id <= last, id >= first - 1 else { return .lost(latest: last) }
            return .rows(
                try Query(database, sql).all([.int(id)] + accountBindings) {
                    try ChangeLog.row($0)
                })
        }
    }

    /// The number of the latest change; zero when nothing was ever changed.
    public func latestChange() throws(StoreError) -> ChangeRow.ID {
        try store.readOnce { database in
            try Query(database, "SELECT max(id) FROM change").first { $0.int(0) } ?? 0
        }
    }

    /// A number that differs from an earlier answer when the store was written in between; cheap
    /// enough to ask many times a second.
    public func dataVersion() throws(StoreError) -> Int64 {
        do {
            return try store.connections.watcher.dataVersion()
        } catch {
            throw StoreError(error, in: store.connections.file)
        }
    }
}
