/// What a run is compared with: for each of its cases, the last verdict before it.
///
/// A run of some cases says nothing of the others, so that their verdicts come from runs before that one.
public struct RunBaseline: Hashable, Sendable {
    /// The last verdict of a case.
    struct Result: Hashable, Sendable {
        /// The name of the run that found it.
        var run: String
        /// What makes it the same case.
        var caseHash: String
        /// True when all attempts that have a verdict passed.
        var passed: Bool
    }

    /// The name of the run before.
    public let latestRun: String
    /// True when the run before took other cases, or left some without a verdict, so that more is
    /// compared than these two runs.
    public let isPatched: Bool

    /// The last verdicts, by the bytes of the cases' names.
    let results: [[UInt8]: Result]

    /// One run alone, with all of its cases; O(attempts).
    public init(_ run: EvalRun) {
        latestRun = run.name
        isPatched = false
        var results: [[UInt8]: Result] = [:]
        for (runCase, counts) in zip(run.cases, RunFigures(of: run).cases) {
            results[Array(runCase.name.utf8)] = Result(
                runCase.hash, counts.rate, of: run.name)
        }
        self.results = results
    }

    /// The runs of a history before one; nil for the first; O(history).
    public init?(before run: EvalRun, in history: RunHistory) {
        let earlier = history.lines.filter { $0.time < run.start }
        guard let latest = earlier.last?.run else { return nil }
        let names = Set(
            run.cases.filter { $0.refusal == nil }.map { Array($0.name.utf8) })
        var results: [[UInt8]: Result] = [:]
        var latestNames: Set<[UInt8]> = []
        for line in earlier {
            let name = Array(line.caseName.utf8)
            if line.run == latest { latestNames.insert(name) }
            guard names.contains(name),
                let result = Result(line.caseHash, line.rate, of: line.run)
            else { continue }
            results[name] = result
        }
        latestRun = latest
        isPatched = latestNames != names || results.values.contains { $0.run != latest }
        self.results = results
    }

    /// The names of the runs whose verdicts are compared, in order.
    public var runs: [String] { Set(results.values.map(\.run)).sorted() }
}

extension RunBaseline.Result {
    /// The verdict of a rate; nil without attempts that have one.
    fileprivate init?(_ caseHash: String, _ rate: PassRate, of run: String) {
        guard rate.attempts > 0 else { return nil }
        self.init(run: run, caseHash: caseHash, passed: rate.passed == rate.attempts)
    }
}
