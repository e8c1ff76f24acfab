internal import GRDB

/// Compares the blocks of files in suites with their digests.
struct BlockCheck {
    private(set) var blocksChecked = 0
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    mutating func run(_ note: (StoreReport.Problem) -> Void) throws {
        var damaged: [Int64] = []
        try Query(database, "SELECT id, digest, data FROM block ORDER BY id").forEach { row in
            blocksChecked += 1
            if try ContentDigest(of: row.blob(2)) != row.digest(1) { damaged.append(row.int(0)) }
        }
        for block in damaged {
            let users = try users(of: block)
            note(
                StoreReport.Problem(
                    description: "block \(block) is damaged: "
                        + (users.isEmpty ? "nothing shows it" : users.joined(separator: ", ")),
                    isDamage: true))
        }
    }

    /// The revisions and drafts that show a block, by path.
    private func users(of block: Int64) throws -> [String] {
        try Query(
            database,
            """
            SELECT s.name, d.directory, d.name, r.number FROM revisionBlock AS b
            JOIN fileRevision AS r ON r.id = b.revision JOIN document AS d ON d.id = r.document
            JOIN suite AS s ON s.id = d.suite WHERE b.block = ?1
            UNION ALL
            SELECT s.name, f.directory, f.name, NULL FROM draftBlock AS b
            JOIN suiteFile AS f ON f.id = b.file JOIN suite AS s ON s.id = f.suite
            WHERE b.block = ?1
            """
        ).all([.int(block)]) { row in
            let directory = row.int(1) == SuiteDirectory.cases.rawValue ? "cases/" : ""
            let version = row.intOrNil(3).map { "revision \($0)" } ?? "draft"
            return "evals/\(row.text(0))/\(directory)\(row.text(2)), \(version)"
        }
    }
}
