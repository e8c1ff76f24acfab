/// A suite as a promptfoo configuration.
public enum PromptfooExport {
    /// The configuration as a value, and what promptfoo has no word for.
    public static func configuration(suite: Suite, cases: [EvalCase]) -> (
        value: EvalValue, problems: [Problem]
    ) { (.null, []) }
}
