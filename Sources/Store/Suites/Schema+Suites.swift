extension Schema {
    /// Suites, their files, the drafts and revisions of files, and links to files outside.
    ///
    /// A file is what an inode shows; a document is what a name has shown over time. Content stands in blocks, which
    /// revisions share and a draft owns.
    static let suites = """
        CREATE TABLE suite (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account INTEGER REFERENCES account (id),
            name TEXT CHECK (name <> ''),
            listedNs INTEGER NOT NULL,
            namesNs INTEGER NOT NULL,
            casesNs INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX suiteName ON suite (ifnull(account, 0), name) WHERE name IS NOT NULL;

        CREATE TABLE document (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            suite INTEGER NOT NULL REFERENCES suite (id),
            directory INTEGER NOT NULL CHECK (directory IN (0, 1)),
            name TEXT NOT NULL CHECK (name <> ''),
            UNIQUE (suite, directory, name)
        ) STRICT;

        CREATE TABLE fileRevision (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document INTEGER NOT NULL REFERENCES document (id),
            number INTEGER NOT NULL CHECK (number > 0),
            sizeBytes INTEGER NOT NULL CHECK (sizeBytes >= 0),
            digest BLOB NOT NULL CHECK (length(digest) = 16),
            savedNs INTEGER NOT NULL,
            origin TEXT NOT NULL CHECK (origin IN ('mount', 'command', 'link')),
            UNIQUE (document, number)
        ) STRICT;

        CREATE TABLE block (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL CHECK (length(digest) = 16),
            data BLOB NOT NULL CHECK (length(data) > 0)
        ) STRICT;

        CREATE TABLE revisionBlock (
            revision INTEGER NOT NULL REFERENCES fileRevision (id),
            number INTEGER NOT NULL CHECK (number >= 0),
            block INTEGER NOT NULL REFERENCES block (id),
            PRIMARY KEY (revision, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX revisionBlockUse ON revisionBlock (block);

        CREATE TABLE suiteFile (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            suite INTEGER NOT NULL REFERENCES suite (id),
            directory INTEGER NOT NULL CHECK (directory IN (0, 1)),
            name TEXT CHECK (name <> ''),
            displacedName TEXT CHECK (displacedName IS NULL OR name IS NULL),
            target BLOB,
            mode INTEGER NOT NULL CHECK (mode BETWEEN 0 AND 4095),
            modifiedNs INTEGER NOT NULL,
            changedNs INTEGER NOT NULL,
            sizeBytes INTEGER NOT NULL CHECK (sizeBytes >= 0),
            version INTEGER NOT NULL,
            base INTEGER REFERENCES fileRevision (id),
            keptBytes INTEGER CHECK (keptBytes BETWEEN 0 AND sizeBytes),
            writes INTEGER NOT NULL CHECK (writes >= 0),
            latestWriteBytes INTEGER NOT NULL CHECK (latestWriteBytes >= 0),
            checkedVersion INTEGER,
            problems TEXT
        ) STRICT;
        CREATE UNIQUE INDEX suiteFileName ON suiteFile (suite, directory, name)
            WHERE name IS NOT NULL;
        CREATE INDEX suiteFileBase ON suiteFile (base) WHERE base IS NOT NULL;
        CREATE INDEX suiteFileDraft ON suiteFile (id) WHERE keptBytes IS NOT NULL;

        CREATE TABLE draftBlock (
            file INTEGER NOT NULL REFERENCES suiteFile (id),
            number INTEGER NOT NULL CHECK (number >= 0),
            block INTEGER NOT NULL UNIQUE REFERENCES block (id),
            PRIMARY KEY (file, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE suiteChange (
            id INTEGER PRIMARY KEY,
            suite INTEGER NOT NULL,
            file INTEGER,
            writer INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE suiteLink (
            suite INTEGER PRIMARY KEY REFERENCES suite (id),
            path TEXT NOT NULL UNIQUE CHECK (path <> ''),
            list TEXT,
            digest BLOB CHECK (length(digest) = 16),
            problem TEXT
        ) STRICT;

        CREATE TABLE linkedCase (
            suite INTEGER NOT NULL REFERENCES suiteLink (suite),
            position INTEGER NOT NULL CHECK (position >= 0),
            name TEXT NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 16),
            PRIMARY KEY (suite, position)
        ) STRICT, WITHOUT ROWID;
        """

    /// What nobody wrote and somebody removed from the directory of a suite, as `SuiteEntries`.
    static let removedEntries = """
        ALTER TABLE suite ADD COLUMN removedEntries INTEGER NOT NULL DEFAULT 0
            CHECK (removedEntries BETWEEN 0 AND 15);
        """
}
