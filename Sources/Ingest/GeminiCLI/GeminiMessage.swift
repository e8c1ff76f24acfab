import JSON
import Traces

/// One message of a session of Gemini CLI.
struct GeminiMessage {
    let value: JSONValue
    let place: Provenance
    let id: String
    let type: String
    let time: Timestamp
    /// True when the user went back to before it.
    var isRewound = false

    /// Reads a message; nil without an id, a type or a time.
    init?(_ value: JSONValue, _ place: Provenance) {
        guard
            let id = value["id"]?.string, let type = value["type"]?.string,
            let time = value["timestamp"]?.string.flatMap({ Timestamp(iso8601: $0) })
        else { return nil }
        self.value = value
        self.place = place
        self.id = id
        self.type = type
        self.time = time
    }

    /// True for a value that has what a message has.
    static func isMessage(_ value: JSONValue) -> Bool {
        value["id"] != nil && value["type"] != nil && value["timestamp"] != nil
    }

    /// True for what the user typed: the results of tools also come as messages of the user.
    var isTyped: Bool {
        guard type == "user" else { return false }
        let parts = value["content"]?.elements ?? []
        return parts.isEmpty || parts.contains { $0["functionResponse"] == nil }
    }

    /// True for what neither the user nor the model said: `info`, `warning`, `error`.
    var isNotice: Bool { type != "user" && type != "gemini" }

    /// The tool calls that it asks for, with their results.
    var toolCalls: [JSONValue] { value["toolCalls"]?.elements ?? [] }

    /// The message in the parts form.
    func parts(role: String) -> PartsMessage {
        var parts = PartsMessage(role: role)
        for thought in value["thoughts"]?.elements ?? [] {
            let lines = [thought["subject"]?.string, thought["description"]?.string]
            parts.reasoning(
                text: lines.compactMap(\.self).joined(separator: "\n"), signature: nil)
        }
        Self.add(value["content"], to: &parts)
        for call in toolCalls {
            parts.toolCall(id: call["id"], name: call["name"], arguments: call["args"])
        }
        return parts
    }

    /// The results of its tool calls, as messages.
    var results: [[UInt8]] {
        toolCalls.compactMap { call in
            guard let result = Self.result(of: call) else { return nil }
            var message = PartsMessage(role: "tool", name: call["name"])
            message.toolResult(
                id: call["id"]?.string, response: result, isError: Self.isFailed(call))
            return message.finished()
        }
    }

    /// What a tool call gave: the response's `output` or `error` where it has that one alone.
    static func result(of call: JSONValue) -> PartsMessage.ToolResponse? {
        guard let result = call["result"], !result.isNull else { return nil }
        let list = result.kind == .array ? result.elements : [result]
        let responses = list.compactMap { $0["functionResponse"]?["response"] }
        guard list.count == 1, responses.count == 1, let response = responses.first else {
            return .value(result)
        }
        let fields = response.fields.map(\.self)
        let only = fields.count == 1 ? fields.first : nil
        guard let only, ["output", "error"].contains(only.name) else { return .value(response) }
        return .value(only.value)
    }

    /// True for a call that did not end well.
    static func isFailed(_ call: JSONValue) -> Bool {
        ["error", "cancelled"].contains(call["status"]?.string ?? "")
    }

    private static func add(_ content: JSONValue?, to parts: inout PartsMessage) {
        guard let content, !content.isNull else { return }
        if content.kind == .string {
            if content.byteRange.count > 2 { parts.text(content) }
            return
        }
        for part in content.kind == .array ? content.elements : [content] {
            if part.kind == .string || part["text"]?.kind == .string, part["thought"] == nil {
                parts.text(part["text"] ?? part)
            } else {
                parts.other(part)
            }
        }
    }
}
