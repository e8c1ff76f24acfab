internal import JSON
internal import Traces

/// Content that a convention holds as one text, which may be the JSON of parts.
enum ContentText {
    /// The parts that a text holds: those of a JSON list of parts that are all known, or else the
    /// text itself.
    static func parts(of text: String) -> [MessagePart] {
        guard !text.isEmpty, !MessagePartReader.isElision(text) else { return [] }
        guard text.hasPrefix("[{"), let list = JSONDocument.structure(of: text) else {
            return [.text(text)]
        }
        let parts = MessagePartReader.parts(of: list)
        let isKnown = parts.allSatisfy { part in
            switch part {
            case .text, .reasoning, .toolCall, .toolResult, .blob, .uri: true
            case .other: false
            }
        }
        return parts.isEmpty || !isKnown ? [.text(text)] : parts
    }

    /// The messages that a value holds, or else one message with its text; empty when it says
    /// nothing.
    static func messages(of value: AttributeValue, role: String) -> [Message] {
        if let json = value.json {
            let messages = MessageReader.messages(in: json, role: role)
            if !messages.isEmpty { return messages }
        }
        guard let text = value.text else { return [] }
        let parts = parts(of: text)
        return parts.isEmpty ? [] : [Message(role: role, parts: parts)]
    }
}
