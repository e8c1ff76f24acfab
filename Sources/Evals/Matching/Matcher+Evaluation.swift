extension Matcher {
    /// What the matcher says of an output; nil for `command` and `graded`, which need a runner.
    public func outcome(for output: String, expect: EvalValue?, name: String) -> MatchOutcome? {
        nil
    }

    /// The matchers with the names under which they are reported, all different.
    public static func named(_ matchers: [Matcher]) -> [(name: String, matcher: Matcher)] { [] }
}
