public import Evals
internal import Traces

/// `cases.tsv`: one row for each case of a run; held-out ones together in the last.
public enum RunCasesTable {
    /// The header line, ended.
    static let header =
        [
            "case", "verdict", "passed", "scored", "errored", "unscored", "attempts", "duration_ms",
            "cost_usd", "failed_matchers", "path",
        ].joined(separator: "\t") + "\n"

    /// The table.
    public static func text(of run: EvalRun) -> String {
        let figures = RunFigures(of: run)
        var attempts: [Int: [Attempt]] = [:]
        for attempt in run.attempts { attempts[attempt.key.caseIndex, default: []].append(attempt) }
        var output = TextBuffer()
        output.append(header)
        for (index, runCase) in run.cases.enumerated() where runCase.split == .dev {
            let own = attempts[index] ?? []
            let counts = figures.cases[index]
            let duration = own.reduce(Int64(0)) { $0 + $1.durationNs }
            let costs = own.compactMap(\.cost)
            let cost = MicroDollars(costs.reduce(0) { $0 + $1.value })
            let path = own.isEmpty && runCase.refusal == nil ? "" : runCase.directory + "/"
            output.line(
                ([Excerpt.line(runCase.name), RunText.verdict(counts, of: runCase)]
                    + fields(counts)
                    + [
                        String(AmountText.milliseconds(duration)),
                        costs.isEmpty ? "" : AmountText.plainDollars(cost), failedMatchers(own),
                        path,
                    ]).joined(separator: "\t"))
        }
        if figures.heldOut.attempted > 0 {
            output.line(
                (["(held-out)", "score"] + fields(figures.heldOut) + ["", "", "", ""])
                    .joined(separator: "\t"))
        }
        return output.text
    }

    private static func fields(_ counts: RunFigures.Counts) -> [String] {
        [
            counts.rate.passed, counts.rate.attempts, counts.errored, counts.unscored,
            counts.attempted,
        ].map(String.init)
    }

    /// The matchers that an attempt failed, each once.
    private static func failedMatchers(_ attempts: [Attempt]) -> String {
        var names: [String] = []
        for judged in attempts.flatMap(\.outcomes) where judged.outcome.verdict == .failed {
            let name = Excerpt.line(judged.outcome.matcher)
            if !names.contains(name) { names.append(name) }
        }
        return names.joined(separator: ", ")
    }
}
