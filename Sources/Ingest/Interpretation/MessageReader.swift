internal import JSON
internal import Traces

/// Reads the messages of any provider's or framework's JSON: the GenAI parts form, OpenAI chat and
/// responses, Anthropic blocks, Gemini contents, Bedrock Converse, LangChain.
enum MessageReader {
    /// The messages that a value holds: a list, one message, or an object around them.
    ///
    /// `role` is that of a message which does not say its own. Empty when the value is none of it.
    static func messages(in value: JSONValue, role: String) -> [Message] {
        switch value.kind {
        case .array:
            return value.elements.flatMap { listed($0, role: role) }
        case .object:
            return wrapped(in: value, role: role) ?? message(value, role: role).map { [$0] } ?? []
        case .null, .bool, .number, .string: return []
        }
    }

    /// One element of a list of messages; lists in lists are LangChain's batches.
    private static func listed(_ value: JSONValue, role: String) -> [Message] {
        switch value.kind {
        case .array: value.elements.compactMap { message($0, role: role) }
        case .object: message(value, role: role).map { [$0] } ?? []
        case .null, .bool, .number, .string: []
        }
    }

    /// The messages inside a request or response; nil when the object is neither.
    private static func wrapped(in object: JSONValue, role: String) -> [Message]? {
        if let list = object["messages"], list.kind == .array {
            return system(of: object) + messages(in: list, role: role)
        }
        if let contents = object["contents"], contents.kind == .array {
            return system(of: object) + messages(in: contents, role: role)
        }
        if let choices = object["choices"], choices.kind == .array {
            return choices.elements.compactMap { choice in
                (choice["message"] ?? choice["delta"]).flatMap { message($0, role: role) }
                    ?? choice["text"]?.string.map { Message(role: role, parts: [.text($0)]) }
            }
        }
        if let candidates = object["candidates"], candidates.kind == .array {
            return candidates.elements.compactMap {
                $0["content"].flatMap { message($0, role: role) }
            }
        }
        if let generations = object["generations"], generations.kind == .array {
            return generations.elements.flatMap { $0.kind == .array ? $0.elements : [$0] }
                .compactMap { generation in
                    generation["message"].flatMap { message($0, role: role) }
                        ?? generation["text"]?.string.map {
                            Message(role: role, parts: [.text($0)])
                        }
                }
        }
        if let content = object["content"], content.kind == .object, content["parts"] != nil {
            return message(content, role: role).map { [$0] } ?? []  // Gemini's response.
        }
        return nil
    }

    /// The system prompt that stands beside the messages of a request.
    private static func system(of request: JSONValue) -> [Message] {
        let config = request["config"]
        guard
            let value = request["system"] ?? request["system_instruction"]
                ?? request["systemInstruction"] ?? config?["system_instruction"]
                ?? config?["systemInstruction"], !value.isNull
        else { return [] }
        let parts = MessagePartReader.parts(of: value["parts"] ?? value)
        return parts.isEmpty ? [] : [Message(role: "system", parts: parts)]
    }

    /// One message; nil when the value is none.
    static func message(_ value: JSONValue, role fallback: String) -> Message? {
        guard value.kind == .object else { return nil }
        if let fields = value["kwargs"], value["lc"] != nil {
            return langChain(fields, type: value["id"]?.elements.last?.string ?? "")
        }
        if let item = responsesItem(value) { return item }
        let inner = value["message"].flatMap { $0.kind == .object ? $0 : nil } ?? value
        let role =
            inner["role"]?.string ?? inner["content"]?["role"]?.string
            ?? inner["type"].flatMap(langChainRole) ?? fallback
        var parts: [MessagePart] = []
        if let reasoning = inner["reasoning_content"]?.string, !reasoning.isEmpty {
            parts.append(.reasoning(reasoning))
        }
        parts += thinking(inner["thinking_blocks"])
        parts += content(of: inner, role: role)
        parts += toolCalls(inner)
        guard !parts.isEmpty || inner["role"] != nil else { return nil }
        return Message(role: role, name: inner["name"]?.string, parts: parts)
    }

    /// The content of a message; for a tool's answer in OpenAI's form the one result.
    private static func content(of message: JSONValue, role: String) -> [MessagePart] {
        if let parts = message["parts"], parts.kind == .array {
            return MessagePartReader.parts(of: parts)
        }
        guard let content = message["content"], !content.isNull else {
            return message["refusal"]?.string.map { [.text($0)] } ?? []
        }
        if let id = message["tool_call_id"]?.string ?? toolID(of: message, role: role) {
            return MessagePartReader.result(
                id: id, name: message["name"]?.string, content: content,
                isError: message["status"]?.string == "error" || message["is_error"]?.bool == true)
        }
        if let parts = content["parts"], parts.kind == .array {
            return MessagePartReader.parts(of: parts)
        }
        return MessagePartReader.parts(of: content)
    }

    private static func toolID(of message: JSONValue, role: String) -> String? {
        role == "tool" ? message["id"]?.string : nil
    }

    private static func thinking(_ blocks: JSONValue?) -> [MessagePart] {
        guard let blocks else { return [] }
        return MessagePartReader.parts(of: blocks)
    }

    private static func toolCalls(_ message: JSONValue) -> [MessagePart] {
        var calls = message["tool_calls"]?.elements.compactMap(MessagePartReader.toolCall) ?? []
        if let call = message["function_call"], call.kind == .object {
            calls += [MessagePartReader.toolCall(call)].compactMap(\.self)
        }
        return calls
    }

    private static func langChain(_ fields: JSONValue, type: String) -> Message? {
        guard let plain = message(fields, role: "user") else { return nil }
        var message = plain
        if fields["role"] == nil {
            let word = type.hasSuffix("Message") ? String(type.dropLast(7)) : type
            message.role = langChainRoles[word.lowercased()] ?? type
        }
        return message
    }

    private static func langChainRole(_ type: JSONValue) -> String? {
        type.string.flatMap { langChainRoles[$0] }
    }

    private static let langChainRoles = [
        "human": "user", "ai": "assistant", "aichunk": "assistant", "aimessagechunk": "assistant",
        "system": "system", "tool": "tool", "function": "tool",
    ]

    /// An item of OpenAI's responses form that is no message of its own.
    private static func responsesItem(_ value: JSONValue) -> Message? {
        switch value["type"]?.string {
        case "function_call", "custom_tool_call":
            guard let name = value["name"]?.string else { return nil }
            let arguments = value["arguments"] ?? value["input"]
            return Message(
                role: "assistant",
                parts: [
                    .toolCall(
                        id: value["call_id"]?.string ?? value["id"]?.string, name: name,
                        arguments: arguments.map(MessagePartReader.rawText) ?? "")
                ])
        case "function_call_output", "custom_tool_call_output":
            guard let output = value["output"] else { return nil }
            return Message(
                role: "tool",
                parts: MessagePartReader.result(
                    id: value["call_id"]?.string, name: nil, content: output, isError: false))
        case "reasoning":
            let texts = value["summary"]?.elements.compactMap { $0["text"]?.string } ?? []
            return texts.isEmpty
                ? nil : Message(role: "assistant", parts: texts.map { .reasoning($0) })
        default: return nil
        }
    }
}
