/// A run of a suite and what it is compared with, case by case.
///
/// A case passes in a run when all of its attempts that have a verdict passed. Only cases that have a
/// verdict in both, and were the same in both, count.
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
    /// Cases that have a verdict in the later run.
    public private(set) var judged = 0
    /// Held-out cases that passed before and fail now; only their number is told.
    public private(set) var heldOutNewlyFailing = 0
    /// Held-out cases that failed before and pass now.
    public private(set) var heldOutNewlyPassing = 0

    /// Compares a run with an earlier one; O(attempts).
    public init(from before: EvalRun, to after: EvalRun) {
        self.init(from: RunBaseline(before), to: after)
    }

    /// Compares a run with what was known before it; O(attempts).
    public init(from before: RunBaseline, to after: EvalRun) {
        let old = before.results
        let new = RunBaseline(after).results
        judged = new.count
        unpaired = old.keys.count { new[$0] == nil }
        for runCase in after.cases {
            let name = Array(runCase.name.utf8)
            guard let now = new[name] else { continue }
            guard let was = old[name] else {
                unpaired += 1
                continue
            }
            let isHeldOut = runCase.split == .heldOut
            guard was.caseHash == now.caseHash else {
                if !isHeldOut { changed.append(runCase.name) } else { unpaired += 1 }
                continue
            }
            switch (was.passed, now.passed) {
            case (true, true): stillPassing += 1
            case (false, false): stillFailing += 1
            case (true, false):
                if isHeldOut {
                    heldOutNewlyFailing += 1
                } else {
                    newlyFailing.append(runCase.name)
                }
            case (false, true):
                if isHeldOut {
                    heldOutNewlyPassing += 1
                } else {
                    newlyPassing.append(runCase.name)
                }
            }
        }
    }

    /// Cases that were compared.
    public var compared: Int {
        stillPassing + stillFailing + paired.newlyFailing + paired.newlyPassing
    }

    /// The changes as numbers, with their test.
    public var paired: PairedComparison {
        PairedComparison(
            newlyFailing: newlyFailing.count + heldOutNewlyFailing,
            newlyPassing: newlyPassing.count + heldOutNewlyPassing)
    }
}
