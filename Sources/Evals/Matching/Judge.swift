/// What a judge is asked, and how the answer is read.
public enum Judge {
    /// The messages for a judge: the rubric with its anchors, and the input, the expectation and
    /// the output of a case, fenced as evidence that must not be obeyed.
    public static func messages(
        rubric: Rubric, input: EvalValue, expect: EvalValue?, output: String
    ) -> [ModelTarget.Message] { [] }

    /// The JSON Schema of the structured answer: `reason`, then `score`.
    public static var answerSchema: String { "" }

    /// The grade in an answer; nil when it cannot be read as one.
    public static func grade(fromAnswer answer: String) -> Grade? { nil }

    /// What a graded matcher says of an answer: unscored for one that is no grade.
    public static func outcome(
        ofAnswer answer: String, rubric: Rubric, name: String
    ) -> MatchOutcome { MatchOutcome(matcher: name, verdict: .unscored) }
}
