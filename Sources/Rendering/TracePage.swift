internal import Traces

/// `trace.md`: the span tree, one line per span, each with the path of its detail.
public enum TracePage {
    /// The deepest indentation; what stands deeper says its depth.
    private static let deepestIndent = 24

    /// How much of a tool's input is shown.
    private static let inputBytes = 60

    /// The page.
    public static func render(_ context: inout InteractionContext) -> [RenderedFile] {
        var output = TextBuffer()
        output.line("# Spans of \(context.facts.directoryName)")
        output.line()
        output.line(
            "One line per span: start, duration, kind, name, what is known, and where it is told.")
        output.line()
        let marks = annotationCounts(context.interaction)
        let ids = Set(context.interaction.steps.map(\.span.spanID))
        var placeholder: SpanID?
        var runs = context.paths.runs[...]
        var index = 0
        while index < context.interaction.steps.count {
            let step = context.interaction.steps[index]
            if step.depth == 0 {
                let parent = step.span.parentID.flatMap {
                    $0.isZero || ids.contains($0) ? nil : $0
                }
                if let parent, parent != placeholder {
                    output.line(line(ofMissing: parent, context.interaction.status))
                }
                placeholder = parent
            }
            let indentation = placeholder == nil ? "" : "  "
            if let run = runs.first, run.lowerBound == index {
                output.line(indentation + line(ofRun: run, context))
                runs = runs.dropFirst()
                index = run.upperBound
            } else {
                output.line(indentation + line(of: index, marks[index], context))
                index += 1
            }
        }
        return [RenderedFile(path: "trace.md", body: .bytes(output.bytes))]
    }

    private static func line(
        of index: Int, _ annotations: Int?, _ context: InteractionContext
    ) -> String {
        let step = context.interaction.steps[index]
        var words = [lead(of: step, context), step.kindWord, step.shownName]
        switch step.content {
        case .model(let call):
            if let model = call.model, !step.span.name.contains(model) {
                words.append("model=\(Excerpt.name(model))")
            }
            if let tokens = call.usage.inputTokens { words.append("in=\(tokens)") }
            if let tokens = call.usage.outputTokens { words.append("out=\(tokens)") }
            if let cost = call.cost {
                let name = call.isCostEstimated ? "estimated_cost" : "cost"
                words.append("\(name)=\(AmountText.dollars(cost))")
            }
        case .tool:
            if let input = context.payloads[index].input {
                words.append("(\(input.excerpt(bytes: inputBytes)))")
            }
        case .agent, .chain, .retrieval, .embedding, .check, .plumbing, .other: break
        }
        if let annotations { words.append("annotations=\(annotations)") }
        if let failure = step.failure { words.append("FAILED \(failure.excerpt(bytes: 80))") }
        words.append("`\(context.paths.files[index].detail)`")
        return words.joined(separator: " ")
    }

    /// A placeholder for a parent; spans are sent when they end, so that children come before it.
    private static func line(ofMissing parent: SpanID, _ status: InteractionStatus) -> String {
        switch status {
        case .running: "- (span \(parent): not seen yet)"
        case .complete, .failed, .quiet, .truncated: "- (span \(parent): not in the trace)"
        }
    }

    private static func line(ofRun run: Range<Int>, _ context: InteractionContext) -> String {
        let steps = context.interaction.steps[run]
        var names: [String] = []
        for step in steps where !names.contains(step.shownName) { names.append(step.shownName) }
        let shown = names.prefix(3).joined(separator: ", ")
        let more = names.count > 3 ? ", \(names.count - 3) more names" : ""
        let first = context.interaction.steps[run.lowerBound]
        let end = steps.compactMap(\.span.end).max() ?? first.span.start
        let start = steps.map(\.span.start).min() ?? first.span.start
        let duration = AmountText.duration(nanoseconds: end.nanoseconds(since: start))
        var words = [indent(of: first) + "-"]
        if let offset = context.offset(of: start) { words += [offset, duration] }
        words.append("plumbing \(AmountText.count(run.count, "span")): \(shown)\(more)")
        words.append("`\(context.paths.files[run.lowerBound].detail)`")
        return words.joined(separator: " ")
    }

    private static func lead(of step: Step, _ context: InteractionContext) -> String {
        var words = [indent(of: step) + "-"]
        if step.depth > deepestIndent { words.append("depth=\(step.depth)") }
        if let offset = context.offset(of: step.span.start) {
            words.append(offset)
            words.append(
                step.durationNs.map { AmountText.duration(nanoseconds: $0) } ?? "unfinished")
        }
        return words.joined(separator: " ")
    }

    private static func indent(of step: Step) -> String {
        String(repeating: "  ", count: min(step.depth, deepestIndent))
    }

    private static func annotationCounts(_ interaction: Interaction) -> [Int: Int] {
        var bySpan: [SpanID: Int] = [:]
        for annotation in interaction.annotations {
            if let span = annotation.spanID { bySpan[span, default: 0] += 1 }
        }
        guard !bySpan.isEmpty else { return [:] }
        var counts: [Int: Int] = [:]
        for (index, step) in interaction.steps.enumerated() where !step.isDerived {
            counts[index] = bySpan[step.span.spanID]
        }
        return counts
    }
}
