/// A suite of evals: what it tests, how to run it, and what every case of it shares.
///
/// The cases stand in the same file, but are decoded one by one (`SuiteDocument.cases`,
/// `EvalCase.decode`), so that a broken one spoils no other.
public struct Suite: Hashable, Sendable {
    /// The name; nil when the file does not say.
    public var name: String?
    /// What it tests, for people; nil when the file does not say.
    public var description: String?
    /// The prompt under test; `{{prompt}}` in messages and commands' environment.
    public var prompt: PromptSource?
    /// How an output is made of the input of a case; nil when the file does not say.
    public var run: RunTarget?
    /// Who answers graded matchers; nil when the file does not say.
    public var judge: JudgeSettings?
    /// The matchers of every case that does not give its own.
    public var matchers: [Matcher]
    /// How often a case is run that does not say; 1 unless given.
    public var repeatCount: Int

    /// Creates a suite.
    public init(
        name: String? = nil, description: String? = nil, prompt: PromptSource? = nil,
        run: RunTarget? = nil, judge: JudgeSettings? = nil, matchers: [Matcher] = [],
        repeatCount: Int = 1
    ) {
        self.name = name
        self.description = description
        self.prompt = prompt
        self.run = run
        self.judge = judge
        self.matchers = matchers
        self.repeatCount = repeatCount
    }
}

/// Where the prompt under test stands.
public enum PromptSource: Hashable, Sendable {
    /// In the suite itself.
    case text(String)
    /// In a file, by its path from the directory of the suite.
    case file(String)
}
