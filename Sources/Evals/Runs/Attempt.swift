public import Traces

/// Which attempt of a run.
public struct AttemptKey: Hashable, Sendable, Comparable {
    /// The index of the case in the run.
    public var caseIndex: Int
    /// The number of the attempt, from 1.
    public var number: Int

    /// Creates a key.
    public init(caseIndex: Int, number: Int) {
        self.caseIndex = caseIndex
        self.number = number
    }

    /// Orders by case, then by number.
    public static func < (left: AttemptKey, right: AttemptKey) -> Bool {
        (left.caseIndex, left.number) < (right.caseIndex, right.number)
    }
}

/// One output for a case, and what the matchers say of it.
public struct Attempt: Hashable, Sendable {
    /// Which one it is.
    public var key: AttemptKey
    /// When it began.
    public var start: Timestamp
    /// How long the output took, in nanoseconds.
    public var durationNs: Int64
    /// The output; nil when there was none.
    public var output: String?
    /// Why there was no output; nil when there was one.
    public var failure: String?
    /// What the matchers say, in their order; none without an output.
    public var outcomes: [JudgedOutcome]
    /// The model that made the output; nil for a command.
    public var model: String?
    /// The tokens of the output and of its judges.
    public var usage: Usage
    /// What the tokens cost; nil when no price is known.
    public var cost: MicroDollars?

    /// Creates an attempt.
    public init(
        key: AttemptKey, start: Timestamp, durationNs: Int64 = 0, output: String? = nil,
        failure: String? = nil, outcomes: [JudgedOutcome] = [], model: String? = nil,
        usage: Usage = Usage(), cost: MicroDollars? = nil
    ) {
        self.key = key
        self.start = start
        self.durationNs = durationNs
        self.output = output
        self.failure = failure
        self.outcomes = outcomes
        self.model = model
        self.usage = usage
        self.cost = cost
    }

    /// What became of it: a failed matcher decides; then one that could not be looked at; then one
    /// without a grade.
    public var verdict: Verdict {
        guard failure == nil, output != nil, !outcomes.isEmpty else { return .errored }
        let verdicts = outcomes.map(\.outcome.verdict)
        return [.failed, .errored, .unscored].first(where: verdicts.contains) ?? .passed
    }
}

/// What a matcher says of an output, and who judged.
public struct JudgedOutcome: Hashable, Sendable {
    /// What the matcher says.
    public var outcome: MatchOutcome
    /// The judging model, as it names itself; nil for a matcher without a judge.
    public var judgeModel: String?
    /// The SHA-256 of what the judge was told of its task, in hexadecimal digits; nil without a judge.
    public var judgePromptHash: String?

    /// Creates an outcome.
    public init(
        _ outcome: MatchOutcome, judgeModel: String? = nil, judgePromptHash: String? = nil
    ) {
        self.outcome = outcome
        self.judgeModel = judgeModel
        self.judgePromptHash = judgePromptHash
    }
}
