internal import JSON
internal import Traces

/// `tools/inputs/` and `tools/results/`: what tools were given and gave back.
///
/// A JSON object or array is YAML and nothing but the payload; any other payload is its text. A
/// payload of more than `TextLedger.longestRepetition` bytes that equals an earlier one is a link.
public enum ToolPages {
    /// The pages of every tool call, in order.
    public static func render(_ context: inout InteractionContext) -> [RenderedFile] {
        var writer = PayloadWriter()
        // Structured payloads are never folded, so that they come first and texts refer to them.
        for isStructured in [true, false] {
            for index in context.actions {
                let files = context.paths.files[index]
                let payloads = context.payloads[index]
                for (payload, path) in [
                    (payloads.input, files.input), (payloads.result, files.result),
                ] {
                    guard let payload, let path, payload.isStructured == isStructured else {
                        continue
                    }
                    writer.write(payload, to: path, &context)
                }
            }
        }
        for index in context.actions {
            // Before any message names them, so that the attachment is called after its tool.
            if case .tool(let call) = context.interaction.steps[index].content {
                _ = context.attachments(of: call)
            }
        }
        return writer.files + errors(&context)
    }

    private static func errors(_ context: inout InteractionContext) -> [RenderedFile] {
        var files: [RenderedFile] = []
        for index in context.actions {
            guard let failure = context.interaction.steps[index].failure,
                let path = context.paths.files[index].error
            else { continue }
            let text = errorText(failure, &context, page: path)
            files.append(context.page(path, text))
        }
        return files
    }

    private static func errorText(
        _ failure: Failure, _ context: inout InteractionContext, page: String
    ) -> TextBuffer {
        var output = TextBuffer()
        var text = failure.line
        if let stackTrace = failure.stackTrace, !stackTrace.isEmpty {
            // A stack trace usually ends with the message.
            text =
                stackTrace.contains(failure.message) && !failure.message.isEmpty
                ? stackTrace : text + "\n" + stackTrace
        }
        let shown = DisplayText.escapedBytes(text)
        output.append(context.ledger.folded(shown, for: page) ?? shown)
        output.endLine()
        return output
    }
}

/// Writes payloads, equal ones once.
private struct PayloadWriter {
    private(set) var files: [RenderedFile] = []
    private var written: [String: String] = [:]

    mutating func write(
        _ payload: Payload, to path: String, _ context: inout InteractionContext
    ) {
        let isLong = payload.raw.utf8.count > TextLedger.longestRepetition
        if isLong, let first = written[payload.raw] {
            let target = RelativePath.path(to: first, from: path)
            return files.append(RenderedFile(path: path, body: .link(target)))
        }
        var output = TextBuffer()
        switch payload.form {
        case .yaml(let value):
            output.bytes = YAMLText.bytes(of: .json(value), sourceBytes: payload.raw.utf8.count)
        case .markdown(let text), .text(let text):
            let shown = DisplayText.escapedBytes(text)
            output.append(context.ledger.folded(shown, for: path) ?? shown)
            output.endLine()
        }
        files.append(context.page(path, output))
        if isLong { written[payload.raw] = path }
    }
}
