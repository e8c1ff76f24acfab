internal import GRDB

extension Store {
    /// Something that is set for the whole store.
    public enum Setting: String, Hashable, Sendable {
        /// The table of prices by which costs are estimated, as the text of its file.
        case prices
    }

    /// What is set; nil when nothing is.
    public func value(of setting: Setting) throws(StoreError) -> String? {
        try read { database in
            try Query(database, "SELECT value FROM setting WHERE name = ?")
                .first([.text(setting.rawValue)]) { $0.text(0) }
        }
    }

    /// Sets a value, or takes it away when it is nil; durable when it returns.
    ///
    /// What was derived by the value before stays as it is until it is derived again.
    public func set(_ setting: Setting, to value: String?) throws(StoreError) {
        try write { database in
            guard let value else {
                return try Query(database, "DELETE FROM setting WHERE name = ?")
                    .run([.text(setting.rawValue)])
            }
            try Query(database, "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)")
                .run([.text(setting.rawValue), .text(value)])
        } committed: {
            $0
        }
    }
}
