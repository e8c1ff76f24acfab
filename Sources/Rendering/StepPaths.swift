internal import Traces

/// Where each step of an interaction is told, relative to the interaction's directory.
public struct StepPaths: Sendable {
    /// The files of one step; nil where there is none.
    public struct Files: Hashable, Sendable {
        /// What to read first about the step; always present.
        public var detail = ""
        /// A tool's arguments.
        public var input: String?
        /// A tool's result.
        public var result: String?
        /// What went wrong in a tool.
        public var error: String?
        /// The directory of a model call, `llm/004-review-hypothesis/`.
        public var directory: String?
        /// Attributes and events that no other file of the step tells.
        public var span: String?
        /// The untouched records of the span, hidden; nil for a step that has none of its own.
        public var raw: String?
        /// What went into a model call.
        public var request: String? { directory.map { $0 + "request.md" } }
        /// Where a failure of the step is told.
        public var failureDetail: String { error ?? response ?? detail }
        /// What came out of a model call.
        public var response: String? { directory.map { $0 + "response.md" } }
    }

    /// The files of each step, in the order of the steps.
    public private(set) var files: [Files]
    /// Runs of transport spans that share one file, as ranges of steps.
    public let runs: [Range<Int>]
    /// What the names begin with, `003-search-orders`, for each step.
    let stems: [String]

    /// Finds the paths.
    ///
    /// O(n).
    init(of interaction: Interaction, payloads: [StepPayloads], common: [Attribute]) {
        let steps = interaction.steps
        runs = PlumbingRuns.ranges(in: steps)
        let digits = max(3, String(steps.map(\.number).max() ?? 0).utf8.count)
        let stems = steps.indices.map {
            AmountText.padded(steps[$0].number, digits) + "-"
                + StepNames.slug(of: $0, in: interaction)
        }
        self.stems = stems
        files = steps.indices.map { index in
            Self.files(
                of: steps[index], stem: stems[index], payloads: payloads[index], common: common)
        }
        for run in runs {
            let number = run.map { steps[$0].number }.min() ?? 0
            let path = "spans/\(AmountText.padded(number, digits))-plumbing-\(run.count)-spans.yaml"
            for index in run {
                files[index].span = path
                files[index].detail = path
            }
        }
    }

    private static func files(
        of step: Step, stem: String, payloads: StepPayloads, common: [Attribute]
    ) -> Files {
        var files = Files()
        files.raw = step.isDerived ? nil : ".raw/\(step.span.spanID).jsonl"
        switch step.content {
        case .model:
            files.directory = "llm/\(stem)/"
            files.detail = "llm/\(stem)/"
        case .tool:
            files.input = payloads.input.map { "tools/inputs/\(stem).\($0.pathExtension)" }
            files.result = payloads.result.map { "tools/results/\(stem).\($0.pathExtension)" }
            if step.failure != nil { files.error = "tools/results/\(stem).error.txt" }
            if step.hasUntoldDetail(beside: common) { files.span = "spans/tool-\(stem).yaml" }
            let failure = step.failure.map { payloads.tell($0) ? files.result : files.error }
            files.detail =
                (failure ?? files.result) ?? files.input ?? files.span ?? files.raw
                ?? "actions.yaml"
        case .agent, .chain, .retrieval, .embedding, .check, .plumbing, .other:
            files.span = "spans/\(stem).yaml"
            files.detail = "spans/\(stem).yaml"
        }
        return files
    }
}
