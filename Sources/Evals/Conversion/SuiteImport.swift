/// Foreign suites read as cases.
public enum SuiteImport {
    /// A foreign format.
    public enum Format: String, Hashable, Sendable, CaseIterable {
        /// A promptfoo configuration or a file of its tests.
        case promptfoo
        /// Samples of Inspect, one JSON object a line, or a JSON list.
        case inspect
        /// Rows of Braintrust: `input`, `expected`, `metadata`, one JSON object a line, or a list.
        case braintrust
    }

    /// What a foreign file gave.
    public struct Result: Hashable, Sendable {
        /// What is known of the suite.
        public var suite: Suite
        /// The cases.
        public var cases: [EvalCase]
        /// What could not be carried over, with lines of the foreign file where they are known.
        public var problems: [Problem]

        init() {
            suite = Suite()
            cases = []
            problems = []
        }

        mutating func note(_ message: String, line: Int = 1) {
            problems.append(
                Problem(
                    line: line, message, advice: "add it to the suite by hand", severity: .warning))
        }
    }

    /// Reads a foreign file.
    public static func read(_ bytes: [UInt8], as format: Format) -> Result {
        switch format {
        case .promptfoo: PromptfooImport().read(bytes)
        case .inspect: InspectImport.read(bytes)
        case .braintrust: BraintrustImport.read(bytes)
        }
    }
}
