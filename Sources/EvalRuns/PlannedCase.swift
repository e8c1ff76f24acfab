internal import Evals

/// A case with everything that running it needs.
struct PlannedCase: Sendable {
    /// Its index in the run.
    let index: Int
    /// The case.
    let evalCase: EvalCase
    /// Its matchers under the names that reports use.
    let matchers: [(name: String, matcher: Matcher)]
}
