internal import Evals

/// The cases of a suite that a run takes, and those that it refuses.
struct CaseChoice {
    private let suite: Suite
    private let selection: RunSelection
    private var wanted: [String]
    private var names: Set<[UInt8]> = []
    private var directories: Set<String> = []

    /// What the run takes, refused cases included.
    private(set) var runCases: [RunCase] = []
    /// What can be run.
    private(set) var planned: [PlannedCase] = []
    /// What is wrong with what was chosen.
    private(set) var problems: [Problem] = []

    init(_ suite: Suite, _ selection: RunSelection) {
        self.suite = suite
        self.selection = selection
        wanted = selection.cases
    }

    /// A case that was asked for and is not there; nil when all are.
    var missing: String? { wanted.first }

    /// Takes the next case, when it was chosen.
    mutating func add(_ source: SuiteTexts.CaseText, at position: Int) {
        let decoded = EvalCase.decode(source.text, hasOwnFile: source.name != nil)
        let name = source.name ?? decoded.value?.name ?? "case-\(position)"
        guard isChosen(name, position, decoded.value) else { return }
        var found = decoded.problems.map { $0.movedDown(byLines: source.linesBefore) }
        let matchers = Matcher.named(decoded.value?.matchers ?? suite.matchers)
        if decoded.runnable != nil, matchers.isEmpty {
            found.append(
                Problem(
                    line: source.linesBefore + 1, "the case \"\(name)\" has no matchers",
                    advice: "add `matchers:` to the case or to the suite"))
        }
        if !names.insert(Array(name.utf8)).inserted {
            found.append(
                Problem(
                    line: source.linesBefore + 1, "the name \"\(name)\" is another case's too",
                    advice: "rename one of them"))
        }
        found = found.map { $0.inFile(source.file) }
        problems += found
        let repeatCount = selection.repeatCount ?? decoded.value?.repeatCount ?? suite.repeatCount
        let refusal =
            found.hasErrors
            ? found.filter { $0.severity == .error }.map(\.description).joined(separator: "\n")
            : nil
        runCases.append(
            RunCase(
                name: name, directory: directory(of: name), text: source.text,
                hash: hash(of: source.text, decoded.value), repeatCount: repeatCount,
                split: decoded.value?.split ?? .dev, refusal: refusal))
        guard refusal == nil, let value = decoded.runnable else { return }
        planned.append(
            PlannedCase(index: runCases.count - 1, evalCase: value, matchers: matchers))
    }

    private mutating func isChosen(_ name: String, _ position: Int, _ value: EvalCase?) -> Bool {
        let isTagged =
            selection.tags.isEmpty
            || selection.tags.contains { tag in
                value?.tags.contains { $0.utf8.elementsEqual(tag.utf8) } == true
            }
        guard !selection.cases.isEmpty else { return isTagged }
        let references = [name, String(position)]
        wanted.removeAll { reference in
            references.contains { $0.utf8.elementsEqual(reference.utf8) }
        }
        return isTagged
            && selection.cases.contains { reference in
                references.contains { $0.utf8.elementsEqual(reference.utf8) }
            }
    }

    /// The name of the case's directory in the results, which is that of its file without the ending.
    private mutating func directory(of name: String) -> String {
        // A name too long for a file has a number instead.
        let file = CaseFileName.file(forCase: name)
        let stem = file.map { String($0.dropLast(".yaml".count)) } ?? "case-\(runCases.count)"
        var candidate = stem
        var number = 2
        while !directories.insert(candidate.lowercased()).inserted {
            candidate = "\(stem)~\(number)"
            number += 1
        }
        return candidate
    }

    private func hash(of text: [UInt8], _ value: EvalCase?) -> String {
        // A change of the matchers that all cases share makes each of them another case.
        let shared = value?.matchers == nil ? "\(suite.matchers)" : ""
        return ContentHash.hex(of: [text, Array(shared.utf8)])
    }
}
