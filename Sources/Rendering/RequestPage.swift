internal import Traces

/// `llm/NNN-slug/request.md`: the prompt of a model call, what is new in full and the rest by
/// reference.
enum RequestPage {
    /// The page of one call.
    static func render(
        _ call: ModelCall, at step: Int, _ context: inout InteractionContext
    ) -> RenderedFile {
        let path = context.paths.files[step].request ?? ""
        var output = TextBuffer()
        let ids = call.input.map { context.messages.id(of: $0) }
        var shared = context.messages.shared(ids)[...]
        output.line("# Request of model call \(context.paths.stems[step])")
        output.line()
        writeFacts(call, at: step, &output, context, page: path)
        let definesTools = writeTools(call, &output, &context, page: path)
        writeCount(call, &output)
        if let first = shared.first, first.messages.lowerBound == 0 {
            write(first, &output, context, page: path)
        }
        writeParameters(call, &output, &context, page: path)
        var index = 0
        while index < ids.count {
            if let stretch = shared.first, stretch.messages.lowerBound == index {
                if index > 0 {
                    output.line()
                    write(stretch, &output, context, page: path)
                }
                shared = shared.dropFirst()
                index = stretch.messages.upperBound
            } else {
                context.write(call.input[index], number: index + 1, to: &output, page: path)
                index += 1
            }
        }
        if definesTools { writeDefinitions(call.tools, &output, &context, page: path) }
        let answer = call.output.map { context.messages.id(of: $0) }
        context.messages.remember(ids, answer, of: step)
        return context.page(path, output)
    }

    private static func writeFacts(
        _ call: ModelCall, at index: Int, _ output: inout TextBuffer,
        _ context: InteractionContext, page: String
    ) {
        let step = context.interaction.steps[index]
        if let agent = step.agent { output.line("- agent: \(Excerpt.name(agent))") }
        if let model = call.requestModel ?? call.responseModel {
            let provider = call.provider.map { " (\(Excerpt.name($0)))" } ?? ""
            output.line("- model: \(Excerpt.name(model))\(provider)")
        }
        if let offset = context.offset(of: step.span.start) {
            output.line("- time: \(step.span.start) (\(offset))")
        }
        let line = ParameterText.line(call.parameters)
        if !call.parameters.isEmpty, line.utf8.count <= Excerpt.longestBytes {
            output.line("- parameters: \(line)")
        }
    }

    private static func writeParameters(
        _ call: ModelCall, _ output: inout TextBuffer, _ context: inout InteractionContext,
        page: String
    ) {
        guard ParameterText.line(call.parameters).utf8.count > Excerpt.longestBytes else { return }
        output.line()
        output.line("## parameters")
        output.line()
        let yaml = YAMLText.bytes(of: .attribute(.map(call.parameters)), sourceBytes: nil)
        output.content(
            context.ledger.folded(yaml, for: page) ?? yaml,
            indent: InteractionContext.contentIndent)
    }

    private static func writeCount(_ call: ModelCall, _ output: inout TextBuffer) {
        guard !call.input.isEmpty else { return output.line("- messages: not captured") }
        let omitted =
            call.omittedInputCount > 0
            ? ", after \(call.omittedInputCount) of earlier interactions of this conversation" : ""
        output.line("- messages: \(call.input.count)\(omitted)")
    }

    /// Writes where a stretch of messages is shown.
    private static func write(
        _ shared: MessageRegistry.Shared, _ output: inout TextBuffer,
        _ context: InteractionContext, page: String
    ) {
        let files = context.paths.files[shared.step]
        let inputs = max(0, min(shared.messages.count, shared.inputCount - shared.first))
        let split = shared.messages.lowerBound + inputs
        if inputs > 0, let request = files.request {
            let messages = shared.messages.lowerBound..<split
            write(messages, shownAs: shared.first, in: request, &output, page: page)
        }
        if split < shared.messages.upperBound, let response = files.response {
            let messages = split..<shared.messages.upperBound
            write(messages, shownAs: shared.first + inputs, in: response, &output, page: page)
        }
    }

    private static func write(
        _ messages: Range<Int>, shownAs first: Int, in target: String,
        _ output: inout TextBuffer, page: String
    ) {
        let path = RelativePath.path(to: target, from: page)
        let there = first..<(first + messages.count)
        let place = first == messages.lowerBound ? "" : ", \(words(there))"
        output.line("- \(words(messages)): as in \(path)\(place)")
    }

    private static func words(_ messages: Range<Int>) -> String {
        messages.count == 1
            ? "message \(messages.upperBound)"
            : "messages \(messages.lowerBound + 1)-\(messages.upperBound)"
    }

    /// Writes which tools were offered; true when some of them have to be defined.
    private static func writeTools(
        _ call: ModelCall, _ output: inout TextBuffer, _ context: inout InteractionContext,
        page: String
    ) -> Bool {
        guard !call.tools.isEmpty else { return false }
        if let earlier = context.toolLists.page(telling: call.tools, else: page) {
            let path = RelativePath.path(to: earlier, from: page)
            output.line("- tools: \(call.tools.count), as in \(path)")
            return false
        }
        let names = call.tools.map { Excerpt.name($0.name) }.joined(separator: ", ")
        let shown = names.utf8.count <= Excerpt.longestBytes ? " (\(names))" : ""
        output.line("- tools: \(call.tools.count)\(shown), defined at the end of this page")
        return true
    }

    private static func writeDefinitions(
        _ tools: [ToolDefinition], _ output: inout TextBuffer,
        _ context: inout InteractionContext, page: String
    ) {
        output.line()
        output.line("## tools")
        for tool in tools {
            let name = tool.name.isEmpty ? "without a name" : Excerpt.name(tool.name)
            if let earlier = context.toolLists.page(defining: tool, else: page) {
                let path = RelativePath.path(to: earlier, from: page)
                output.line()
                output.line("### tool \(name): as in \(path)")
                continue
            }
            output.line()
            output.line("### tool \(name)")
            output.line()
            context.write(payload: tool.json, isKnownAsJSON: true, to: &output, page: page)
        }
    }
}
