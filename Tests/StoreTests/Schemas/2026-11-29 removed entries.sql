CREATE UNIQUE INDEX evalRunOfFile ON evalRun (file, name) WHERE file IS NOT NULL;

CREATE UNIQUE INDEX evalRunOfSuite ON evalRun (suite, name) WHERE suite IS NOT NULL;

CREATE INDEX interactionAccountPath ON interaction (account, kind, day, name);

CREATE INDEX interactionConversation ON interaction (conversation, day, name)
    WHERE conversation IS NOT NULL;

CREATE UNIQUE INDEX interactionPath ON interaction (kind, day, name);

CREATE INDEX projectionPackPack ON projectionPack (pack);

CREATE INDEX projectionSuperseded ON projection (supersededNs)
    WHERE supersededNs IS NOT NULL;

CREATE INDEX projectionTrace ON projection (trace);

CREATE INDEX revisionBlockUse ON revisionBlock (block);

CREATE INDEX suiteFileBase ON suiteFile (base) WHERE base IS NOT NULL;

CREATE INDEX suiteFileDraft ON suiteFile (id) WHERE keptBytes IS NOT NULL;

CREATE UNIQUE INDEX suiteFileName ON suiteFile (suite, directory, name)
    WHERE name IS NOT NULL;

CREATE UNIQUE INDEX suiteName ON suite (ifnull(account, 0), name) WHERE name IS NOT NULL;

CREATE INDEX traceDirty ON trace (startNs, traceID) WHERE projected < revision;

CREATE UNIQUE INDEX tracePlace ON trace (day, name) WHERE name IS NOT NULL;

CREATE INDEX traceStart ON trace (startNs, traceID);

CREATE INDEX traceUnsettled ON trace (phase, hasEnded, arrivedNs) WHERE phase > 0;

CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

CREATE TABLE block (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL CHECK (length(digest) = 16),
    data BLOB NOT NULL CHECK (length(data) > 0)
) STRICT;

CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account (id),
    type INTEGER NOT NULL CHECK (type BETWEEN 1 AND 63),
    subject INTEGER NOT NULL,
    kind TEXT CHECK (kind IN ('interaction', 'investigation')),
    day INTEGER,
    name TEXT,
    oldProjection INTEGER,
    newProjection INTEGER,
    isNew INTEGER NOT NULL CHECK (isNew IN (0, 1))
) STRICT;

CREATE TABLE content (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 16),
    pack INTEGER NOT NULL REFERENCES pack (id),
    offsetBytes INTEGER NOT NULL CHECK (offsetBytes >= 0),
    lengthBytes INTEGER NOT NULL CHECK (lengthBytes > 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE conversation (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    sourceID TEXT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    indexLine TEXT NOT NULL,
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
    costMicroDollars INTEGER NOT NULL, estimatedCalls INTEGER NOT NULL DEFAULT 0,
    UNIQUE (account, sourceID)
) STRICT;

CREATE TABLE conversationList (
    account INTEGER PRIMARY KEY REFERENCES account (id),
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
, estimatedCalls INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE day (
    account INTEGER NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL CHECK (kind IN ('interaction', 'investigation')),
    day INTEGER NOT NULL,
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
    costMicroDollars INTEGER NOT NULL, estimatedCalls INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account, kind, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    suite INTEGER NOT NULL REFERENCES suite (id),
    directory INTEGER NOT NULL CHECK (directory IN (0, 1)),
    name TEXT NOT NULL CHECK (name <> ''),
    UNIQUE (suite, directory, name)
) STRICT;

CREATE TABLE draftBlock (
    file INTEGER NOT NULL REFERENCES suiteFile (id),
    number INTEGER NOT NULL CHECK (number >= 0),
    block INTEGER NOT NULL UNIQUE REFERENCES block (id),
    PRIMARY KEY (file, number)
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

CREATE TABLE evalHistory (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    suite INTEGER NOT NULL UNIQUE REFERENCES suite (id),
    bytes BLOB NOT NULL,
    modifiedNs INTEGER NOT NULL
) STRICT;

CREATE TABLE evalPage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL REFERENCES evalRun (id),
    position INTEGER NOT NULL CHECK (position >= -1),
    name TEXT NOT NULL CHECK (name <> ''),
    bytes BLOB NOT NULL,
    modifiedNs INTEGER NOT NULL,
    UNIQUE (run, position, name)
) STRICT;

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

CREATE TABLE interaction (
    id INTEGER PRIMARY KEY REFERENCES trace (id),
    account INTEGER NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL CHECK (kind IN ('interaction', 'investigation')),
    day INTEGER NOT NULL,
    name TEXT NOT NULL,
    startNs INTEGER NOT NULL,
    endNs INTEGER,
    status TEXT NOT NULL CHECK (status IN ('complete', 'failed', 'running', 'quiet', 'truncated')),
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
, estimatedCalls INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE linkedPart (
    suite INTEGER NOT NULL REFERENCES suiteLink (suite),
    position INTEGER NOT NULL CHECK (position >= 0),
    name TEXT NOT NULL,
    linkedDigest BLOB NOT NULL CHECK (length(linkedDigest) = 16),
    storedDigest BLOB NOT NULL CHECK (length(storedDigest) = 16),
    PRIMARY KEY (suite, position),
    UNIQUE (suite, name)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE pack (
    id INTEGER PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('record', 'page')),
    rawBytes INTEGER NOT NULL CHECK (rawBytes > 0),
    digest BLOB NOT NULL CHECK (length(digest) = 16),
    data BLOB NOT NULL
, isCounted INTEGER NOT NULL DEFAULT 0
    CHECK (isCounted IN (0, 1))) STRICT;

CREATE TABLE projection (
    id INTEGER PRIMARY KEY,
    trace INTEGER NOT NULL REFERENCES trace (id),
    rawBytes INTEGER NOT NULL CHECK (rawBytes > 0),
    digest BLOB NOT NULL CHECK (length(digest) = 16),
    manifest BLOB NOT NULL
, isPlaced INTEGER NOT NULL DEFAULT 1
    CHECK (isPlaced IN (0, 1)), supersededNs INTEGER) STRICT;

CREATE TABLE projectionPack (
    projection INTEGER NOT NULL REFERENCES projection (id),
    pack INTEGER NOT NULL REFERENCES pack (id),
    PRIMARY KEY (projection, pack)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE revisionBlock (
    revision INTEGER NOT NULL REFERENCES fileRevision (id),
    number INTEGER NOT NULL CHECK (number >= 0),
    block INTEGER NOT NULL REFERENCES block (id),
    PRIMARY KEY (revision, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name TEXT PRIMARY KEY CHECK (name <> ''),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    format TEXT NOT NULL,
    sizeBytes INTEGER NOT NULL CHECK (sizeBytes >= 0),
    UNIQUE (path, format)
) STRICT;

CREATE TABLE suite (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER REFERENCES account (id),
    name TEXT CHECK (name <> ''),
    listedNs INTEGER NOT NULL,
    namesNs INTEGER NOT NULL,
    casesNs INTEGER NOT NULL
, removedEntries INTEGER NOT NULL DEFAULT 0
    CHECK (removedEntries BETWEEN 0 AND 15)) STRICT;

CREATE TABLE suiteChange (
    id INTEGER PRIMARY KEY,
    suite INTEGER NOT NULL,
    file INTEGER,
    writer INTEGER NOT NULL
) STRICT;

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

CREATE TABLE suiteLink (
    suite INTEGER PRIMARY KEY REFERENCES suite (id),
    path TEXT NOT NULL UNIQUE CHECK (path <> ''),
    casesPath TEXT NOT NULL,
    problems TEXT
) STRICT;

CREATE TABLE trace (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    traceID BLOB NOT NULL CHECK (length(traceID) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('interaction', 'investigation')),
    startNs INTEGER NOT NULL,
    revision INTEGER NOT NULL CHECK (revision > 0),
    projected INTEGER NOT NULL CHECK (projected BETWEEN 0 AND revision),
    day INTEGER,
    name TEXT, phase INTEGER NOT NULL DEFAULT 0 CHECK (phase BETWEEN 0 AND 2), arrivedNs INTEGER NOT NULL DEFAULT 0, listings INTEGER NOT NULL DEFAULT 0, hasEnded INTEGER NOT NULL DEFAULT 0
    CHECK (hasEnded IN (0, 1)),
    UNIQUE (account, traceID),
    CHECK ((day IS NULL) = (name IS NULL))
) STRICT;
