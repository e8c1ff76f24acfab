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

    let payloads: [StepPayloads]
    let toolCalls: ToolCallIndex
    /// The indices of steps that are actions, by number.
    let actions: [Int]
    var messages = MessageRegistry()
    var attachments = AttachmentRegistry()
    /// Where each list of tools, and each tool, was defined.
    var toolLists = ToolRegistry()

    /// Prepares the pages of an interaction.
    public init(_ interaction: Interaction, facts: InteractionFacts) {
        self.interaction = interaction
        self.facts = facts
        payloads = interaction.steps.map { StepPayloads(of: $0) }
        paths = StepPaths(of: interaction, payloads: payloads)
        toolCalls = ToolCallIndex(of: interaction)
        totals = Totals(of: interaction)
        actions = interaction.steps.indices.filter { interaction.steps[$0].isAction }
            .sorted { interaction.steps[$0].number < interaction.steps[$1].number }
    }

    /// True when the source told no times at all.
    var hasTimes: Bool { interaction.start != .epoch }

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
