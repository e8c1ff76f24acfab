public import Evals
internal import GRDB
internal import Traces

extension StoreReader {
    /// The runs of an owner, oldest first.
    public func runs(of owner: RunOwner) throws(StoreError) -> [RunRow] {
        // Served by evalRunOfSuite or evalRunOfFile.
        let sql = """
            SELECT \(RunRow.columns) FROM evalRun AS r WHERE \(owner.condition)\(visibility)
            ORDER BY r.startNs, r.id
            """
        return try store.readOnce { database in
            try Query(database, sql).all([owner.binding] + accountOfSuite) { try RunRow($0) }
        }
    }

    /// The runs of a name, of whatever owner.
    public func runs(named name: String) throws(StoreError) -> [RunRow] {
        let sql = """
            SELECT \(RunRow.columns) FROM evalRun AS r WHERE r.name = ?\(visibility) ORDER BY r.id
            """
        return try store.readOnce { database in
            try Query(database, sql).all([.text(name)] + accountOfSuite) { try RunRow($0) }
        }
    }

    /// The run of a number; nil when there is none.
    public func runRow(_ id: RunRow.ID) throws(StoreError) -> RunRow? {
        let sql = "SELECT \(RunRow.columns) FROM evalRun AS r WHERE r.id = ?\(visibility)"
        return try store.readOnce { database in
            try Query(database, sql).first([.int(id)] + accountOfSuite) { try RunRow($0) }
        }
    }

    /// A run with its cases and attempts; nil when there is none.
    public func run(_ id: RunRow.ID) throws(StoreError) -> EvalRun? {
        let sql = """
            SELECT r.name, r.suiteName, r.startNs, r.endNs, r.state, r.promptHash,
                r.promptCharacters, r.overlappingCases, r.target, r.judge
            FROM evalRun AS r WHERE r.id = ?\(visibility)
            """
        return try store.read { database in
            let run = try Query(database, sql).first([.int(id)] + accountOfSuite) { row in
                guard let state = EvalRun.State(rawValue: row.text(4)) else {
                    throw StoreError(.damaged, "the row of run \(id)")
                }
                return EvalRun(
                    name: row.text(0), suite: row.text(1),
                    start: Timestamp(nanoseconds: row.int(2)),
                    end: row.intOrNil(3).map { Timestamp(nanoseconds: $0) }, state: state,
                    prompt: row.textOrNil(5).map {
                        PromptFacts(
                            hash: $0, characters: row.count(6), overlappingCases: row.count(7))
                    },
                    target: row.text(8), judge: row.textOrNil(9), cases: [])
            }
            guard var run else { return nil }
            run.cases = try RunRows(database).cases(of: id)
            run.attempts = try RunRows(database).attempts(of: id)
            return run
        }
    }

    /// What became of each case over the runs of an owner, oldest first.
    public func history(of owner: RunOwner) throws(StoreError) -> RunHistory {
        let sql = """
            SELECT r.startNs, r.name, r.promptHash, c.name, c.hash, c.split,
                sum(a.verdict = 'passed'), sum(a.verdict IN ('passed', 'failed'))
            FROM evalRun AS r JOIN evalRunCase AS c ON c.run = r.id
            JOIN evalAttempt AS a ON a.run = r.id AND a.position = c.position
            WHERE \(owner.condition)\(visibility)
            GROUP BY r.id, c.position ORDER BY r.startNs, r.id, c.position
            """
        return try store.read { database in
            RunHistory(
                try Query(database, sql).all([owner.binding] + accountOfSuite) { row in
                    RunHistory.Line(
                        time: Timestamp(nanoseconds: row.int(0)), run: row.text(1),
                        promptHash: row.textOrNil(2), caseName: row.text(3), caseHash: row.text(4),
                        split: EvalCase.Split(rawValue: row.text(5)) ?? .dev,
                        rate: PassRate(passed: row.count(6), attempts: row.count(7)))
                })
        }
    }

    /// The cases of a run that have pages, by index, with the names of their directories.
    public func runDirectories(of run: RunRow.ID) throws(StoreError) -> [(index: Int, name: String)]
    {
        let sql = """
            SELECT c.position, c.directory FROM evalRunCase AS c JOIN evalRun AS r ON r.id = c.run
            WHERE c.run = ?\(visibility) AND EXISTS
                (SELECT 1 FROM evalPage AS p WHERE p.run = c.run AND p.position = c.position)
            """
        return try store.readOnce { database in
            try Query(database, sql).all([.int(run)] + accountOfSuite) {
                (index: $0.count(0), name: $0.text(1))
            }
        }
    }

    /// The pages of a directory of a run, by name: its own for nil, or that of a case.
    public func runPages(
        of run: RunRow.ID, caseIndex: Int?
    ) throws(StoreError) -> [RunPageRow] {
        let sql = """
            SELECT \(RunPageRow.columns) FROM evalPage AS p JOIN evalRun AS r ON r.id = p.run
            WHERE p.run = ? AND p.position = ?\(visibility) ORDER BY p.name
            """
        return try store.readOnce { database in
            try Query(database, sql).all([.int(run), .int(caseIndex ?? -1)] + accountOfSuite) {
                RunPageRow($0)
            }
        }
    }

    /// The page of a number; nil when it says something else by now.
    public func runPage(_ id: RunPageRow.ID) throws(StoreError) -> RunPageRow? {
        let sql = """
            SELECT \(RunPageRow.columns) FROM evalPage AS p JOIN evalRun AS r ON r.id = p.run
            WHERE p.id = ?\(visibility)
            """
        return try store.readOnce { database in
            try Query(database, sql).first([.int(id)] + accountOfSuite) { RunPageRow($0) }
        }
    }

    /// The bytes of a page; nil when it says something else by now.
    public func bytes(ofRunPage id: RunPageRow.ID) throws(StoreError) -> [UInt8]? {
        let sql = """
            SELECT p.bytes FROM evalPage AS p JOIN evalRun AS r ON r.id = p.run
            WHERE p.id = ?\(visibility)
            """
        return try store.readOnce { database in
            try Query(database, sql).first([.int(id)] + accountOfSuite) { $0.blob(0) }
        }
    }

    /// The history of a suite as a page; nil before its first run.
    public func historyPage(of suite: SuiteRow.ID) throws(StoreError) -> RunPageRow? {
        let sql = """
            SELECT p.id, 'history.tsv', length(p.bytes), p.modifiedNs FROM evalHistory AS p
            JOIN suite AS s ON s.id = p.suite WHERE p.suite = ?\(SuiteAccount.condition(account))
            """
        return try store.readOnce { database in
            try Query(database, sql).first([.int(suite)] + accountOfSuite) { RunPageRow($0) }
        }
    }

    /// The page of a history by its number; nil when it says something else by now.
    public func historyPage(_ id: RunPageRow.ID) throws(StoreError) -> RunPageRow? {
        let sql = """
            SELECT p.id, 'history.tsv', length(p.bytes), p.modifiedNs FROM evalHistory AS p
            JOIN suite AS s ON s.id = p.suite WHERE p.id = ?\(SuiteAccount.condition(account))
            """
        return try store.readOnce { database in
            try Query(database, sql).first([.int(id)] + accountOfSuite) { RunPageRow($0) }
        }
    }

    /// The bytes of a history by its page's number; nil when it says something else by now.
    public func bytes(ofHistoryPage id: RunPageRow.ID) throws(StoreError) -> [UInt8]? {
        let sql = """
            SELECT p.bytes FROM evalHistory AS p JOIN suite AS s ON s.id = p.suite
            WHERE p.id = ?\(SuiteAccount.condition(account))
            """
        return try store.readOnce { database in
            try Query(database, sql).first([.int(id)] + accountOfSuite) { $0.blob(0) }
        }
    }

    /// The part of a condition on the run `r` that lets those of the account's suites through.
    ///
    /// Runs of files outside are shown by no mount; whoever names the file may see them.
    private var visibility: String {
        guard account != nil else { return "" }
        return """
             AND (r.suite IS NULL OR EXISTS (SELECT 1 FROM suite AS s
            WHERE s.id = r.suite\(SuiteAccount.condition(account))))
            """
    }

    private var accountOfSuite: [Binding] { SuiteAccount.bindings(account) }
}
