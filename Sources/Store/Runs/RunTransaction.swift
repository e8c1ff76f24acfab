internal import Evals
internal import GRDB
internal import Traces

/// Changes of runs inside of one transaction.
struct RunTransaction {
    let database: Database
    /// Who writes, for the log of changes.
    let writer: Int64

    func begin(_ run: EvalRun, of owner: RunOwner) throws -> RunRow.ID {
        let (suite, file): (Binding, Binding)
        switch owner {
        case .suite(let id): (suite, file) = (.int(id), .null)
        case .file(let path): (suite, file) = (.null, .text(path))
        }
        let isTaken = try Query(
            database, "SELECT 1 FROM evalRun AS r WHERE \(owner.condition) AND r.name = ?"
        ).hasRow([owner.binding, .text(run.name)])
        guard !isTaken else { throw StoreError(.exists, run.name) }
        try Query(
            database,
            """
            INSERT INTO evalRun (suite, file, name, suiteName, startNs, endNs, state, promptHash,
                promptCharacters, overlappingCases, target, judge, modifiedNs)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ).run([
            suite, file, .text(run.name), .text(run.suite), .int(run.start.nanoseconds),
            .int(orNull: run.end?.nanoseconds), .text(run.state.rawValue),
            .text(orNull: run.prompt?.hash),
            .int(orNull: run.prompt.map { Int64($0.characters) }),
            .int(orNull: run.prompt.map { Int64($0.overlappingCases) }), .text(run.target),
            .text(orNull: run.judge), .int(run.start.nanoseconds),
        ])
        let id = database.lastInsertedRowID
        for (position, runCase) in run.cases.enumerated() {
            try add(runCase, at: position, to: id)
        }
        for attempt in run.attempts { try add(attempt, to: id) }
        return id
    }

    /// Gives a linked suite the runs that its file had before it was linked.
    func adoptRuns(for suite: SuiteRow.ID) throws {
        try Query(
            database,
            """
            UPDATE OR IGNORE evalRun SET suite = ?, file = NULL
            WHERE file = (SELECT path FROM suiteLink WHERE suite = ?)
            """
        ).run([.int(suite), .int(suite)])
    }

    private func add(_ runCase: RunCase, at position: Int, to run: RunRow.ID) throws {
        try Query(
            database,
            """
            INSERT INTO evalRunCase
                (run, position, name, directory, text, hash, repeatCount, split, refusal)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ).run([
            .int(run), .int(position), .text(runCase.name), .text(runCase.directory),
            .blob(runCase.text), .text(runCase.hash), .int(runCase.repeatCount),
            .text(runCase.split.rawValue), .text(orNull: runCase.refusal),
        ])
    }

    func add(_ attempt: Attempt, to run: RunRow.ID) throws {
        let key: [Binding] = [
            .int(run), .int(attempt.key.caseIndex), .int(attempt.key.number),
        ]
        try Query(
            database,
            """
            INSERT INTO evalAttempt (run, position, number, startNs, durationNs, verdict, output,
                failure, model, inputTokens, outputTokens, costMicroDollars)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ).run(
            key + [
                .int(attempt.start.nanoseconds), .int(attempt.durationNs),
                .text(attempt.verdict.rawValue), .text(orNull: attempt.output),
                .text(orNull: attempt.failure), .text(orNull: attempt.model),
                .int(orNull: attempt.usage.inputTokens.map { Int64($0) }),
                .int(orNull: attempt.usage.outputTokens.map { Int64($0) }),
                .int(orNull: attempt.cost?.value),
            ])
        for (number, judged) in attempt.outcomes.enumerated() {
            let outcome = judged.outcome
            try Query(
                database,
                """
                INSERT INTO evalGrade (run, position, number, matcherNumber, matcher, verdict,
                    reason, score, scoreReason, judgeModel, judgePromptHash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
            ).run(
                key + [
                    .int(number), .text(outcome.matcher), .text(outcome.verdict.rawValue),
                    .text(outcome.reason), .int(orNull: outcome.grade.map { Int64($0.score) }),
                    .text(orNull: outcome.grade?.reason), .text(orNull: judged.judgeModel),
                    .text(orNull: judged.judgePromptHash),
                ])
        }
    }

    func set(_ state: EvalRun.State, end: Timestamp?, of run: RunRow.ID) throws {
        try Query(database, "UPDATE evalRun SET state = ?, endNs = ? WHERE id = ?")
            .run([.text(state.rawValue), .int(orNull: end?.nanoseconds), .int(run)])
    }

    func keep(
        _ pages: [RunPage], of run: RunRow.ID, history: [UInt8]?, at now: Timestamp
    ) throws {
        for page in pages { try keep(page, of: run, at: now) }
        try Query(database, "UPDATE evalRun SET modifiedNs = ? WHERE id = ?")
            .run([.int(now.nanoseconds), .int(run)])
        let suite = try Query(database, "SELECT suite FROM evalRun WHERE id = ?")
            .first([.int(run)]) { $0.intOrNil(0) }
        guard let suite, let suite else { return }
        if let history { try keep(history: history, of: suite, at: now) }
        try Query(database, "INSERT INTO suiteChange (suite, writer) VALUES (?, ?)")
            .run([.int(suite), .int(writer)])
    }

    func keep(history: [UInt8], of suite: SuiteRow.ID, at now: Timestamp) throws {
        let isSame = try Query(
            database, "SELECT 1 FROM evalHistory WHERE suite = ? AND bytes = ?"
        ).hasRow([.int(suite), .blob(history)])
        guard !isSame else { return }
        try Query(database, "DELETE FROM evalHistory WHERE suite = ?").run([.int(suite)])
        try Query(
            database, "INSERT INTO evalHistory (suite, bytes, modifiedNs) VALUES (?, ?, ?)"
        ).run([.int(suite), .blob(history), .int(now.nanoseconds)])
    }

    private func keep(_ page: RunPage, of run: RunRow.ID, at now: Timestamp) throws {
        let place: [Binding] = [.int(run), .int(page.caseIndex ?? -1), .text(page.name)]
        let isSame = try Query(
            database,
            "SELECT 1 FROM evalPage WHERE run = ? AND position = ? AND name = ? AND bytes = ?"
        ).hasRow(place + [.blob(page.bytes)])
        guard !isSame else { return }
        try Query(database, "DELETE FROM evalPage WHERE run = ? AND position = ? AND name = ?")
            .run(place)
        try Query(
            database,
            "INSERT INTO evalPage (run, position, name, bytes, modifiedNs) VALUES (?, ?, ?, ?, ?)"
        ).run(place + [.blob(page.bytes), .int(now.nanoseconds)])
    }
}
