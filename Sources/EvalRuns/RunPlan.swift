public import Evals
internal import Foundation
public import Traces

/// What a run does, checked before anything is spent.
public struct RunPlan: Sendable {
    /// The run as it begins: its cases, without attempts.
    public let run: EvalRun
    /// The text of the prompt under test; nil when the suite names none.
    public let prompt: String?
    /// What is wrong with cases that were chosen, in the order of the suite; warnings too.
    public let problems: [Problem]

    let target: RunTarget
    let judge: ModelEndpoint?
    let cases: [PlannedCase]
    let selection: RunSelection
    let directory: String

    /// Checks a suite and chooses its cases for a run of a name; keys and addresses of models come from `environment`.
    public init(
        _ source: SuiteTexts, _ selection: RunSelection, name: String, start: Timestamp,
        environment: [String: String]
    ) throws(RunError) {
        let decoded = Suite.decode(source.header)
        guard let suite = decoded.runnable, var target = suite.run else {
            throw .unfitSuite(Self.problems(decoded, of: source))
        }
        self.selection = selection
        directory = source.directory
        prompt = try Self.prompt(of: suite, in: source.directory)
        let asked = prompt ?? Self.messages(of: target)
        var chosen = CaseChoice(suite, selection)
        for (index, text) in source.cases.enumerated() { chosen.add(text, at: index) }
        cases = chosen.planned
        let overlaps = asked.map {
            VerbatimOverlap.found(prompt: $0, cases: chosen.planned.map(\.evalCase))
        }
        problems =
            decoded.problems.map { $0.inFile(source.headerFile) } + chosen.problems
            + (overlaps ?? []).compactMap { overlap in
                Self.problem(overlap, chosen.planned[overlap.caseIndex], source.headerFile)
            }
        if let missing = chosen.missing { throw .noSuchCase(missing) }
        guard !cases.isEmpty || chosen.runCases.contains(where: { $0.refusal != nil }) else {
            throw .noCases(asked: selection.cases + selection.tags)
        }
        if case .model(var model) = target {
            model.endpoint = model.endpoint.resolved(in: environment)
            target = .model(model)
        }
        self.target = target
        judge = suite.judge?.endpoint.resolved(in: environment)
        run = EvalRun(
            name: name, suite: suite.name ?? source.name, start: start,
            prompt: asked.map { asked in
                PromptFacts(
                    hash: ContentHash.hex(of: asked), characters: asked.count,
                    overlappingCases: overlaps?.count ?? 0)
            }, target: Self.text(of: target, hasPrompt: prompt != nil),
            judge: judge.map(Self.text), cases: chosen.runCases)
        try checkModels(environment)
    }

    /// What must be attempted: every case once, then every case a second time, and so on, so that a
    /// run that is stopped knows something of all of them.
    var order: [AttemptKey] {
        let most = cases.map { run.cases[$0.index].repeatCount }.max() ?? 0
        guard most > 0 else { return [] }
        return (1...most).flatMap { number in
            cases.filter { run.cases[$0.index].repeatCount >= number }
                .map { AttemptKey(caseIndex: $0.index, number: number) }
        }
    }

    /// False for a budget that cannot be kept, because an answer that was paid for does not say what it cost.
    func canKeepBudget(after attempt: Attempt) -> Bool {
        guard selection.maximumCost != nil, attempt.cost == nil, attempt.failure == nil else {
            return true
        }
        if case .model = target { return false }
        return !attempt.outcomes.contains { $0.outcome.grade != nil }
    }

    /// Checks that a run that was stopped would be finished by this plan.
    public func checkResumes(_ old: EvalRun) throws(RunError) {
        let differences = RunDifferences(from: old, to: run).texts
        guard differences.isEmpty else {
            throw .changedSince(run: old.name, what: differences.joined(separator: "; "))
        }
    }

    private static func problems(_ decoded: Decoded<Suite>, of source: SuiteTexts) -> [Problem] {
        let problems = decoded.problems.map { $0.inFile(source.headerFile) }
        guard !problems.hasErrors else { return problems }
        return problems + [
            Problem(
                file: source.headerFile, line: 1, "the suite does not say what to run",
                advice: "add `run:` with a command or a model")
        ]
    }

    private static func prompt(
        of suite: Suite, in directory: String
    ) throws(RunError) -> String? {
        switch suite.prompt {
        case nil: return nil
        case .text(let text): return text
        case .file(let path):
            let url = URL(filePath: path, relativeTo: URL(filePath: directory + "/"))
            do {
                return try String(contentsOf: url, encoding: .utf8)
            } catch {
                throw .unreadablePrompt(path: path, reason: error.localizedDescription)
            }
        }
    }

    /// The messages of a suite that has them instead of a prompt.
    private static func messages(of target: RunTarget) -> String? {
        guard case .model(let model) = target, !model.messages.isEmpty else { return nil }
        return model.messages.map(\.content).joined(separator: "\n\n")
    }

    /// What prompt and case share, as a warning; of a held-out case nothing is told.
    private static func problem(
        _ overlap: VerbatimOverlap, _ planned: PlannedCase, _ file: String
    ) -> Problem? {
        guard planned.evalCase.split == .dev else { return nil }
        let shared =
            overlap.text.count > 60 ? overlap.text.prefix(60) + "…" : overlap.text[...]
        return Problem(
            file: file, line: 1,
            "the prompt has words of the case \"\(planned.evalCase.name ?? "")\": \"\(shared)\"",
            advice: "a prompt that quotes its cases passes them and nothing else",
            severity: .warning)
    }

    /// All that makes the outputs what they are, but for the prompt.
    private static func text(of target: RunTarget, hasPrompt: Bool) -> String {
        switch target {
        case .command(let command): return "command: " + command.arguments.joined(separator: " ")
        case .model(let model):
            let text = "model: " + self.text(of: model.endpoint)
            guard hasPrompt, !model.messages.isEmpty else { return text }
            let hash = ContentHash.hex(
                of: model.messages.flatMap { [Array($0.role.utf8), Array($0.content.utf8)] })
            return text + ", messages: \(hash.prefix(12))"
        }
    }

    private static func text(of endpoint: ModelEndpoint) -> String {
        ([endpoint.model + " at " + endpoint.url]
            + endpoint.parameters.map { "\($0.name): \($0.value.json)" })
            .joined(separator: ", ")
    }

    private func checkModels(_ environment: [String: String]) throws(RunError) {
        var endpoints: [ModelEndpoint] = []
        if case .model(let model) = target { endpoints.append(model.endpoint) }
        let graded = cases.flatMap(\.matchers).first {
            if case .graded = $0.matcher.kind { true } else { false }
        }
        if let graded {
            guard let judge else { throw .missingJudge(matcher: graded.name) }
            endpoints.append(judge)
        }
        for endpoint in endpoints {
            if endpoint.needsKey, environment[endpoint.keyVariable]?.isEmpty ?? true {
                throw .missingKey(variable: endpoint.keyVariable, model: endpoint.model)
            }
            if selection.maximumCost != nil, endpoint.price == nil {
                throw .missingPrice(model: endpoint.model)
            }
        }
    }
}
