internal import GRDB

extension Schema {
    /// Unfinished interactions: where their traces stand, their list, and their logs; and what has to be
    /// known of past projections to remove them.
    static func addLive(_ database: Database) throws {
        try database.execute(sql: live)
        // SQLite changes a CHECK only in the text of the table, which does not touch its rows.
        try replace(
            "('complete', 'failed', 'running')",
            with: "('complete', 'failed', 'running', 'quiet', 'truncated')", in: "interaction",
            database)
        try replace(
            "CHECK (type BETWEEN 1 AND 5)", with: "CHECK (type BETWEEN 1 AND 63)", in: "change",
            database)
        try database.execute(
            sql: "UPDATE interaction SET status = 'quiet' WHERE status = 'running'")
    }

    /// Whether the root of a trace has ended: what still happens is shown before what is over.
    static let ended = """
        ALTER TABLE trace ADD COLUMN hasEnded INTEGER NOT NULL DEFAULT 0
            CHECK (hasEnded IN (0, 1));
        DROP INDEX traceUnsettled;
        CREATE INDEX traceUnsettled ON trace (phase, hasEnded, arrivedNs) WHERE phase > 0;
        """

    private static func replace(
        _ old: String, with new: String, in table: String, _ database: Database
    ) throws {
        let version =
            try Query(database, "PRAGMA schema_version").first { $0.int(0) } ?? 0
        try database.execute(sql: "PRAGMA writable_schema = ON")
        try Query(
            database,
            "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?"
        ).run([.text(old), .text(new), .text(table)])
        try database.execute(sql: "PRAGMA schema_version = \(version + 1)")
        try database.execute(sql: "PRAGMA writable_schema = OFF")
    }

    private static let live = """
        ALTER TABLE trace ADD COLUMN phase INTEGER NOT NULL DEFAULT 0 CHECK (phase BETWEEN 0 AND 2);
        ALTER TABLE trace ADD COLUMN arrivedNs INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE trace ADD COLUMN listings INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX traceUnsettled ON trace (phase, arrivedNs) WHERE phase > 0;

        ALTER TABLE projection ADD COLUMN isPlaced INTEGER NOT NULL DEFAULT 1
            CHECK (isPlaced IN (0, 1));
        ALTER TABLE projection ADD COLUMN supersededNs INTEGER;
        CREATE INDEX projectionSuperseded ON projection (supersededNs)
            WHERE supersededNs IS NOT NULL;

        ALTER TABLE pack ADD COLUMN isCounted INTEGER NOT NULL DEFAULT 0
            CHECK (isCounted IN (0, 1));
        CREATE TABLE projectionPack (
            projection INTEGER NOT NULL REFERENCES projection (id),
            pack INTEGER NOT NULL REFERENCES pack (id),
            PRIMARY KEY (projection, pack)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX projectionPackPack ON projectionPack (pack);

        CREATE TABLE live (
            id INTEGER PRIMARY KEY REFERENCES trace (id),
            account INTEGER NOT NULL REFERENCES account (id),
            name TEXT NOT NULL UNIQUE CHECK (name <> ''),
            indexLine TEXT NOT NULL,
            generation INTEGER NOT NULL,
            logBytes INTEGER NOT NULL CHECK (logBytes >= 0),
            modifiedNs INTEGER NOT NULL,
            leftNs INTEGER
        ) STRICT;

        CREATE TABLE liveLine (
            live INTEGER NOT NULL REFERENCES live (id) ON DELETE CASCADE,
            offsetBytes INTEGER NOT NULL CHECK (offsetBytes >= 0),
            key TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (live, offsetBytes),
            UNIQUE (live, key)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE liveList (
            account INTEGER PRIMARY KEY REFERENCES account (id),
            revision INTEGER NOT NULL,
            modifiedNs INTEGER NOT NULL
        ) STRICT;
        """
}
