extension Totals {
    /// Counts the steps of an interaction; O(n).
    ///
    /// Usage and cost are those of model calls alone, because wrappers repeat their children's. A
    /// failure counts once, at the deepest step that tells it.
    public init(of interaction: Interaction) {
        self.init(of: interaction.steps)
    }

    /// Counts steps, which stand depth first.
    init(of steps: [Step]) {
        self.init()
        failures = steps.failureIndices.count
        for step in steps {
            spans += step.isDerived ? 0 : 1
            switch step.content {
            case .model(let call): add(call)
            case .tool: toolCalls += 1
            case .agent, .chain, .retrieval, .embedding, .check, .plumbing, .other: break
            }
        }
    }

    private mutating func add(_ call: ModelCall) {
        modelCalls += 1
        inputTokens += call.usage.inputTokens ?? 0
        outputTokens += call.usage.outputTokens ?? 0
        if call.isCostEstimated { estimatedCalls += 1 }
        if let amount = call.cost {
            let (sum, overflow) = (cost?.value ?? 0).addingReportingOverflow(amount.value)
            cost = MicroDollars(overflow ? .max : sum)
        }
    }
}
