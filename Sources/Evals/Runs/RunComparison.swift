/// Two runs of a suite, compared case by case.
///
/// A case passes in a run when all of its attempts that have a verdict passed. Only cases that have a
/// verdict in both runs, and were the same in both, count.
public struct RunComparison: Hashable, Sendable {
    /// Cases that passed before and fail now, by name.
    public private(set) var newlyFailing: [String] = []
    /// Cases that failed before and pass now, by name.
    public private(set) var newlyPassing: [String] = []
    /// Cases that passed in both.
    public private(set) var stillPassing = 0
    /// Cases that failed in both.
    public private(set) var stillFailing = 0
    /// Cases that were changed between the runs.
    public private(set) var changed: [String] = []
    /// Cases that have a verdict in only one of the runs.
    public private(set) var unpaired = 0
    /// Held-out cases that passed before and fail now; only their number is told.
    public private(set) var heldOutNewlyFailing = 0
    /// Held-out cases that failed before and pass now.
    public private(set) var heldOutNewlyPassing = 0

    /// Compares a run with an earlier one; O(attempts).
    public init(from before: EvalRun, to after: EvalRun) {
        let old = Self.results(of: before)
        let new = Self.results(of: after)
        unpaired = old.keys.count { new[$0] == nil }
        for name in after.cases.map({ Array($0.name.utf8) }) {
            guard let now = new[name] else { continue }
            guard let was = old[name] else {
                unpaired += 1
                continue
            }
            let isHeldOut = now.runCase.split == .heldOut
            guard was.runCase.hash == now.runCase.hash else {
                if !isHeldOut { changed.append(now.runCase.name) } else { unpaired += 1 }
                continue
            }
            switch (was.passed, now.passed) {
            case (true, true): stillPassing += 1
            case (false, false): stillFailing += 1
            case (true, false):
                if isHeldOut {
                    heldOutNewlyFailing += 1
                } else {
                    newlyFailing.append(now.runCase.name)
                }
            case (false, true):
                if isHeldOut {
                    heldOutNewlyPassing += 1
                } else {
                    newlyPassing.append(now.runCase.name)
                }
            }
        }
    }

    /// The changes as numbers, with their test.
    public var paired: PairedComparison {
        PairedComparison(
            newlyFailing: newlyFailing.count + heldOutNewlyFailing,
            newlyPassing: newlyPassing.count + heldOutNewlyPassing)
    }

    /// The cases of a run that have a verdict, by the bytes of their names.
    private static func results(
        of run: EvalRun
    ) -> [[UInt8]: (runCase: RunCase, passed: Bool)] {
        let figures = RunFigures(of: run)
        var results: [[UInt8]: (runCase: RunCase, passed: Bool)] = [:]
        for (runCase, counts) in zip(run.cases, figures.cases) where counts.rate.attempts > 0 {
            results[Array(runCase.name.utf8)] = (
                runCase, counts.rate.passed == counts.rate.attempts
            )
        }
        return results
    }
}
