internal import JSON
internal import Traces

/// Understands the free-form input and output of agents and workflows.
enum Payload {
    /// The messages in a value: those of any provider's form, the text under one of the usual
    /// names, or the value itself when it is plain text; empty for JSON of another shape.
    static func messages(in value: AttributeValue, role: String) -> [Message] {
        guard var json = value.json else {
            guard let text = value.text, !text.isEmpty else { return [] }
            return [Message(role: role, parts: [.text(text)])]
        }
        for _ in 0..<4 {
            let messages = MessageReader.messages(in: json, role: role)
            if !messages.isEmpty { return messages }
            guard let inner = names.lazy.compactMap({ json[$0] }).first(where: { !$0.isNull })
            else { return [] }
            if let text = inner.string {
                return text.isEmpty ? [] : [Message(role: role, parts: [.text(text)])]
            }
            json = inner
        }
        return []
    }

    /// The usual names of what is asked and answered, the most telling first.
    private static let names = [
        "task", "question", "query", "user_input", "user_message", "input", "prompt", "inputs",
        "final_answer", "answer", "output", "result", "response", "outputs", "text",
    ]
}
