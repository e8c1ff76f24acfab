/// One condition on an output.
public struct Matcher: Hashable, Sendable {
    /// What a matcher looks at.
    public enum Kind: Hashable, Sendable {
        /// The output is this value, or for a text this text; surrounding white space is not compared.
        case equals(EvalValue)
        /// The output has every one of these texts in it.
        case contains([String])
        /// The output has none of these texts in it.
        case notContains([String])
        /// The output has a part that a regular expression matches.
        case regex(String)
        /// The output equals one of these values.
        case oneOf([EvalValue])
        /// The output is YAML or JSON that has everything that this value has; numbers may differ
        /// by the tolerance.
        case yaml(EvalValue, tolerance: Double)
        /// The output is YAML or JSON that a JSON Schema accepts (see `JSONSchema`).
        case jsonSchema(EvalValue)
        /// A program accepts the output: it gets `{"input", "expect", "output"}` as JSON on its
        /// standard input and ends with 0; what it prints is the reason.
        case command(CommandTarget)
        /// A judge grades the output.
        case graded(Rubric)
    }

    /// The name in reports; unless given, the kind and, among several of a kind, a number.
    public var name: String?
    /// What it looks at; nil values that the file leaves out are the case's `expect`.
    public var kind: Kind
    /// True when the matcher was given without a value, so that it compares with `expect`.
    public var usesExpect: Bool
    /// True when letters match whatever their case.
    public var ignoresCase: Bool

    /// Creates a matcher.
    public init(
        name: String? = nil, _ kind: Kind, usesExpect: Bool = false, ignoresCase: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.usesExpect = usesExpect
        self.ignoresCase = ignoresCase
    }
}

/// A question to a judge, with a written anchor for each grade.
public struct Rubric: Hashable, Sendable {
    /// What is judged.
    public var prompt: String
    /// What an output of each grade looks like; four texts, for 1, 2, 3 and 4.
    public var anchors: [String]
    /// The lowest grade that passes; 3 unless given.
    public var passesAt: Int

    /// Creates a rubric.
    public init(prompt: String, anchors: [String], passesAt: Int = 3) {
        self.prompt = prompt
        self.anchors = anchors
        self.passesAt = passesAt
    }
}
