/// What became of one condition on one output.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// The condition holds.
    case passed
    /// It does not.
    case failed
    /// A judge did not answer with a grade; neither a pass nor a failure.
    case unscored
    /// The condition could not be looked at: a program that does not start, a judge out of reach.
    case errored
}

/// A judge's grade.
public struct Grade: Hashable, Sendable {
    /// 1, 2, 3 or 4.
    public var score: Int
    /// Why, in the judge's words.
    public var reason: String

    /// Creates a grade; nil for a score that is none of 1, 2, 3 and 4.
    public init?(score: Int, reason: String) {
        guard (1...4).contains(score) else { return nil }
        self.score = score
        self.reason = reason
    }
}

/// What a matcher says of an output.
public struct MatchOutcome: Hashable, Sendable {
    /// The matcher's name in reports.
    public var matcher: String
    /// What it says.
    public var verdict: Verdict
    /// Why, in a sentence; empty when there is nothing to say.
    public var reason: String
    /// The judge's grade, for a graded matcher that was scored.
    public var grade: Grade?

    /// Creates an outcome.
    public init(matcher: String, verdict: Verdict, reason: String = "", grade: Grade? = nil) {
        self.matcher = matcher
        self.verdict = verdict
        self.reason = reason
        self.grade = grade
    }
}
