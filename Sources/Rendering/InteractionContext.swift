public import Traces

/// What the pages of one interaction share: its paths, and what has been shown where.
public struct InteractionContext: Sendable {
    /// The interaction.
    public let interaction: Interaction
    /// What the trace itself does not know.
    public let facts: InteractionFacts
    /// Where each step is told.
    public let paths: StepPaths
    /// Where each text is shown.
    public internal(set) var ledger = TextLedger()
    /// The counts.
    public let totals: Totals

    /// Small attributes that every span has alike; told once, in `metadata.json`.
    let commonAttributes: [Attribute]
    /// The steps that failed, without wrappers that only repeat a failure.
    let failures: Set<Int>
    let payloads: [StepPayloads]
    let toolCalls: ToolCallIndex
    /// The indices of steps that are actions, by number.
    let actions: [Int]
    var messages = MessageRegistry()
    var attachments = AttachmentRegistry()
    var attributes = AttributeHistory()
    /// Where each list of tools, and each tool, was defined.
    var toolLists = ToolRegistry()

    /// Prepares the pages of an interaction.
    public init(_ interaction: Interaction, facts: InteractionFacts) {
        self.interaction = interaction
        self.facts = facts
        payloads = interaction.steps.map { StepPayloads(of: $0) }
        commonAttributes = CommonAttributes.found(in: interaction.steps)
        paths = StepPaths(of: interaction, payloads: payloads, common: commonAttributes)
        toolCalls = ToolCallIndex(of: interaction)
        totals = Totals(of: interaction)
        failures = Set(interaction.steps.failureIndices)
        actions = interaction.steps.indices.filter { interaction.steps[$0].isAction }
            .sorted { interaction.steps[$0].number < interaction.steps[$1].number }
    }

    /// True when the source told no times at all.
    var hasTimes: Bool { interaction.start != .epoch }

    /// Where the failure of a step is told, other than in the step's page under `spans/`.
    ///
    /// That is a tool's error file; for a wrapper, which only repeats it, the page of the cause.
    func placeOfFailure(of index: Int) -> String? {
        if let error = paths.files[index].error { return error }
        guard !failures.contains(index) else { return nil }
        let steps = interaction.steps
        let cause = steps[(index + 1)...].indices.first {
            steps[$0].parent == index && steps[$0].failure != nil
        }
        return cause.map { paths.files[$0].failureDetail }
    }

    /// The attributes of a step that nothing else tells.
    func untoldAttributes(of step: Step) -> [Attribute] {
        step.untoldAttributes(beside: commonAttributes)
    }

    /// The time of a step from the interaction's start; nil where the source tells no times.
    func offset(of time: Timestamp) -> String? {
        hasTimes ? AmountText.offset(of: time, from: interaction.start) : nil
    }

    /// A complete page, from now on the place of its texts.
    mutating func page(_ path: String, _ text: TextBuffer) -> RenderedFile {
        ledger.register(page: path, text.bytes)
        return RenderedFile(path: path, body: .bytes(text.bytes))
    }
}
