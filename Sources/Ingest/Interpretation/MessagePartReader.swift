internal import JSON
internal import Traces

/// Reads the parts of a message's content in any provider's form.
enum MessagePartReader {
    /// The parts of a message's content: a text, a list of parts, or one part.
    static func parts(of content: JSONValue) -> [MessagePart] {
        switch content.kind {
        case .null: return []
        case .string:
            guard let text = content.string, !text.isEmpty, !isElision(text) else { return [] }
            return [.text(text)]
        case .array: return content.elements.flatMap(part)
        case .object: return part(content)
        case .bool, .number: return [.text(content.rawText)]
        }
    }

    /// True for the word that stands where content was not captured.
    static func isElision(_ text: String) -> Bool { text == "<elided>" }

    /// One element of a list of parts.
    private static func part(_ value: JSONValue) -> [MessagePart] {
        guard value.kind == .object else { return parts(ofScalar: value) }
        guard let type = value["type"]?.string else { return untyped(value) }
        return typed(value, type: type) ?? [.other(type: type, json: value.compactText)]
    }

    private static func parts(ofScalar value: JSONValue) -> [MessagePart] {
        value.kind == .array ? [.other(type: "array", json: value.compactText)] : parts(of: value)
    }

    /// Parts that say their type: GenAI, OpenAI, Anthropic.
    private static func typed(_ value: JSONValue, type: String) -> [MessagePart]? {
        switch type {
        case "text", "input_text", "output_text":
            (value["content"] ?? value["text"])?.string.map { [.text($0)] }
        case "reasoning", "thinking":
            (value["content"] ?? value["thinking"] ?? value["text"])?.string
                .map { [.reasoning($0)] }
        case "tool_call", "tool_use", "function":
            toolCall(value).map { [$0] }
        case "tool_call_response", "tool_result":
            result(of: value)
        case "blob", "image", "image_url", "input_image", "input_audio", "audio", "document",
            "file", "uri", "video":
            MediaReader.part(value, type: type).map { [$0] }
        default: nil
        }
    }

    /// A tool call of any form: `arguments`, `input`, or both inside `function`.
    static func toolCall(_ value: JSONValue) -> MessagePart? {
        let function = value["function"].flatMap { $0.kind == .object ? $0 : nil } ?? value
        guard let name = function["name"]?.string else { return nil }
        let arguments =
            function["arguments"] ?? function["input"] ?? function["args"] ?? function["parameters"]
        return .toolCall(
            id: (value["id"] ?? value["call_id"])?.string, name: name,
            arguments: arguments.map(rawText) ?? "")
    }

    private static func result(of value: JSONValue) -> [MessagePart] {
        result(
            id: (value["id"] ?? value["tool_use_id"] ?? value["tool_call_id"])?.string,
            name: value["name"]?.string,
            content: value["response"] ?? value["result"] ?? value["content"],
            isError: value["is_error"]?.bool ?? value["isError"]?.bool ?? false)
    }

    /// What a tool answered: text joined from its blocks or the raw JSON, then its images.
    static func result(
        id: String?, name: String?, content: JSONValue?, isError: Bool
    ) -> [MessagePart] {
        guard let content, !content.isNull else {
            return [.toolResult(id: id, name: name, content: "", isError: isError)]
        }
        guard content.kind == .array, let blocks = blocks(of: content) else {
            return [
                .toolResult(id: id, name: name, content: rawText(content), isError: isError)
            ]
        }
        return [
            .toolResult(
                id: id, name: name, content: blocks.texts.joined(separator: "\n"), isError: isError)
        ] + blocks.media
    }

    /// The texts and the media of a list of blocks; nil when it holds anything else.
    private static func blocks(of list: JSONValue) -> (texts: [String], media: [MessagePart])? {
        var texts: [String] = []
        var media: [MessagePart] = []
        for element in list.elements {
            guard element.kind == .object else { return nil }
            for part in part(element) {
                switch part {
                case .text(let text): texts.append(text)
                case .blob, .uri: media.append(part)
                case .reasoning, .toolCall, .toolResult, .other: return nil
                }
            }
        }
        return texts.isEmpty && media.isEmpty ? nil : (texts, media)
    }

    /// A string's text, or anything else as its source spells it.
    static func rawText(_ value: JSONValue) -> String { value.string ?? value.rawText }

    /// Parts that their one member names: Gemini, Bedrock Converse.
    private static func untyped(_ value: JSONValue) -> [MessagePart] {
        for field in value.fields where !field.value.isNull {
            if let parts = named(field.name, field.value, in: value) { return parts }
        }
        let isEmpty = value.fields.allSatisfy { $0.value.isNull }
        return isEmpty ? [] : [.other(type: "object", json: value.compactText)]
    }

    private static func named(
        _ name: String, _ value: JSONValue, in part: JSONValue
    ) -> [MessagePart]? {
        switch name {
        case "text":
            guard let text = value.string else { return nil }
            return part["thought"]?.bool == true ? [.reasoning(text)] : [.text(text)]
        case "function_call", "functionCall": return toolCall(value).map { [$0] }
        case "function_response", "functionResponse", "toolResult": return named(result: value)
        case "toolUse":
            guard let tool = value["name"]?.string else { return nil }
            return [
                .toolCall(
                    id: value["toolUseId"]?.string, name: tool,
                    arguments: value["input"].map(rawText) ?? "")
            ]
        case "inline_data", "inlineData", "file_data", "fileData", "image", "document", "video":
            return MediaReader.part(value, type: name).map { [$0] }
        case "reasoningContent":
            return value["reasoningText"]?["text"]?.string.map { [.reasoning($0)] }
        case "executable_code", "executableCode", "code_execution_result", "codeExecutionResult":
            return [.other(type: name, json: value.compactText)]
        default: return nil
        }
    }

    private static func named(result value: JSONValue) -> [MessagePart] {
        result(
            id: (value["id"] ?? value["toolUseId"])?.string, name: value["name"]?.string,
            content: value["response"] ?? value["content"],
            isError: value["status"]?.string == "error")
    }
}
