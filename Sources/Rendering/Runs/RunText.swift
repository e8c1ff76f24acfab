internal import Evals
internal import Foundation

/// Numbers of runs as every page of a run shows them.
enum RunText {
    /// A part of one in percent, `81.8 %`.
    static func percent(_ share: Double) -> String {
        // `String(format:)` without a locale is the same everywhere.
        String(format: "%.1f", share * 100) + " %"
    }

    /// Passes, their rate and its interval: `9/11 = 81.8 % (95 % interval 52.3 % to 94.9 %)`.
    static func rate(_ rate: PassRate) -> String {
        let fraction = "\(rate.passed)/\(rate.attempts)"
        guard let value = rate.value, let interval = rate.wilsonInterval() else { return fraction }
        return "\(fraction) = \(percent(value)) (95 % interval \(percent(interval.lowerBound)) "
            + "to \(percent(interval.upperBound)))"
    }

    /// A chance with three places, or why there is none.
    static func chance(_ value: Double?, casesBelow: Int, _ k: Int) -> String {
        guard let value else {
            return
                "undefined (\(AmountText.count(casesBelow, "case")) with fewer than \(k) verdicts)"
        }
        return String(format: "%.3f", value)
    }

    /// A p-value.
    static func pValue(_ value: Double) -> String {
        value < 0.001 ? "< 0.001" : String(format: "%.3f", value)
    }

    /// The first digits of a hash, enough to tell prompts apart.
    static func short(_ hash: String) -> String { String(hash.prefix(12)) }

    /// What became of a case in a word: `passed`, `failed`, `flaky` for some of both, `unscored`,
    /// `errored`, `refused`, or `not run`.
    static func verdict(_ counts: RunFigures.Counts, of runCase: RunCase) -> String {
        if runCase.refusal != nil { return "refused" }
        let rate = counts.rate
        if rate.attempts > 0 {
            if rate.passed == rate.attempts { return counts.errored > 0 ? "errored" : "passed" }
            return rate.passed == 0 ? "failed" : "flaky"
        }
        if counts.unscored > 0 { return "unscored" }
        return counts.errored > 0 ? "errored" : "not run"
    }
}

extension EvalRun {
    /// The attempts of a case.
    func attempts(ofCase index: Int) -> [Attempt] {
        attempts.filter { $0.key.caseIndex == index }
    }
}

extension Attempt {
    /// Why it did not pass, on one line: what went wrong, or what the first matcher says that did not
    /// pass; empty for one that passed.
    var complaint: String {
        if let failure { return Excerpt.line(failure) }
        let judged = outcomes.first { $0.outcome.verdict == verdict && verdict != .passed }
        guard let outcome = judged?.outcome else { return "" }
        let reason = outcome.grade.map { "grade \($0.score): \($0.reason)" } ?? outcome.reason
        return Excerpt.line(reason.isEmpty ? outcome.matcher : "\(outcome.matcher): \(reason)")
    }
}
