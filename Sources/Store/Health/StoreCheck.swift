internal import GRDB
internal import Traces

/// Compares everything in the database with what it should be.
struct StoreCheck {
    private static let maximumProblems = 1000
    private static let exampleCount = 5

    let database: Database
    private(set) var report = StoreReport()

    init(_ database: Database, statistics: StoreStatistics) {
        self.database = database
        report.statistics = statistics
    }

    mutating func run(progress: (CheckProgress) -> Void) throws {
        progress(CheckProgress(stage: .file, done: 0, total: 1))
        try checkFile()
        try checkSchema()
        try checkSums()
        try collectRejections()
        let digests = DigestCheck(database)
        try digests.checkPacks(progress) { note($0) }
        try digests.checkRecords(progress) { note($0) }
        try digests.checkFiles(progress) { note($0) }
        var blocks = BlockCheck(database)
        try blocks.run { note($0) }
        report.packsChecked = digests.packsChecked
        report.contentsChecked = digests.contentsChecked + blocks.blocksChecked
        report.recordsChecked = digests.recordsChecked
        report.filesChecked = digests.filesChecked
        report.orphanedPacks = digests.orphanedPacks
    }

    private mutating func note(_ problem: StoreReport.Problem) {
        report.problemCount += 1
        if report.problems.count < Self.maximumProblems { report.problems.append(problem) }
    }

    private mutating func checkFile() throws {
        let lines = try Query(database, "PRAGMA quick_check(100)").all { $0.text(0) }
        for line in lines where line != "ok" {
            note(StoreReport.Problem(description: "database: \(line)", isDamage: true))
        }
        let broken = try Query(database, "PRAGMA foreign_key_check").all {
            "\($0.text(0)): row \($0.int(1)) refers to a row of \($0.text(2)) that is missing"
        }
        for line in broken { note(StoreReport.Problem(description: line, isDamage: true)) }
    }

    /// The tables must be those that a new store would have.
    private mutating func checkSchema() throws {
        let sql = """
            SELECT type, name, sql FROM sqlite_schema
            WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name
            """
        let expected = try Schema.empty().read { empty in
            try Query(empty, sql).all { [$0.text(0), $0.text(1), $0.text(2)] }
        }
        let found = try Query(database, sql).all { [$0.text(0), $0.text(1), $0.text(2)] }
        for object in found where !expected.contains(object) {
            note(
                StoreReport.Problem(
                    description: "schema: unexpected \(object[0]) \(object[1])", isDamage: false))
        }
        for object in expected where !found.contains(object) {
            note(
                StoreReport.Problem(
                    description: "schema: \(object[0]) \(object[1]) is missing or different",
                    isDamage: true))
        }
    }

    /// The sums must be those of the rows.
    private mutating func checkSums() throws {
        for (list, stored) in try ListRow.all(database) {
            let rows = try list.interactions(database)
            var counted = SumsRow()
            for row in rows { counted.add(row, indexBytes: list.indexBytes(of: row), sign: 1) }
            counted.firstStartNs = rows.map(\.start.nanoseconds).min()
            counted.lastStartNs = rows.map(\.start.nanoseconds).max()
            counted.revision = stored.revision
            counted.latestNs = stored.latestNs
            if counted != stored {
                note(
                    StoreReport.Problem(
                        description: "\(list): its sums are not those of its interactions",
                        isDamage: false))
            }
        }
    }

    private mutating func collectRejections() throws {
        // The first few of each reason, by when they were stored.
        let rows = try Query(
            database,
            """
            SELECT reason, total, format, path, sourceOffset, sourceLength FROM (
                SELECT r.reason, s.format, s.path, r.sourceOffset, r.sourceLength, r.id,
                    count(*) OVER (PARTITION BY r.reason) AS total,
                    row_number() OVER (PARTITION BY r.reason ORDER BY r.id) AS number
                FROM rejected AS r JOIN source AS s ON s.id = r.source)
            WHERE number <= ? ORDER BY total DESC, reason, id
            """
        ).all([.int(Self.exampleCount)]) { row in
            StoreReport.Rejections(
                reason: row.text(0), count: row.count(1),
                examples: [
                    Provenance(
                        format: row.text(2), file: row.text(3), offsetBytes: row.count(4),
                        lengthBytes: row.count(5))
                ])
        }
        for row in rows {
            if report.rejections.last?.reason == row.reason {
                report.rejections[report.rejections.count - 1].examples += row.examples
            } else {
                report.rejections.append(row)
            }
        }
    }
}
