import JSON
import Traces

/// Reads one message of Inspect's form, its attachments resolved.
enum InspectMessage {
    /// The message in the parts form.
    static func parts(of message: JSONValue) -> [UInt8] {
        let role = message["role"]?.string ?? ""
        if role == "tool" {
            var parts = PartsMessage(role: role, name: message["function"])
            parts.toolResult(
                id: message["tool_call_id"]?.string, response: response(of: message),
                isError: failure(of: message) != nil)
            return parts.finished()
        }
        var parts = PartsMessage(role: role)
        add(message["content"], to: &parts)
        for call in calls(of: message) {
            parts.toolCall(id: call["id"], name: call["function"], arguments: call["arguments"])
        }
        return parts.finished()
    }

    /// The messages of a sample's input: a text, or a list.
    static func list(_ input: JSONValue?) -> [[UInt8]] {
        guard let input, !input.isNull else { return [] }
        guard input.kind == .string else { return input.elements.map(parts) }
        var asked = PartsMessage(role: "user")
        asked.text(input)
        return [asked.finished()]
    }

    /// The tool calls that a message asks for.
    static func calls(of message: JSONValue) -> [JSONValue] {
        message["tool_calls"]?.elements ?? []
    }

    /// What a tool's message answers: its content, or, where that is empty, the error.
    static func response(of message: JSONValue) -> PartsMessage.ToolResponse {
        let text = text(of: message["content"])
        if text.isEmpty, let error = failure(of: message) { return .text(error.message) }
        if let content = message["content"], content.kind == .string { return .value(content) }
        return .text(text)
    }

    /// The error of a tool's message or event.
    static func failure(of value: JSONValue) -> (type: String, message: String)? {
        guard let error = value["error"], error.kind == .object else { return nil }
        return (error["type"]?.string ?? "error", error["message"]?.string ?? "")
    }

    /// Content as text: a string, the texts of its parts, or else JSON.
    static func text(of content: JSONValue?) -> String {
        guard let content, !content.isNull else { return "" }
        guard content.kind == .array else { return content.string ?? content.rawText }
        let texts = content.elements.compactMap { $0["text"]?.string }
        return texts.count == content.count ? texts.joined(separator: "\n") : content.rawText
    }

    private static func add(_ content: JSONValue?, to parts: inout PartsMessage) {
        guard let content, !content.isNull else { return }
        guard content.kind == .array else {
            if content.kind == .string && content.byteRange.count > 2 { parts.text(content) }
            return
        }
        for part in content.elements {
            switch part["type"]?.string {
            case "text": parts.text(part["text"] ?? part)
            case "reasoning":
                parts.reasoning(part["reasoning"] ?? part["summary"], signature: part["signature"])
            case "image":
                if let url = part["image"]?.string {
                    ChatMessage.addImage(url, to: &parts)
                } else {
                    parts.other(part)
                }
            default: parts.other(part)
            }
        }
    }
}
