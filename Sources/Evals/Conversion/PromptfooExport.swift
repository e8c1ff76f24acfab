/// A suite as a promptfoo configuration.
public struct PromptfooExport: Sendable {
    /// The configuration.
    public private(set) var configuration: EvalValue = .null
    /// What promptfoo has no word for.
    public private(set) var problems: [Problem] = []

    /// Converts a suite and its cases.
    public init(suite: Suite, cases: [EvalCase]) {
        var members: [EvalMember] = []
        if let text = suite.description ?? suite.name {
            members.append(EvalMember("description", .string(text)))
        }
        members.append(EvalMember("prompts", .list([.string(prompt(of: suite))])))
        if let provider = provider(of: suite) {
            members.append(EvalMember("providers", .list([.string(provider)])))
        }
        if !suite.matchers.isEmpty {
            let asserts = assertions(suite.matchers, expect: nil, "the suite")
            members.append(EvalMember("defaultTest", .map([EvalMember("assert", .list(asserts))])))
        }
        let tests = cases.map { test($0, of: suite) }
        members.append(EvalMember("tests", .list(tests)))
        configuration = .map(members)
    }

    private mutating func note(_ message: String) {
        problems.append(
            Problem(
                line: 1, message, advice: "add it to the configuration by hand", severity: .warning)
        )
    }

    private func prompt(of suite: Suite) -> String {
        switch suite.prompt {
        case .text(let text): Self.template(text)
        case .file(let path): "file://" + path
        case nil: "{{input}}"
        }
    }

    private mutating func provider(of suite: Suite) -> String? {
        switch suite.run {
        case .model(let target):
            if target.messages.count > 1 { note("messages beside the prompt are not carried over") }
            let name = target.endpoint.wireProtocol.rawValue
            return "\(name):\(name == "openai" ? "chat" : "messages"):\(target.endpoint.model)"
        case .command(let command):
            return "exec:" + command.arguments.joined(separator: " ")
        case nil:
            return nil
        }
    }

    private mutating func test(_ evalCase: EvalCase, of suite: Suite) -> EvalValue {
        let name = evalCase.name ?? "a case without a name"
        var members: [EvalMember] = []
        if let name = evalCase.name { members.append(EvalMember("description", .string(name))) }
        let vars = evalCase.input.members ?? [EvalMember("input", evalCase.input)]
        members.append(EvalMember("vars", .map(vars)))
        let inherited = suite.matchers.filter { $0.usesExpect }
        let matchers = evalCase.matchers ?? inherited
        let asserts = assertions(matchers, expect: evalCase.expect, name)
        if !asserts.isEmpty { members.append(EvalMember("assert", .list(asserts))) }
        if let metadata = evalCase.metadata { members.append(EvalMember("metadata", metadata)) }
        if evalCase.repeatCount != nil { note("repeat of \(name) is not carried over") }
        return .map(members)
    }

    // MARK: - Assertions

    private mutating func assertions(
        _ matchers: [Matcher], expect: EvalValue?, _ what: String
    ) -> [EvalValue] {
        matchers.flatMap { matcher in
            var kind = matcher.kind
            if matcher.usesExpect {
                // The suite's own matchers that need an expectation go to each test.
                guard let expect else { return [EvalValue]() }
                kind = matcher.kind.comparing(with: expect) ?? kind
            }
            guard let found = Self.assertions(kind, ignoringCase: matcher.ignoresCase) else {
                note("the matcher \(kind.word) of \(what) is not carried over")
                return []
            }
            return found
        }
    }

    private static func assertions(_ kind: Matcher.Kind, ignoringCase: Bool) -> [EvalValue]? {
        let prefix = ignoringCase ? "i" : ""
        switch kind {
        case .equals(let value): return ignoringCase ? nil : [assertion("equals", value)]
        case .contains(let texts): return texts.map { assertion(prefix + "contains", .string($0)) }
        case .notContains(let texts):
            return texts.map { assertion("not-\(prefix)contains", .string($0)) }
        case .regex(let pattern): return ignoringCase ? nil : [assertion("regex", .string(pattern))]
        case .oneOf(let values):
            guard !ignoringCase else { return nil }
            let list = EvalValue.list(values.map { .string($0.text) }).json
            return [assertion("javascript", .string("\(list).includes(output.trim())"))]
        case .jsonSchema(let schema): return [assertion("is-json", schema)]
        case .graded(let rubric):
            let anchors = rubric.anchors.enumerated().map { "\($0.offset + 1): \($0.element)" }
            let text =
                "\(template(rubric.prompt))\nPasses at \(rubric.passesAt) of:\n"
                + anchors.joined(separator: "\n")
            return [assertion("llm-rubric", .string(text))]
        case .yaml, .command: return nil
        }
    }

    private static func assertion(_ type: String, _ value: EvalValue) -> EvalValue {
        .map([EvalMember("type", .string(type)), EvalMember("value", value)])
    }

    private static func template(_ text: String) -> String {
        text.replacing(#/\{\{\s*input\.([A-Za-z_][A-Za-z0-9_.]*)\s*\}\}/#) { "{{\($0.1)}}" }
    }
}
