internal import Traces

/// `llm/NNN-slug/response.md`: what a model call answered, or how it failed.
enum ModelResponsePage {
    /// The page of one call.
    static func render(
        _ call: ModelCall, at index: Int, _ context: inout InteractionContext
    ) -> RenderedFile {
        let path = context.paths.files[index].response ?? ""
        let step = context.interaction.steps[index]
        var output = TextBuffer()
        output.line("# Response of model call \(context.paths.stems[index])")
        output.line()
        output.line("- status: \(step.statusWord)")
        if let model = call.responseModel { output.line("- model: \(Excerpt.name(model))") }
        if let duration = step.durationNs, context.hasTimes {
            output.line("- duration: \(AmountText.duration(nanoseconds: duration))")
        }
        if let tokens = UsageText.line(call.usage) { output.line("- tokens: \(tokens)") }
        if let cost = AmountText.cost(of: call) { output.line("- cost: \(cost)") }
        if !call.finishReasons.isEmpty {
            let reasons = call.finishReasons.map { Excerpt.name($0) }.joined(separator: ", ")
            output.line("- finish: \(reasons)")
        }
        if let failure = step.failure { write(failure, &output, &context, page: path) }
        if call.output.isEmpty, step.failure == nil { output.line("- answer: not captured") }
        for (offset, message) in call.output.enumerated() {
            let number = call.input.count + offset + 1
            context.write(message, number: number, to: &output, page: path)
        }
        return context.page(path, output)
    }

    private static func write(
        _ failure: Failure, _ output: inout TextBuffer, _ context: inout InteractionContext,
        page: String
    ) {
        output.line()
        output.line("## error\(failure.type.map { " " + Excerpt.name($0) } ?? "")")
        output.line()
        let message = failure.message.isEmpty ? "no message" : failure.message
        context.write(content: message, to: &output, page: page)
        guard let stackTrace = failure.stackTrace, !stackTrace.isEmpty else { return }
        output.line()
        output.line("- stack trace:")
        output.line()
        context.write(content: stackTrace, to: &output, page: page)
    }
}
