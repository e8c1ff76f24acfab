/// What a suite or a case that can be read does not have, and cannot be run without.
public struct EvalLacks: OptionSet, Hashable, Sendable {
    /// One bit for each.
    public let rawValue: UInt8

    /// Creates a set.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Nothing says how an output is made.
    public static let run = EvalLacks(rawValue: 1)
    /// Nothing says what a good output is.
    public static let matchers = EvalLacks(rawValue: 2)

    /// What each of them is as a problem at a line.
    ///
    /// It is no reason to refuse a text: a suite may be written, imported and exported without.
    public func problems(line: Int) -> [Problem] {
        var problems: [Problem] = []
        if contains(.run) {
            problems.append(
                Problem(
                    line: line, "the suite does not say what to run",
                    advice: "add `run:` with a command or a model", severity: .warning))
        }
        if contains(.matchers) {
            problems.append(
                Problem(
                    line: line, "the case has no matchers and cannot pass or fail",
                    advice: "add `matchers:` to the case or to the suite", severity: .warning))
        }
        return problems
    }

    /// What a suite without matchers lacks for the sake of these cases, as one problem.
    public static func noMatchers(inCases names: [String]) -> Problem {
        let most = 20
        let shown = names.prefix(most).map { "\"\($0)\"" }.joined(separator: ", ")
        let rest = names.count > most ? " and \(names.count - most) more" : ""
        return Problem(
            line: 1,
            "there are no matchers for \(shown)\(rest), without which a case cannot pass or fail",
            advice: "add `matchers:` to the suite or to each of them", severity: .warning)
    }
}

extension Suite {
    /// What it does not have: `matchers` when only the cases may have them.
    public var lacks: EvalLacks {
        var lacks: EvalLacks = []
        if run == nil { lacks.insert(.run) }
        if matchers.isEmpty { lacks.insert(.matchers) }
        return lacks
    }
}

extension EvalCase {
    /// What it does not have in a suite with those lacks.
    public func lacks(in suite: EvalLacks) -> EvalLacks {
        matchers.map { $0.isEmpty ? .matchers : [] } ?? suite.intersection(.matchers)
    }
}
