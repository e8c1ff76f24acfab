extension Schema {
    /// Links of suites to files outside: what file and suite said when they last agreed.
    static let links = """
        DROP TABLE linkedCase;
        DROP TABLE suiteLink;

        CREATE TABLE suiteLink (
            suite INTEGER PRIMARY KEY REFERENCES suite (id),
            path TEXT NOT NULL UNIQUE CHECK (path <> ''),
            casesPath TEXT NOT NULL,
            problems TEXT
        ) STRICT;

        CREATE TABLE linkedPart (
            suite INTEGER NOT NULL REFERENCES suiteLink (suite),
            position INTEGER NOT NULL CHECK (position >= 0),
            name TEXT NOT NULL,
            linkedDigest BLOB NOT NULL CHECK (length(linkedDigest) = 16),
            storedDigest BLOB NOT NULL CHECK (length(storedDigest) = 16),
            PRIMARY KEY (suite, position),
            UNIQUE (suite, name)
        ) STRICT, WITHOUT ROWID;
        """
}
