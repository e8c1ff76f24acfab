extension Schema {
    /// Runs of suites: what each was to do, every attempt with its grades, and the pages that show them.
    ///
    /// A run belongs to a suite of the store or to a file outside of it. Its cases are kept as they were. A
    /// page is never changed: one that says something else is another row.
    static let runs = """
        CREATE TABLE evalRun (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            suite INTEGER REFERENCES suite (id),
            file TEXT CHECK (file <> ''),
            name TEXT NOT NULL CHECK (name <> ''),
            suiteName TEXT NOT NULL,
            startNs INTEGER NOT NULL,
            endNs INTEGER,
            state TEXT NOT NULL CHECK (state IN ('running', 'complete', 'interrupted', 'over-budget')),
            promptHash TEXT,
            promptCharacters INTEGER CHECK (promptCharacters >= 0),
            overlappingCases INTEGER CHECK (overlappingCases >= 0),
            target TEXT NOT NULL,
            judge TEXT,
            modifiedNs INTEGER NOT NULL,
            CHECK ((suite IS NULL) <> (file IS NULL)),
            CHECK ((promptHash IS NULL) = (promptCharacters IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX evalRunOfSuite ON evalRun (suite, name) WHERE suite IS NOT NULL;
        CREATE UNIQUE INDEX evalRunOfFile ON evalRun (file, name) WHERE file IS NOT NULL;

        CREATE TABLE evalRunCase (
            run INTEGER NOT NULL REFERENCES evalRun (id),
            position INTEGER NOT NULL CHECK (position >= 0),
            name TEXT NOT NULL,
            directory TEXT NOT NULL CHECK (directory <> ''),
            text BLOB NOT NULL,
            hash TEXT NOT NULL,
            repeatCount INTEGER NOT NULL CHECK (repeatCount > 0),
            split TEXT NOT NULL CHECK (split IN ('dev', 'held-out')),
            refusal TEXT,
            PRIMARY KEY (run, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE evalAttempt (
            run INTEGER NOT NULL,
            position INTEGER NOT NULL,
            number INTEGER NOT NULL CHECK (number > 0),
            startNs INTEGER NOT NULL,
            durationNs INTEGER NOT NULL CHECK (durationNs >= 0),
            verdict TEXT NOT NULL CHECK (verdict IN ('passed', 'failed', 'unscored', 'errored')),
            output TEXT,
            failure TEXT,
            model TEXT,
            inputTokens INTEGER,
            outputTokens INTEGER,
            costMicroDollars INTEGER,
            PRIMARY KEY (run, position, number),
            FOREIGN KEY (run, position) REFERENCES evalRunCase (run, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE evalGrade (
            run INTEGER NOT NULL,
            position INTEGER NOT NULL,
            number INTEGER NOT NULL,
            matcherNumber INTEGER NOT NULL CHECK (matcherNumber >= 0),
            matcher TEXT NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('passed', 'failed', 'unscored', 'errored')),
            reason TEXT NOT NULL,
            score INTEGER CHECK (score BETWEEN 1 AND 4),
            scoreReason TEXT CHECK ((score IS NULL) = (scoreReason IS NULL)),
            judgeModel TEXT,
            judgePromptHash TEXT,
            PRIMARY KEY (run, position, number, matcherNumber),
            FOREIGN KEY (run, position, number) REFERENCES evalAttempt (run, position, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE evalPage (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            run INTEGER NOT NULL REFERENCES evalRun (id),
            position INTEGER NOT NULL CHECK (position >= -1),
            name TEXT NOT NULL CHECK (name <> ''),
            bytes BLOB NOT NULL,
            modifiedNs INTEGER NOT NULL,
            UNIQUE (run, position, name)
        ) STRICT;

        CREATE TABLE evalHistory (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            suite INTEGER NOT NULL UNIQUE REFERENCES suite (id),
            bytes BLOB NOT NULL,
            modifiedNs INTEGER NOT NULL
        ) STRICT;
        """
}
