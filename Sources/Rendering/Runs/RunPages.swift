public import Evals
internal import JSON
internal import Traces

/// The pages of a run: its summary and table, and a directory for each case.
public enum RunPages {
    /// A page.
    public struct Page: Hashable, Sendable {
        /// The case whose directory it is in, by its index in the run; nil for the run's own.
        public var caseIndex: Int?
        /// Its name.
        public var name: String
        /// Its bytes.
        public var bytes: [UInt8]
    }

    /// The pages of the run itself.
    public static func own(
        of run: EvalRun, baseline: RunBaseline?, unproven: [String]
    ) -> [Page] {
        [
            Page(
                name: "summary.md",
                bytes: Array(
                    RunSummaryPage.text(of: run, baseline: baseline, unproven: unproven).utf8)),
            Page(name: "cases.tsv", bytes: Array(RunCasesTable.text(of: run).utf8)),
        ]
    }

    /// The pages of a case; none for one that is held out, or that was neither attempted nor refused.
    public static func pages(ofCase index: Int, in run: EvalRun) -> [Page] {
        let runCase = run.cases[index]
        let attempts = run.attempts(ofCase: index).sorted { $0.key < $1.key }
        guard runCase.split == .dev, !attempts.isEmpty || runCase.refusal != nil else { return [] }
        func page(_ name: String, _ bytes: [UInt8]) -> Page {
            Page(caseIndex: index, name: name, bytes: bytes)
        }
        if let refusal = runCase.refusal {
            let text = DisplayText.escaped(refusal)
            return [page("refused.txt", Array((text + "\n").utf8))]
        }
        var pages = [page("input.yaml", inputBytes(of: runCase))]
        for attempt in attempts {
            guard let output = attempt.output else { continue }
            let suffix = runCase.repeatCount > 1 ? "-\(attempt.key.number)" : ""
            let payload = Payload(output)
            pages.append(
                page("output\(suffix).\(payload.pathExtension)", bytes(of: payload)))
        }
        pages.append(page("grades.yaml", GradesPage.bytes(of: attempts)))
        return pages
    }

    private static func inputBytes(of runCase: RunCase) -> [UInt8] {
        let input = EvalCase.decode(runCase.text).value?.input ?? .null
        guard let document = JSONText.container(input.json) else {
            return YAMLText.bytes(of: scalar(input), sourceBytes: nil)
        }
        return YAMLText.bytes(of: .json(document), sourceBytes: nil)
    }

    private static func scalar(_ value: EvalValue) -> YAMLNode {
        value.string.map(YAMLNode.string) ?? .plain(value.json)
    }

    private static func bytes(of payload: Payload) -> [UInt8] {
        switch payload.form {
        case .yaml(let value): return Array(YAMLText.block(value).utf8)
        case .markdown(let text), .text(let text):
            var output = TextBuffer()
            output.append(DisplayText.escapedBytes(text))
            output.endLine()
            return output.bytes
        }
    }
}
