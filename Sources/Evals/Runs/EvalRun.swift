public import Traces

/// One run of a suite: what was to be run, and what came of it.
public struct EvalRun: Hashable, Sendable {
    /// How far a run has come.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// It is going on, or its process ended without a word.
        case running
        /// Everything was attempted.
        case complete
        /// Somebody stopped it; it can be resumed.
        case interrupted
        /// It stopped because its budget was spent; it can be resumed.
        case overBudget = "over-budget"
    }

    /// The name of its directory, unique in the suite: the time of start and some letters.
    public var name: String
    /// The name of the suite.
    public var suite: String
    /// When it began.
    public var start: Timestamp
    /// When it ended; nil while it goes on.
    public var end: Timestamp?
    /// How far it has come.
    public var state: State
    /// The prompt under test; nil when the suite names none.
    public var prompt: PromptFacts?
    /// What was run, in words: the model and its address, or the command.
    public var target: String
    /// The judging model; nil without one.
    public var judge: String?
    /// What was to be run, in the order of the suite.
    public var cases: [RunCase]
    /// What was attempted, by case and number.
    public var attempts: [Attempt]

    /// Creates a run.
    public init(
        name: String, suite: String, start: Timestamp, end: Timestamp? = nil,
        state: State = .running, prompt: PromptFacts? = nil, target: String, judge: String? = nil,
        cases: [RunCase], attempts: [Attempt] = []
    ) {
        self.name = name
        self.suite = suite
        self.start = start
        self.end = end
        self.state = state
        self.prompt = prompt
        self.target = target
        self.judge = judge
        self.cases = cases
        self.attempts = attempts
    }
}

/// What is known of the prompt that a run tested.
public struct PromptFacts: Hashable, Sendable {
    /// The SHA-256 of its text, in hexadecimal digits.
    public var hash: String
    /// How many characters it has.
    public var characters: Int
    /// How many cases share a stretch with it word for word.
    public var overlappingCases: Int

    /// Creates facts.
    public init(hash: String, characters: Int, overlappingCases: Int) {
        self.hash = hash
        self.characters = characters
        self.overlappingCases = overlappingCases
    }
}

/// A case as a run took it.
public struct RunCase: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The name of its directory in the results.
    public var directory: String
    /// Its text.
    public var text: [UInt8]
    /// What makes it the same case for another run: the SHA-256 of its text and of the matchers that it shares.
    public var hash: String
    /// How often it is run.
    public var repeatCount: Int
    /// Who may see it.
    public var split: EvalCase.Split
    /// Why it was not run: its problems; nil when it was.
    public var refusal: String?

    /// Creates a case.
    public init(
        name: String, directory: String, text: [UInt8], hash: String, repeatCount: Int = 1,
        split: EvalCase.Split = .dev, refusal: String? = nil
    ) {
        self.name = name
        self.directory = directory
        self.text = text
        self.hash = hash
        self.repeatCount = repeatCount
        self.split = split
        self.refusal = refusal
    }
}
