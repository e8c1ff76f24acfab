internal import GRDB

/// The tables, and how those of older stores become them.
enum Schema {
    /// "DOSS": what `application_id` in the file's header says.
    static let applicationID: Int64 = 0x444F_5353

    /// Every past change of the tables, oldest first; append only.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("2026-11-23 create") { database in
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            try database.execute(sql: records)
            try database.execute(sql: derived)
        }
        migrator.registerMigration("2026-11-28 suites") { database in
            try database.execute(sql: suites)
        }
        migrator.registerMigration("2026-11-28 runs") { database in
            try database.execute(sql: runs)
        }
        migrator.registerMigration("2026-11-28 settings") { try addSettings($0) }
        migrator.registerMigration("2026-11-28 links") { database in
            try database.execute(sql: links)
        }
        migrator.registerMigration("2026-11-28 live") { try addLive($0) }
        migrator.registerMigration("2026-11-29 ended") { database in
            try database.execute(sql: ended)
        }
        migrator.registerMigration("2026-11-29 removed entries") { database in
            try database.execute(sql: removedEntries)
        }
        return migrator
    }

    /// A new database in memory.
    static func empty() throws -> DatabaseQueue {
        let queue = try DatabaseQueue()
        try migrator.migrate(queue)
        return queue
    }

    /// The raw record: rows are added, never changed, but for the revision and place of a trace.
    private static let records = """
        CREATE TABLE account (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (name <> '')
        ) STRICT;

        CREATE TABLE source (
            id INTEGER PRIMARY KEY,
            path TEXT NOT NULL,
            format TEXT NOT NULL,
            sizeBytes INTEGER NOT NULL CHECK (sizeBytes >= 0),
            UNIQUE (path, format)
        ) STRICT;

        CREATE TABLE pack (
            id INTEGER PRIMARY KEY,
            role TEXT NOT NULL CHECK (role IN ('record', 'page')),
            rawBytes INTEGER NOT NULL CHECK (rawBytes > 0),
            digest BLOB NOT NULL CHECK (length(digest) = 16),
            data BLOB NOT NULL
        ) STRICT;

        CREATE TABLE content (
            digest BLOB PRIMARY KEY CHECK (length(digest) = 16),
            pack INTEGER NOT NULL REFERENCES pack (id),
            offsetBytes INTEGER NOT NULL CHECK (offsetBytes >= 0),
            lengthBytes INTEGER NOT NULL CHECK (lengthBytes > 0)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE trace (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account (id),
            traceID BLOB NOT NULL CHECK (length(traceID) = 16),
            kind TEXT NOT NULL CHECK (kind IN ('interaction', 'investigation')),
            startNs INTEGER NOT NULL,
            revision INTEGER NOT NULL CHECK (revision > 0),
            projected INTEGER NOT NULL CHECK (projected BETWEEN 0 AND revision),
            day INTEGER,
            name TEXT,
            UNIQUE (account, traceID),
            CHECK ((day IS NULL) = (name IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX tracePlace ON trace (day, name) WHERE name IS NOT NULL;
        CREATE INDEX traceStart ON trace (startNs, traceID);
        CREATE INDEX traceDirty ON trace (startNs, traceID) WHERE projected < revision;

        CREATE TABLE record (
            trace INTEGER NOT NULL REFERENCES trace (id),
            identity BLOB NOT NULL CHECK (length(identity) = 16),
            content BLOB NOT NULL CHECK (length(content) = 16),
            type INTEGER NOT NULL CHECK (type BETWEEN 1 AND 3),
            endNs INTEGER,
            sizeBytes INTEGER NOT NULL CHECK (sizeBytes > 0),
            pack INTEGER NOT NULL REFERENCES pack (id),
            offsetBytes INTEGER NOT NULL CHECK (offsetBytes >= 0),
            lengthBytes INTEGER NOT NULL CHECK (lengthBytes > 0),
            source INTEGER NOT NULL REFERENCES source (id),
            sourceOffset INTEGER NOT NULL,
            sourceLength INTEGER NOT NULL,
            PRIMARY KEY (trace, identity, content)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE rejected (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account (id),
            source INTEGER NOT NULL REFERENCES source (id),
            sourceOffset INTEGER NOT NULL,
            sourceLength INTEGER NOT NULL,
            reason TEXT NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 16),
            body BLOB NOT NULL,
            UNIQUE (account, source, sourceOffset, digest)
        ) STRICT;
        """

    /// What `Store.commit` keeps up to date; sums are maintained with every change of a row.
    private static let derived = """
        CREATE TABLE projection (
            id INTEGER PRIMARY KEY,
            trace INTEGER NOT NULL REFERENCES trace (id),
            rawBytes INTEGER NOT NULL CHECK (rawBytes > 0),
            digest BLOB NOT NULL CHECK (length(digest) = 16),
            manifest BLOB NOT NULL
        ) STRICT;
        CREATE INDEX projectionTrace ON projection (trace);

        CREATE TABLE day (
            account INTEGER NOT NULL REFERENCES account (id),
            kind TEXT NOT NULL CHECK (kind IN ('interaction', 'investigation')),
            day INTEGER NOT NULL,
            \(sums),
            PRIMARY KEY (account, kind, day)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE conversation (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account (id),
            sourceID TEXT NOT NULL,
            name TEXT NOT NULL UNIQUE,
            indexLine TEXT NOT NULL,
            \(sums),
            UNIQUE (account, sourceID)
        ) STRICT;

        CREATE TABLE conversationList (
            account INTEGER PRIMARY KEY REFERENCES account (id),
            \(sums)
        ) STRICT;

        CREATE TABLE interaction (
            id INTEGER PRIMARY KEY REFERENCES trace (id),
            account INTEGER NOT NULL REFERENCES account (id),
            kind TEXT NOT NULL CHECK (kind IN ('interaction', 'investigation')),
            day INTEGER NOT NULL,
            name TEXT NOT NULL,
            startNs INTEGER NOT NULL,
            endNs INTEGER,
            status TEXT NOT NULL CHECK (status IN ('complete', 'failed', 'running')),
            agent TEXT,
            title TEXT NOT NULL,
            conversation INTEGER REFERENCES conversation (id),
            modelCalls INTEGER NOT NULL,
            toolCalls INTEGER NOT NULL,
            failures INTEGER NOT NULL,
            spans INTEGER NOT NULL,
            inputTokens INTEGER NOT NULL,
            outputTokens INTEGER NOT NULL,
            costMicroDollars INTEGER,
            score REAL,
            indexLine TEXT NOT NULL,
            projection INTEGER NOT NULL REFERENCES projection (id),
            revision INTEGER NOT NULL CHECK (revision >= 0),
            modifiedNs INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX interactionPath ON interaction (kind, day, name);
        CREATE INDEX interactionAccountPath ON interaction (account, kind, day, name);
        CREATE INDEX interactionConversation ON interaction (conversation, day, name)
            WHERE conversation IS NOT NULL;

        CREATE TABLE change (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account INTEGER NOT NULL REFERENCES account (id),
            type INTEGER NOT NULL CHECK (type BETWEEN 1 AND 5),
            subject INTEGER NOT NULL,
            kind TEXT CHECK (kind IN ('interaction', 'investigation')),
            day INTEGER,
            name TEXT,
            oldProjection INTEGER,
            newProjection INTEGER,
            isNew INTEGER NOT NULL CHECK (isNew IN (0, 1))
        ) STRICT;
        """

    private static let sums = """
        interactions INTEGER NOT NULL CHECK (interactions >= 0),
            indexBytes INTEGER NOT NULL CHECK (indexBytes >= 0),
            revision INTEGER NOT NULL CHECK (revision >= 0),
            latestNs INTEGER NOT NULL,
            firstStartNs INTEGER,
            lastStartNs INTEGER,
            failed INTEGER NOT NULL CHECK (failed >= 0),
            running INTEGER NOT NULL CHECK (running >= 0),
            modelCalls INTEGER NOT NULL,
            toolCalls INTEGER NOT NULL,
            failures INTEGER NOT NULL,
            spans INTEGER NOT NULL,
            inputTokens INTEGER NOT NULL,
            outputTokens INTEGER NOT NULL,
            costs INTEGER NOT NULL CHECK (costs >= 0),
            costMicroDollars INTEGER NOT NULL
        """
}
