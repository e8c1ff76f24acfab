internal import Traces

extension InteractionContext {
    /// Writes a message's heading and content.
    mutating func write(
        _ message: Message, number: Int, to output: inout TextBuffer, page: String
    ) {
        output.line()
        let speaker = message.name.map { " (\(Excerpt.name($0)))" } ?? ""
        output.line("## \(number) \(Excerpt.name(message.role))\(speaker)")
        output.line()
        guard !message.parts.isEmpty else { return output.line("- no content") }
        for (index, part) in message.parts.enumerated() {
            // Content and what follows it, or goes before it, are apart.
            let previous = index > 0 ? message.parts[index - 1] : nil
            if let previous, part.isBlock || previous.isBlock { output.line() }
            write(part, isFirst: index == 0, label: message.role, to: &output, page: page)
        }
    }

    private mutating func write(
        _ part: MessagePart, isFirst: Bool, label: String, to output: inout TextBuffer, page: String
    ) {
        switch part {
        case .text(let text):
            if !isFirst {
                output.line("- text:")
                output.line()
            }
            text.isEmpty
                ? output.line("- empty text") : write(payload: text, to: &output, page: page)
        case .reasoning(let text):
            output.line("- reasoning:")
            output.line()
            write(content: text, to: &output, page: page)
        case .toolCall(let id, let name, let arguments):
            write(callOf: name, id: id, arguments: arguments, to: &output, page: page)
        case .toolResult(let id, let name, let content, let isError):
            let kind = isError ? "failed tool result" : "tool result"
            let label = name.map { kind + " " + Excerpt.name($0) } ?? kind
            write(result: content, id: id, label: label, to: &output, page: page)
        case .blob(let mediaType, let bytes):
            write(blob: bytes, mediaType: mediaType, label: label, to: &output, page: page)
        case .uri(let mediaType, let uri):
            write(uri: uri, mediaType: mediaType, label: label, to: &output, page: page)
        case .other(let type, let json):
            output.line("- part of type \(Excerpt.name(type)):")
            output.line()
            write(payload: json, to: &output, page: page)
        }
    }

    private mutating func write(
        callOf name: String, id: String?, arguments: String, to output: inout TextBuffer,
        page: String
    ) {
        let label = "- tool call \(Excerpt.name(name))"
        let steps = toolCalls.steps(withID: id)
        let same = steps.first {
            interaction.steps[$0].toolArguments.map { isSame($0, arguments) } ?? false
        }
        if let step = same ?? (arguments.isEmpty ? steps.first : nil) {
            let path = paths.files[step].input ?? paths.files[step].detail
            return output.line("\(label): \(RelativePath.path(to: path, from: page))")
        }
        guard !arguments.isEmpty else { return output.line("\(label): no arguments") }
        if let step = steps.first {
            let path = RelativePath.path(to: paths.files[step].detail, from: page)
            output.line("\(label): \(path), which was given other arguments than these:")
        } else {
            output.line("\(label), which this trace does not record any further:")
        }
        output.line()
        write(payload: arguments, to: &output, page: page)
    }

    private mutating func write(
        result: String, id: String?, label: String, to output: inout TextBuffer, page: String
    ) {
        let steps = toolCalls.steps(withID: id)
        let match = steps.first {
            interaction.steps[$0].toolResult.map { isSame($0, result) } ?? false
        }
        if let match, let path = paths.files[match].result {
            return output.line("- \(label): \(RelativePath.path(to: path, from: page))")
        }
        guard !result.isEmpty else { return output.line("- \(label): empty") }
        let step = steps.first.map {
            " (" + RelativePath.path(to: paths.files[$0].detail, from: page) + ")"
        }
        output.line("- \(label)\(step ?? ""):")
        output.line()
        write(payload: result, to: &output, page: page)
    }

    /// True for the same payload: byte for byte, or one the JSON text of the other.
    private func isSame(_ payload: String, _ other: String) -> Bool {
        if payload == other { return true }
        if payload.utf8.count == other.utf8.count { return false }
        return (JSONText.string(payload) ?? payload) == (JSONText.string(other) ?? other)
    }

    private mutating func write(
        blob bytes: [UInt8], mediaType: String, label: String, to output: inout TextBuffer,
        page: String
    ) {
        let path = attachments.path(for: bytes, mediaType: mediaType, label: label)
        let size = AmountText.count(bytes.count, "byte")
        let type = Excerpt.name(mediaType)
        output.line("- \(type): \(RelativePath.path(to: path, from: page)) (\(size))")
    }

    private mutating func write(
        uri: String, mediaType: String?, label: String, to output: inout TextBuffer, page: String
    ) {
        if let data = DataURI(uri) {
            write(
                blob: data.bytes, mediaType: data.mediaType, label: label, to: &output, page: page)
        } else if uri.utf8.count <= Excerpt.longestBytes {
            output.line("- \(Excerpt.name(mediaType ?? "file")): \(Excerpt.quoted(uri))")
        } else {
            output.line("- \(Excerpt.name(mediaType ?? "file")):")
            output.line()
            write(content: uri, to: &output, page: page)
        }
    }
}

extension MessagePart {
    /// True for a part that takes more than one line.
    fileprivate var isBlock: Bool {
        switch self {
        case .text, .reasoning, .other: true
        case .toolCall, .toolResult, .blob, .uri: false
        }
    }
}

extension Step {
    /// The arguments of a tool call; nil for other steps.
    fileprivate var toolArguments: String? {
        guard case .tool(let call) = content else { return nil }
        return call.arguments
    }

    /// The result of a tool call; nil for other steps.
    fileprivate var toolResult: String? {
        guard case .tool(let call) = content else { return nil }
        return call.result
    }
}
