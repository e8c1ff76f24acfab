internal import JSON
internal import Traces

extension SpanReading {
    /// The tool call that the span and its occurrences tell.
    func toolCall(_ occurrences: [Occurrence]) -> ToolCall {
        let output = occurrences.first { $0.kind == .toolOutput }
        let asked = occurrences.first { $0.kind == .message(role: "tool") }
        let answer = occurrences.first { $0.kind == .choice }
        let arguments =
            text(.toolArguments) ?? asked.flatMap(\.contentText) ?? command(output)
            ?? text(.input) ?? text(.toolParameters)
        let result =
            text(.toolResult) ?? answer.flatMap(\.contentText)
            ?? output.flatMap(\.outputText) ?? text(.output)
        var call = ToolCall(
            id: text(.toolCallID), name: toolName, summary: text(.toolSummary),
            arguments: arguments, result: result)
        call.attachImages()
        if let parts = self[.toolAttachments]?.json {
            call.attachments += MessagePartReader.parts(of: parts)
        }
        return call
    }

    /// The tool's name, or else what the span's name says after the operation.
    private var toolName: String {
        if let name = text(.toolName) ?? text(.entityName) { return name }
        for prefix in ["execute_tool ", "tools/call "] where span.name.hasPrefix(prefix) {
            return String(span.name.dropFirst(prefix.count))
        }
        return span.name.hasSuffix(".tool") ? String(span.name.dropLast(5)) : span.name
    }

    /// Claude Code gives the command of a shell call outside its input.
    private func command(_ output: Occurrence?) -> String? {
        guard
            let command = text(.command) ?? output?.attributes["bash_command"]?.text
        else { return nil }
        var writer = JSONWriter()
        writer.object { $0.member("command", command) }
        return writer.text
    }
}

extension Occurrence {
    /// The content of a message of a tool's span.
    fileprivate var contentText: String? {
        let value =
            attributes["content"] ?? attributes["message"]
            ?? {
                guard case .map(let members) = body else { return nil }
                return members["content"] ?? members["message"]
            }()
        guard let text = value?.text, !text.isEmpty, !MessagePartReader.isElision(text) else {
            return nil
        }
        return text
    }

    /// What Claude Code's tool printed.
    fileprivate var outputText: String? {
        (attributes["output"] ?? attributes["content"] ?? attributes["result"])?.text
    }
}

extension ToolCall {
    /// Takes images out of a result that is a list of blocks.
    mutating func attachImages() {
        guard let result, result.hasPrefix("[{"), result.contains("\"image\""),
            let list = JSONDocument.structure(of: result)
        else { return }
        let parts = MessagePartReader.result(id: nil, name: nil, content: list, isError: false)
        guard case .toolResult(_, _, let content, _)? = parts.first, parts.count > 1 else { return }
        self.result = content
        attachments += parts.dropFirst()
    }
}
