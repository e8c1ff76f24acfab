public import Traces

/// What a run comes to in numbers.
public struct RunFigures: Hashable, Sendable {
    /// The numbers of some attempts.
    public struct Counts: Hashable, Sendable {
        /// Attempts that were made.
        public var attempted = 0
        /// Attempts with an output that every matcher could look at.
        public var completed = 0
        /// Attempts without an output, or with a matcher that could not be looked at.
        public var errored = 0
        /// Attempts that no matcher failed, but of which a judge gave no grade.
        public var unscored = 0
        /// Attempts that passed.
        public var passed = 0

        /// Creates counts of nothing.
        public init() {}

        /// Passes among attempts that passed or failed.
        public var rate: PassRate {
            PassRate(passed: passed, attempts: attempted - errored - unscored)
        }

        mutating func add(_ verdict: Verdict) {
            attempted += 1
            switch verdict {
            case .passed:
                completed += 1
                passed += 1
            case .failed: completed += 1
            case .unscored:
                completed += 1
                unscored += 1
            case .errored: errored += 1
            }
        }
    }

    /// The numbers of one matcher.
    public struct MatcherCounts: Hashable, Sendable {
        /// The matcher's name.
        public var matcher: String
        /// How often it said what.
        public var counts: Counts
    }

    /// All attempts.
    public private(set) var total = Counts()
    /// Attempts of cases that everybody may see.
    public private(set) var dev = Counts()
    /// Attempts of cases of which only the score is shown.
    public private(set) var heldOut = Counts()
    /// The attempts of each case, in the order of the run.
    public private(set) var cases: [Counts]
    /// What matchers say of cases that everybody may see, in the order in which they first speak.
    public private(set) var matchers: [MatcherCounts] = []
    /// Cases that were not run because of their problems.
    public let refused: Int
    /// The cost, as far as prices are known; nil when none is.
    public private(set) var cost: MicroDollars?
    /// Input tokens, as far as they were told.
    public private(set) var inputTokens = 0
    /// Output tokens, as far as they were told.
    public private(set) var outputTokens = 0

    private let repeatCounts: [Int?]

    /// Counts a run; O(attempts).
    public init(of run: EvalRun) {
        cases = run.cases.map { _ in Counts() }
        refused = run.cases.count { $0.refusal != nil }
        repeatCounts = run.cases.map { $0.refusal == nil ? $0.repeatCount : nil }
        var positions: [String: Int] = [:]
        for attempt in run.attempts where run.cases.indices.contains(attempt.key.caseIndex) {
            let verdict = attempt.verdict
            total.add(verdict)
            cases[attempt.key.caseIndex].add(verdict)
            if let amount = attempt.cost {
                cost = MicroDollars((cost?.value ?? 0) + amount.value)
            }
            inputTokens += attempt.usage.inputTokens ?? 0
            outputTokens += attempt.usage.outputTokens ?? 0
            switch run.cases[attempt.key.caseIndex].split {
            case .heldOut: heldOut.add(verdict)
            case .dev:
                dev.add(verdict)
                for judged in attempt.outcomes { add(judged.outcome, at: &positions) }
            }
        }
    }

    /// How often a case is run that is run most often.
    public var largestRepeat: Int { repeatCounts.compactMap(\.self).max() ?? 1 }

    /// The chance, averaged over the cases, that one of `k` attempts passes; nil when a case has
    /// fewer attempts with a verdict.
    public func passAt(_ k: Int) -> Double? { mean { $0.passAt(k) } }

    /// The chance, averaged over the cases, that all of `k` attempts pass; nil when a case has fewer
    /// attempts with a verdict.
    public func passAll(_ k: Int) -> Double? { mean { $0.passAll(k) } }

    /// Cases that have fewer attempts with a verdict.
    public func casesBelow(_ k: Int) -> Int {
        runCases.count { $0.rate.attempts < k }
    }

    private var runCases: [Counts] {
        zip(cases, repeatCounts).compactMap { $1 == nil ? nil : $0 }
    }

    private func mean(_ value: (PassRate) -> Double?) -> Double? {
        let values = runCases.map { value($0.rate) }
        guard !values.isEmpty, !values.contains(nil) else { return nil }
        return values.compactMap(\.self).reduce(0, +) / Double(values.count)
    }

    private mutating func add(_ outcome: MatchOutcome, at positions: inout [String: Int]) {
        let position = positions[outcome.matcher] ?? matchers.count
        if position == matchers.count {
            positions[outcome.matcher] = position
            matchers.append(MatcherCounts(matcher: outcome.matcher, counts: Counts()))
        }
        matchers[position].counts.add(outcome.verdict)
    }
}
