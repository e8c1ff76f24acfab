internal import Evals
internal import GRDB
internal import Traces

/// The rows of a run as values.
struct RunRows {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    func cases(of run: RunRow.ID) throws -> [RunCase] {
        try Query(
            database,
            """
            SELECT name, directory, text, hash, repeatCount, split, refusal FROM evalRunCase
            WHERE run = ? ORDER BY position
            """
        ).all([.int(run)]) { row in
            guard let split = EvalCase.Split(rawValue: row.text(5)) else {
                throw StoreError(.damaged, "a case of run \(run)")
            }
            return RunCase(
                name: row.text(0), directory: row.text(1), text: row.blob(2), hash: row.text(3),
                repeatCount: row.count(4), split: split, refusal: row.textOrNil(6))
        }
    }

    func attempts(of run: RunRow.ID) throws -> [Attempt] {
        var outcomes = try grades(of: run)
        return try Query(
            database,
            """
            SELECT position, number, startNs, durationNs, output, failure, model, inputTokens,
                outputTokens, costMicroDollars
            FROM evalAttempt WHERE run = ? ORDER BY position, number
            """
        ).all([.int(run)]) { row in
            let key = AttemptKey(caseIndex: row.count(0), number: row.count(1))
            return Attempt(
                key: key, start: Timestamp(nanoseconds: row.int(2)), durationNs: row.int(3),
                output: row.textOrNil(4), failure: row.textOrNil(5),
                outcomes: outcomes.removeValue(forKey: key) ?? [], model: row.textOrNil(6),
                usage: Usage(
                    inputTokens: row.intOrNil(7).map { Int($0) },
                    outputTokens: row.intOrNil(8).map { Int($0) }),
                cost: row.intOrNil(9).map { MicroDollars($0) })
        }
    }

    private func grades(of run: RunRow.ID) throws -> [AttemptKey: [JudgedOutcome]] {
        var grades: [AttemptKey: [JudgedOutcome]] = [:]
        try Query(
            database,
            """
            SELECT position, number, matcher, verdict, reason, score, scoreReason, judgeModel,
                judgePromptHash
            FROM evalGrade WHERE run = ? ORDER BY position, number, matcherNumber
            """
        ).forEach([.int(run)]) { row in
            guard let verdict = Verdict(rawValue: row.text(3)) else {
                throw StoreError(.damaged, "a grade of run \(run)")
            }
            let grade = row.intOrNil(5).flatMap {
                Grade(score: Int($0), reason: row.textOrNil(6) ?? "")
            }
            let outcome = MatchOutcome(
                matcher: row.text(2), verdict: verdict, reason: row.text(4), grade: grade)
            grades[AttemptKey(caseIndex: row.count(0), number: row.count(1)), default: []].append(
                JudgedOutcome(
                    outcome, judgeModel: row.textOrNil(7), judgePromptHash: row.textOrNil(8)))
        }
        return grades
    }
}
