internal import Traces

/// Reads messages that a convention spread over many attributes, one for each field:
/// `llm.input_messages.0.message.content`, `gen_ai.prompt.3.tool_calls.1.name`.
enum FlatMessages {
    /// The messages of a family's attributes, by their integer index; gaps do not matter.
    static func messages(in attributes: [Attribute], role: String) -> [Message] {
        groups(of: attributes).map { message($0, role: role) }
    }

    /// The reasons why the answers of a family's attributes ended.
    static func finishReasons(in attributes: [Attribute]) -> [String] {
        groups(of: attributes).compactMap { fields in
            fields.first { $0.path == ["finish_reason"] }?.value.text
        }
    }

    /// The tools of a family's attributes.
    static func tools(in attributes: [Attribute]) -> [[String: String]] {
        groups(of: attributes).map { fields in
            Dictionary(
                fields.compactMap { field in
                    field.value.text.map { (field.path.joined(separator: "."), $0) }
                }, uniquingKeysWith: { first, _ in first })
        }
    }

    private struct Field {
        /// The path below the index, words of nesting that say nothing left out.
        var path: [Substring]
        var value: AttributeValue
    }

    private static let noise: Set<Substring> = [
        "message", "tool_call", "function", "message_content", "tool",
    ]

    /// The fields below each index, in the order of the indices.
    private static func groups(of attributes: [Attribute]) -> [[Field]] {
        grouped(
            attributes.map { attribute in
                // By bytes, because breaking the key into characters costs ten times as much.
                let words = attribute.key.utf8.split(separator: UInt8(ascii: "."))
                    .map { Substring($0) }
                let start = words.firstIndex { Int($0) != nil } ?? words.endIndex
                return Field(path: Array(words[start...]), value: attribute.value)
            }
        ).map { fields in
            fields.map { field in
                var field = field
                field.path.removeAll(where: noise.contains)
                return field
            }
        }
    }

    /// Fields by the integer that their path begins with, which is taken off.
    private static func grouped(_ fields: [Field]) -> [[Field]] {
        var groups: [Int: [Field]] = [:]
        for field in fields {
            guard let first = field.path.first, let index = Int(first) else { continue }
            groups[index, default: []].append(
                Field(path: Array(field.path.dropFirst()), value: field.value))
        }
        return groups.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func message(_ fields: [Field], role fallback: String) -> Message {
        var role = fallback
        var name: String?
        var content: AttributeValue?
        var toolCallID: String?
        var contents: [Field] = []
        var calls: [Field] = []
        for field in fields {
            let rest = Field(path: Array(field.path.dropFirst()), value: field.value)
            switch field.path.first {
            case "role": role = field.value.text ?? fallback
            case "name": name = field.value.text
            case "tool_call_id": toolCallID = field.value.text
            case "content" where rest.path.isEmpty: content = field.value
            case "content", "contents": contents.append(rest)
            case "tool_calls": calls.append(rest)
            default: break
            }
        }
        var parts = texts(of: content, toolCallID: toolCallID, name: name)
        parts += grouped(contents).flatMap(contentParts)
        parts += grouped(calls).compactMap(toolCall)
        return Message(role: role, name: name, parts: parts)
    }

    private static func texts(
        of content: AttributeValue?, toolCallID: String?, name: String?
    ) -> [MessagePart] {
        guard let content, let text = content.text, !text.isEmpty else { return [] }
        if let toolCallID {
            return [.toolResult(id: toolCallID, name: name, content: text, isError: false)]
        }
        return ContentText.parts(of: text)
    }

    private static func contentParts(_ fields: [Field]) -> [MessagePart] {
        var type: String?
        var text: String?
        var url: String?
        for field in fields {
            switch field.path.last {
            case nil, "text": text = field.value.text
            case "type": type = field.value.text
            case "url": url = field.value.text
            default: break
            }
        }
        if let text { return [type == "reasoning" ? .reasoning(text) : .text(text)] }
        return url.map { [MediaReader.located($0, mediaType: nil)] } ?? []
    }

    private static func toolCall(_ fields: [Field]) -> MessagePart? {
        var values: [Substring: String] = [:]
        for field in fields {
            if let key = field.path.last { values[key] = field.value.text }
        }
        guard let name = values["name"] else { return nil }
        return .toolCall(id: values["id"], name: name, arguments: values["arguments"] ?? "")
    }
}
