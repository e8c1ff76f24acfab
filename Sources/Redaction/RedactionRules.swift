/// What a configuration adds to what is recognised anyway.
public struct RedactionRules: Hashable, Sendable {
    /// One kind of thing to replace.
    public struct Rule: Hashable, Sendable {
        /// What the things are called; pseudonyms are `name-1a2b3c4d`.
        public var name: String
        /// Regular expressions.
        public var patterns: [String]
        /// Words and phrases, found whatever their case and not inside of other words.
        public var words: [String]

        /// Creates a rule.
        public init(name: String, patterns: [String] = [], words: [String] = []) {
            self.name = name
            self.patterns = patterns
            self.words = words
        }
    }

    /// The rules, the first ones first.
    public var rules: [Rule]
    /// Texts that are never replaced; a host's name keeps those below it too.
    public var kept: [String]

    /// Creates rules; none by default.
    public init(rules: [Rule] = [], kept: [String] = []) {
        self.rules = rules
        self.kept = kept
    }
}

/// A pattern of a rule that is no regular expression.
public struct RedactionPatternError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The rule.
    public let rule: String
    /// The pattern.
    public let pattern: String
    /// What is wrong with it.
    public let reason: String

    /// What failed and what to do.
    public var description: String {
        "rule \"\(rule)\": \"\(pattern)\" is no regular expression: \(reason)"
    }
}
