import JSON
import Traces

/// Reads one message of OpenAI's chat form.
enum ChatMessage {
    /// The calls that a message asks for.
    static func calls(of message: JSONValue) -> [JSONValue] {
        if let calls = message["tool_calls"], calls.kind == .array { return calls.elements }
        guard let call = message["function_call"], call.kind == .object else { return [] }
        return [call]
    }

    /// The members that spans do not tell otherwise, as attributes.
    static func untold(of message: JSONValue) -> [Attribute] {
        message.fields.compactMap { field in
            toldKeys.contains(field.name) || field.value.isNull
                ? nil : Attribute(field.name, AttributeValue(field.value))
        }
    }

    /// The message in the parts form.
    static func parts(of message: JSONValue) -> [UInt8] {
        let role = message["role"]?.string ?? ""
        if role == "tool" || role == "function" { return toolResult(of: message) }
        var parts = PartsMessage(role: role, name: message["name"])
        for block in message["thinking_blocks"]?.elements ?? [] {
            parts.reasoning(block["thinking"] ?? block["text"], signature: block["signature"])
        }
        if let reasoning = message["reasoning_content"], message["thinking_blocks"] == nil {
            parts.reasoning(reasoning, signature: nil)
        }
        add(message["content"], to: &parts)
        for call in calls(of: message) {
            let function = call["function"] ?? call
            parts.toolCall(
                id: call["id"], name: function["name"], arguments: function["arguments"])
        }
        return parts.finished()
    }

    /// The message's text alone; nil when it has none.
    static func text(of message: JSONValue) -> [UInt8]? {
        var parts = PartsMessage(role: message["role"]?.string ?? "")
        add(message["content"], to: &parts)
        return parts.isEmpty ? nil : parts.finished()
    }

    /// The content as text: a string, or the texts of its parts.
    static func plainText(of message: JSONValue) -> String {
        guard let content = message["content"], !content.isNull else { return "" }
        if let text = content.string { return text }
        let texts = content.elements.compactMap { $0["text"]?.string }
        return content.kind == .array && texts.count == content.count
            ? texts.joined(separator: "\n") : content.rawText
    }

    private static let toldKeys: Set<String> = [
        "role", "content", "name", "tool_calls", "tool_call_id", "function_call",
        "thinking_blocks", "reasoning_content",
    ]

    private static func toolResult(of message: JSONValue) -> [UInt8] {
        var parts = PartsMessage(role: "tool", name: message["name"])
        let id = message["tool_call_id"]?.string
        let text = plainText(of: message)
        if let content = message["content"], content.kind == .string {
            parts.toolResult(
                id: id, response: .value(content), isError: text.hasPrefix("Error:"))
        } else {
            parts.toolResult(id: id, response: .text(text), isError: text.hasPrefix("Error:"))
        }
        return parts.finished()
    }

    private static func add(_ content: JSONValue?, to parts: inout PartsMessage) {
        guard let content, !content.isNull else { return }
        guard content.kind == .array else {
            if content.kind == .string {
                if content.byteRange.count > 2 { parts.text(content) }
            } else {
                parts.text(content.rawText)
            }
            return
        }
        for block in content.elements {
            if let text = block["text"], text.kind == .string {
                parts.text(text)
            } else if let url = (block["image_url"]?["url"] ?? block["image_url"])?.string {
                addImage(url, to: &parts)
            } else {
                parts.other(block)
            }
        }
    }

    /// Adds an image: what a data URL holds, or a reference.
    static func addImage(_ url: String, to parts: inout PartsMessage) {
        guard url.hasPrefix("data:"), let comma = url.firstIndex(of: ",") else {
            return parts.uri(modality: "image", uri: url)
        }
        let facts = url[..<comma].dropFirst("data:".count).split(separator: ";")
        guard facts.contains("base64") else { return parts.uri(modality: "image", uri: url) }
        parts.blob(
            modality: "image", mediaType: facts.first.map(String.init),
            base64: String(url[url.index(after: comma)...]))
    }
}
