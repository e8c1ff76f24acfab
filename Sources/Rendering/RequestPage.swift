internal import Traces

/// `llm/NNN-slug/request.md`: the prompt of a model call, what is new in full and the rest by
/// reference.
enum RequestPage {
    /// The page of one call.
    static func render(
        _ call: ModelCall, at index: Int, _ context: inout InteractionContext
    ) -> RenderedFile {
        let path = context.paths.files[index].request ?? ""
        var output = TextBuffer()
        let ids = call.input.map { context.messages.id(of: $0) }
        let shared = context.messages.sharedPrefix(of: ids)
        output.line("# Request of model call \(context.paths.stems[index])")
        output.line()
        writeFacts(call, at: index, &output, context, page: path)
        let definesTools = writeTools(call, &output, &context, page: path)
        writeCount(call, &output)
        let start = writeShared(shared, &output, context, page: path)
        writeParameters(call, &output, context, page: path)
        for number in (start + 1)..<(call.input.count + 1) {
            let id = ids[number - 1]
            write(call.input[number - 1], id: id, number: number, &output, &context, page: path)
        }
        if definesTools { writeDefinitions(call.tools, &output, &context, page: path) }
        let answer = call.output.map { context.messages.id(of: $0) }
        context.messages.remember(ids, answer, of: index)
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
        _ call: ModelCall, _ output: inout TextBuffer, _ context: InteractionContext, page: String
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

    /// Writes where the messages are that an earlier call shared; the number of these.
    private static func writeShared(
        _ shared: MessageRegistry.Prefix?, _ output: inout TextBuffer,
        _ context: InteractionContext, page: String
    ) -> Int {
        guard let shared else { return 0 }
        let files = context.paths.files[shared.step]
        let inputs = min(shared.count, shared.inputCount)
        if inputs > 0, let request = files.request {
            let path = RelativePath.path(to: request, from: page)
            output.line("- \(messages(1, inputs)): as in \(path)")
        }
        if shared.count > inputs, let response = files.response {
            let path = RelativePath.path(to: response, from: page)
            output.line("- \(messages(inputs + 1, shared.count)): as in \(path)")
        }
        return shared.count
    }

    private static func messages(_ first: Int, _ last: Int) -> String {
        first == last ? "message \(first)" : "messages \(first)-\(last)"
    }

    private static func write(
        _ message: Message, id: Int, number: Int, _ output: inout TextBuffer,
        _ context: inout InteractionContext, page: String
    ) {
        if let place = context.messages.place(of: id), message.isLong {
            let path = RelativePath.path(to: place.page, from: page)
            output.line()
            output.line("## \(number) \(Excerpt.name(message.role))")
            output.line()
            output.line("- as in \(path), message \(place.number)")
            return
        }
        context.messages.remember(id, at: MessageRegistry.Place(page: page, number: number))
        context.write(message, number: number, to: &output, page: page)
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
        output.line("- tools: \(call.tools.count), defined at the end of this page")
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
            context.write(payload: tool.json, to: &output, page: page)
        }
    }
}

extension Message {
    /// True for a message of more content than may be shown again.
    fileprivate var isLong: Bool {
        let bytes = parts.reduce(0) { sum, part in
            switch part {
            case .text(let text), .reasoning(let text), .other(_, let text), .uri(_, let text),
                .toolCall(_, _, let text), .toolResult(_, _, let text, _):
                sum + text.utf8.count
            case .blob: sum
            }
        }
        return bytes > TextLedger.longestRepetition
    }
}
