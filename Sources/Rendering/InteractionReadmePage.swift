internal import Traces

/// `README.md` of an interaction: one screen that says what happened and where to look.
public enum InteractionReadmePage {
    /// The page; the last to be rendered.
    public static func render(_ context: inout InteractionContext) -> [RenderedFile] {
        var output = TextBuffer()
        output.line("# \(context.facts.directoryName)")
        output.line()
        writeOutcome(context, &output)
        writeCounts(context, &output)
        writeFailures(context, &output)
        writeExtremes(context, &output)
        writePlaces(context, &output)
        return [RenderedFile(path: "README.md", body: .bytes(output.bytes))]
    }

    private static func writeOutcome(_ context: InteractionContext, _ output: inout TextBuffer) {
        let interaction = context.interaction
        output.line("- name: \(Excerpt.name(interaction.name))")
        let asked = interaction.asked.lazy.map(\.text).first { !$0.isEmpty }
        output.line(
            "- asked: \(asked.map { Excerpt.quoted($0) + " (`message.md`)" } ?? "not captured")")
        let answered = interaction.answered.lazy.map(\.text).first { !$0.isEmpty }
        output.line(
            "- answered: \(answered.map { Excerpt.quoted($0) + " (`response.md`)" } ?? "not captured")"
        )
        output.line("- status: \(interaction.status.rawValue)")
        if let agent = interaction.agent { output.line("- agent: \(Excerpt.name(agent))") }
        if context.hasTimes {
            output.line("- start: \(interaction.start)")
            if let end = interaction.end {
                let duration = end.nanoseconds(since: interaction.start)
                output.line("- duration: \(AmountText.duration(nanoseconds: duration))")
            }
        } else {
            output.line("- start: not recorded")
        }
        if let conversation = interaction.conversationID {
            let path = context.facts.conversationDirectory.map {
                " (`../../../conversations/\($0)/`)"
            }
            output.line("- conversation: \(Excerpt.name(conversation))\(path ?? "")")
        }
        if !interaction.tags.isEmpty {
            let tags = interaction.tags.map { Excerpt.name($0) }.joined(separator: ", ")
            output.line("- tags: \(Excerpt.line(tags))")
        }
    }

    private static func writeCounts(_ context: InteractionContext, _ output: inout TextBuffer) {
        let totals = context.totals
        let models = ModelCounts(of: context.interaction).models.prefix(4).map {
            "\(Excerpt.name($0.name)): \($0.calls)"
        }.joined(separator: ", ")
        output.line("- model calls: \(totals.modelCalls)\(models.isEmpty ? "" : " (\(models))")")
        output.line("- tool calls: \(totals.toolCalls)")
        output.line("- failures: \(totals.failures)")
        output.line("- spans: \(totals.spans)")
        let isTold = context.interaction.steps.contains { $0.tellsTokens }
        let tokens =
            "input \(AmountText.count(totals.inputTokens)), "
            + "output \(AmountText.count(totals.outputTokens))"
        output.line("- tokens: \(isTold ? tokens : "not recorded")")
        if let cost = AmountText.cost(of: totals) { output.line("- cost: \(cost)") }
        let annotations = context.interaction.annotations.count
        if annotations > 0 { output.line("- annotations: \(annotations) (`annotations.yaml`)") }
        let problems = context.interaction.problems
        for problem in problems.prefix(3) {
            output.line("- problem of the trace: \(Excerpt.line(problem))")
        }
        if problems.count > 3 {
            output.line("- more problems of the trace: \(problems.count - 3) (`metadata.json`)")
        }
    }

    private static func writeFailures(_ context: InteractionContext, _ output: inout TextBuffer) {
        let steps = context.interaction.steps
        let failed = steps.failureIndices
        let first = failed.min { (steps[$0].span.start, $0) < (steps[$1].span.start, $1) }
        guard let first, let failure = steps[first].failure else { return }
        output.line()
        output.line("## First failure")
        output.line()
        output.line("- step: \(name(of: first, context))")
        output.line("- error: \(failure.excerpt())")
        let files = context.paths.files[first]
        let payloads = context.payloads[first]
        if payloads.tell(failure), let result = files.result {
            output.line("- detail: `\(result)`")
        } else {
            output.line("- detail: `\(files.failureDetail)`")
            if let result = files.result, let payload = payloads.result {
                output.line("- result: \(Excerpt.quoted(payload.raw)) (`\(result)`)")
            }
        }
        if let input = files.input ?? files.request { output.line("- input: `\(input)`") }
        if failed.count > 1 {
            output.line("- all \(failed.count) failures: lines with `FAILED` in `trace.md`")
        }
    }

    private static func writeExtremes(_ context: InteractionContext, _ output: inout TextBuffer) {
        let steps = context.interaction.steps
        let slowest = context.actions.filter { context.hasTimes && steps[$0].durationNs ?? 0 > 0 }
            .max { (steps[$0].durationNs ?? 0, $1) < (steps[$1].durationNs ?? 0, $0) }
        let costliest = context.actions.filter { steps[$0].weight > (0, 0) }
            .max { steps[$0].weight < steps[$1].weight }
        guard slowest != nil || costliest != nil else { return }
        output.line()
        output.line("## Slowest and costliest")
        output.line()
        if let slowest, let duration = steps[slowest].durationNs {
            let time = AmountText.duration(nanoseconds: duration)
            output.line(
                "- slowest: \(name(of: slowest, context)), \(time): "
                    + "`\(context.paths.files[slowest].detail)`")
        }
        if let costliest, case .model(let call) = steps[costliest].content {
            let cost = AmountText.cost(of: call)
            let amounts = [cost, UsageText.line(call.usage)].compactMap { $0 }
            output.line(
                "- costliest: \(name(of: costliest, context)), "
                    + "\(amounts.joined(separator: ", ")): `\(context.paths.files[costliest].detail)`"
            )
        }
    }

    private static func writePlaces(_ context: InteractionContext, _ output: inout TextBuffer) {
        output.line()
        output.line("## Where to look")
        output.line()
        if !context.actions.isEmpty {
            output.line("- `actions.yaml`: every model and tool call in order, with its paths")
        }
        output.line("- `trace.md`: the span tree, one line per span, with its path")
        if context.totals.toolCalls > 0 {
            output.line("- `tools/inputs/`, `tools/results/`: what tools were given and gave back")
        }
        if context.totals.modelCalls > 0 {
            output.line(
                "- `llm/`: prompt and answer of each model call; indented lines are content, "
                    + "`## 5` begins message 5")
        }
        output.line("- `.raw/<span id>.jsonl`: the untouched records of a span; not listed")
    }

    private static func name(of index: Int, _ context: InteractionContext) -> String {
        let step = context.interaction.steps[index]
        let offset = context.offset(of: step.span.start).map { " at \($0)" } ?? ""
        return "\(step.kindWord) \(step.shownName)\(offset)"
    }
}

extension Step {
    /// True for a model call whose source says how many tokens it used.
    fileprivate var tellsTokens: Bool {
        guard case .model(let call) = content else { return false }
        return call.usage.inputTokens != nil || call.usage.outputTokens != nil
    }

    /// What a model call cost: dollars first, then tokens; nothing for other steps.
    fileprivate var weight: (Int64, Int) {
        guard case .model(let call) = content else { return (0, 0) }
        let tokens = (call.usage.inputTokens ?? 0) + (call.usage.outputTokens ?? 0)
        return (call.cost?.value ?? 0, tokens)
    }
}
