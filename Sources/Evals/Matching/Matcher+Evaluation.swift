extension Matcher {
    /// What the matcher says of an output; nil for `command` and `graded`, which need a runner.
    ///
    /// `expect` is what the case expects, for matchers that were given without a value; `name` is
    /// the name in reports (see `named`).
    public func outcome(for output: String, expect: EvalValue?, name: String) -> MatchOutcome? {
        guard !kind.needsRunner else { return nil }
        let value: Kind
        if usesExpect {
            guard let expect, let given = kind.comparing(with: expect) else {
                return MatchOutcome(
                    matcher: name, verdict: .errored,
                    reason: "the case has no `expect` that this matcher can compare with")
            }
            value = given
        } else {
            value = kind
        }
        let complaint = complaint(about: output, value)
        return MatchOutcome(
            matcher: name, verdict: complaint == nil ? .passed : .failed, reason: complaint ?? "")
    }

    /// The matchers with the names under which they are reported, all different.
    public static func named(_ matchers: [Matcher]) -> [(name: String, matcher: Matcher)] {
        var used: Set<String> = []
        return matchers.map { matcher in
            let wanted = matcher.name ?? matcher.kind.word
            var name = wanted
            var number = 2
            while !used.insert(name).inserted {
                name = "\(wanted)-\(number)"
                number += 1
            }
            return (name, matcher)
        }
    }

    /// Why an output does not match; nil when it does.
    private func complaint(about output: String, _ kind: Kind) -> String? {
        switch kind {
        case .equals(let value):
            return equals(output, value) ? nil : "is not \(Self.shown(value))"
        case .oneOf(let values):
            return values.contains { equals(output, $0) }
                ? nil : "is none of \(values.count) values"
        case .contains(let texts):
            return texts.first { !has(output, $0) }.map { "has no \(Self.shown(.string($0)))" }
        case .notContains(let texts):
            return texts.first { has(output, $0) }.map { "has \(Self.shown(.string($0)))" }
        case .regex(let pattern):
            return Pattern.matches(pattern, in: output, ignoringCase: ignoresCase)
                ? nil : "does not match \(pattern)"
        case .yaml(let expected, let tolerance):
            guard let value = OutputValue.read(output) else { return "is neither JSON nor YAML" }
            return ValueSubset(tolerance: tolerance).complaint(about: value, expected)
        case .jsonSchema(let schema):
            guard let value = OutputValue.read(output) else { return "is neither JSON nor YAML" }
            return JSONSchema(schema).complaint(about: value)
        case .command, .graded:
            return nil
        }
    }

    private func equals(_ output: String, _ value: EvalValue) -> Bool {
        if case .string(let text) = value {
            return folded(output.trimmed).utf8.elementsEqual(folded(text.trimmed).utf8)
        }
        return OutputValue.read(output) == value
    }

    private func has(_ output: String, _ text: String) -> Bool {
        Array(folded(output).utf8).firstRange(of: Array(folded(text).utf8)) != nil
    }

    private func folded(_ text: String) -> String { ignoresCase ? text.lowercased() : text }

    /// A value in a sentence, at most 80 characters of it.
    private static func shown(_ value: EvalValue) -> String {
        let json = value.json
        return json.count <= 80 ? json : json.prefix(79) + "…"
    }
}

extension Matcher.Kind {
    /// The word for the kind in files.
    public var word: String {
        switch self {
        case .equals: "equals"
        case .contains: "contains"
        case .notContains: "not-contains"
        case .regex: "regex"
        case .oneOf: "one-of"
        case .yaml: "yaml"
        case .jsonSchema: "json-schema"
        case .command: "command"
        case .graded: "grade"
        }
    }

    /// True for what a program or a judge must look at.
    public var needsRunner: Bool {
        switch self {
        case .command, .graded: true
        case .equals, .contains, .notContains, .regex, .oneOf, .yaml, .jsonSchema: false
        }
    }

    /// The kind with what a case expects as its value; nil when the expectation does not fit.
    func comparing(with expect: EvalValue) -> Self? {
        let values = expect.elements ?? [expect]
        switch self {
        case .equals: return .equals(expect)
        case .contains: return .contains(values.map(\.text))
        case .notContains: return .notContains(values.map(\.text))
        case .regex:
            return expect.string.flatMap { Pattern.objection(to: $0) == nil ? .regex($0) : nil }
        case .oneOf: return .oneOf(values)
        case .yaml(_, let tolerance): return .yaml(expect, tolerance: tolerance)
        case .jsonSchema: return .jsonSchema(expect)
        case .command, .graded: return self
        }
    }
}
