/// A promptfoo configuration, or a file of its tests.
struct PromptfooImport {
    private var result = SuiteImport.Result()
    private var names = UniqueNames()

    /// Configurations that promptfoo writes itself share whole values by aliases.
    private static let limits = EvalLimits(nesting: 64, expandedNodes: 5_000_000)

    consuming func read(_ bytes: [UInt8]) -> SuiteImport.Result {
        let decoded = EvalValue.decode(yaml: bytes, limits: Self.limits)
        result.problems = decoded.problems
        guard let root = decoded.value else { return result }
        let tests = root.elements ?? root["tests"]?.elements ?? []
        if root.members != nil { readSuite(root) }
        if tests.isEmpty { result.note("there are no tests in the file itself") }
        for (index, test) in tests.enumerated() { readTest(test, number: index + 1) }
        return result
    }

    private mutating func readSuite(_ root: EvalValue) {
        result.suite.description = root["description"]?.string
        let prompts = root["prompts"]?.elements ?? []
        if let prompt = prompts.first?.string {
            result.suite.prompt =
                prompt.hasPrefix("file://")
                ? .file(String(prompt.dropFirst(7))) : .text(Self.template(prompt))
        }
        if prompts.count > 1 {
            result.note("only the first of \(prompts.count) prompts is carried over")
        }
        let providers = root["providers"]?.elements ?? root["targets"]?.elements ?? []
        if let provider = providers.first { readProvider(provider) }
        result.suite.matchers = matchers(root["defaultTest"]?["assert"], "defaultTest") ?? []
        if let vars = root["defaultTest"]?["vars"], !vars.isNull {
            result.note("vars of defaultTest are not carried over")
        }
        for lost in ["scenarios", "derivedMetrics", "redteam", "extensions"] where root[lost] != nil
        {
            result.note("\(lost) is not carried over")
        }
    }

    private mutating func readProvider(_ provider: EvalValue) {
        let id = provider.string ?? provider["id"]?.string ?? ""
        let parts = id.split(separator: ":").map(String.init)
        guard let model = parts.last, parts.count > 1,
            let wire = ModelEndpoint.WireProtocol(rawValue: parts[0])
        else {
            result.note("the provider \(id.isEmpty ? "without an id" : id) is not carried over")
            return
        }
        let content: String = result.suite.prompt == nil ? "{{input}}" : "{{prompt}}"
        result.suite.run = .model(
            ModelTarget(
                endpoint: ModelEndpoint(protocol: wire, model: model),
                messages: [ModelTarget.Message(role: "user", content: content)]))
    }

    private mutating func readTest(_ test: EvalValue, number: Int) {
        let vars = test["vars"] ?? .map([])
        let name = test["description"]?.string ?? "test-\(number)"
        for lost in ["options", "threshold", "provider"] where test[lost] != nil {
            result.note("\(lost) of \(name) is not carried over")
        }
        result.cases.append(
            EvalCase(
                name: names.unique(name), input: vars, matchers: matchers(test["assert"], name),
                metadata: test["metadata"]))
    }

    // MARK: - Assertions

    private mutating func matchers(_ asserts: EvalValue?, _ what: String) -> [Matcher]? {
        guard let asserts = asserts?.elements else { return nil }
        return asserts.compactMap { assertion in
            guard let matcher = matcher(assertion) else {
                let type = assertion["type"]?.text ?? "without a type"
                result.note("the assertion \(type) of \(what) is not carried over")
                return nil
            }
            return matcher
        }
    }

    private func matcher(_ assertion: EvalValue) -> Matcher? {
        guard let type = assertion["type"]?.string else { return nil }
        let value = assertion["value"] ?? .null
        let texts = value.elements?.map { $0.text } ?? [value.text]
        switch type {
        case "equals": return Matcher(.equals(value))
        case "contains", "contains-all": return Matcher(.contains(texts))
        case "icontains", "icontains-all": return Matcher(.contains(texts), ignoresCase: true)
        case "not-contains": return Matcher(.notContains(texts))
        case "not-icontains": return Matcher(.notContains(texts), ignoresCase: true)
        case "contains-any", "icontains-any":
            return Matcher(
                .regex(texts.map(Self.escaped).joined(separator: "|")),
                ignoresCase: type == "icontains-any")
        case "starts-with": return Matcher(.regex("\\A" + Self.escaped(value.text)))
        case "regex":
            return Pattern.objection(to: value.text) == nil ? Matcher(.regex(value.text)) : nil
        case "is-json", "contains-json":
            let schema: EvalValue = value.members == nil ? .map([]) : value
            return type == "is-json" ? Matcher(.jsonSchema(schema)) : nil
        case "llm-rubric", "model-graded-closedqa":
            guard let prompt = value.string else { return nil }
            return Matcher(.graded(Self.rubric(Self.template(prompt))))
        default: return nil
        }
    }

    /// promptfoo's rubrics have no anchors; these say what its judge is told.
    private static func rubric(_ prompt: String) -> Rubric {
        Rubric(
            prompt: prompt,
            anchors: [
                "The output does not meet the criterion at all.",
                "The output meets a part of the criterion, and misses an important one.",
                "The output meets the criterion, with small flaws.",
                "The output meets the criterion fully.",
            ])
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { output, character in
            if "\\^$.|?*+()[]{}/#-".contains(character) { output.append("\\") }
            output.append(character)
        }
    }

    /// `{{topic}}` of promptfoo is `{{input.topic}}` here.
    private static func template(_ text: String) -> String {
        text.replacing(#/\{\{\s*([A-Za-z_][A-Za-z0-9_.]*)\s*\}\}/#) { "{{input.\($0.1)}}" }
    }
}
