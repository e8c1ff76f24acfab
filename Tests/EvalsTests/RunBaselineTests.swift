import Evals
import Testing
import Traces

@Suite("What runs are compared with")
struct RunBaselineTests {
    /// A run at a time, with the verdict of each of its cases; nil for one that errored.
    private func run(
        _ time: Int64, _ verdicts: [(name: String, passed: Bool?)], hash: String = "1"
    ) -> EvalRun {
        EvalRun(
            name: "r\(time)", suite: "s", start: Timestamp(nanoseconds: time), state: .complete,
            target: "cat",
            cases: verdicts.map {
                RunCase(name: $0.name, directory: $0.name, text: [], hash: hash)
            },
            attempts: verdicts.enumerated().map { index, verdict in
                Attempt(
                    key: AttemptKey(caseIndex: index, number: 1),
                    start: Timestamp(nanoseconds: time),
                    output: verdict.passed.map { _ in "x" },
                    failure: verdict.passed == nil ? "no answer" : nil,
                    outcomes: verdict.passed.map {
                        [
                            JudgedOutcome(
                                MatchOutcome(
                                    matcher: "m", verdict: $0 ? .passed : .failed, reason: ""))
                        ]
                    } ?? [])
            })
    }

    private func history(_ runs: [EvalRun]) -> RunHistory {
        RunHistory(
            runs.flatMap { run in
                zip(run.cases, RunFigures(of: run).cases).map { runCase, counts in
                    RunHistory.Line(
                        time: run.start, run: run.name, promptHash: nil, caseName: runCase.name,
                        caseHash: runCase.hash, split: .dev, rate: counts.rate)
                }
            })
    }

    @Test("each case is compared with its own last verdict before the run")
    func lastVerdicts() throws {
        let runs = [
            run(1, [("a", true), ("b", true), ("c", false)]), run(2, [("a", false)]),
            run(3, [("b", nil), ("c", true)]),
        ]
        let after = run(4, [("a", true), ("b", false), ("c", true), ("new", true)])
        let baseline = try #require(RunBaseline(before: after, in: history(runs + [after])))
        #expect(baseline.isPatched && baseline.latestRun == "r3")
        #expect(baseline.runs == ["r1", "r2", "r3"])
        let comparison = RunComparison(from: baseline, to: after)
        #expect(comparison.newlyPassing == ["a"] && comparison.newlyFailing == ["b"])
        #expect(comparison.stillPassing == 1 && comparison.compared == 3 && comparison.judged == 4)
        #expect(comparison.unpaired == 1)
    }

    @Test("two whole runs are compared with each other alone")
    func wholeRuns() throws {
        let (first, second) = (run(1, [("a", true)]), run(2, [("a", false)]))
        #expect(RunBaseline(before: first, in: history([first, second])) == nil)
        let baseline = try #require(RunBaseline(before: second, in: history([first, second])))
        #expect(!baseline.isPatched)
        #expect(
            RunComparison(from: baseline, to: second) == RunComparison(from: first, to: second))
    }

    @Test("a case that was changed since its last verdict is not compared")
    func changedCase() throws {
        let (first, second) = (run(1, [("a", true)]), run(2, [("a", false)], hash: "2"))
        let baseline = try #require(RunBaseline(before: second, in: history([first])))
        #expect(RunComparison(from: baseline, to: second).changed == ["a"])
        #expect(RunComparison(from: baseline, to: second).compared == 0)
    }
}
