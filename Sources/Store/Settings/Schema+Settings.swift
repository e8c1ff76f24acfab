internal import GRDB

extension Schema {
    /// What the user has set for a store, and which costs are estimates.
    static func addSettings(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE setting (
                    name TEXT PRIMARY KEY CHECK (name <> ''),
                    value TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;
                """)
        for table in ["interaction", "day", "conversation", "conversationList"] {
            try database.execute(
                sql: """
                    ALTER TABLE \(table) ADD COLUMN estimatedCalls INTEGER NOT NULL DEFAULT 0;
                    """)
        }
    }
}
