internal import Traces

/// Messages that are a page of their own.
enum ConversationText {
    /// One message of text alone is the page, as it is; anything else is told message by message.
    static func render(
        _ messages: [Message], as path: String, _ context: inout InteractionContext
    ) -> [RenderedFile] {
        guard !messages.isEmpty else { return [] }
        var output = TextBuffer()
        if messages.count == 1, let text = messages[0].onlyText {
            let shown = DisplayText.escapedBytes(text)
            output.append(context.ledger.folded(shown, for: path) ?? shown)
            output.endLine()
        } else {
            output.line("# \(AmountText.count(messages.count, "message"))")
            for (index, message) in messages.enumerated() {
                context.write(message, number: index + 1, to: &output, page: path)
            }
        }
        return [context.page(path, output)]
    }
}

extension Message {
    /// The text of a message of texts alone; nil for any other and for an empty one.
    fileprivate var onlyText: String? {
        let isText = parts.allSatisfy { if case .text = $0 { true } else { false } }
        return isText && !text.isEmpty ? text : nil
    }
}
