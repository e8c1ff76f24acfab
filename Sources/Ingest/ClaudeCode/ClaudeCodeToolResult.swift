import JSON
import Traces

/// What a tool answered: the block that the model got, and the client's structured copy of it.
struct ClaudeCodeToolResult {
    /// The longest member of the client's copy that is kept; longer ones repeat the result, the
    /// arguments or a whole file.
    static let longestDetailBytes = 1024

    /// What the model got: the text, or the source's JSON where there is more than text.
    let text: String
    /// True when the tool failed.
    let isError: Bool
    /// The message that brings the result to the model.
    let message: [UInt8]
    /// The short members of the client's copy, and the sizes of those left out.
    let details: [Attribute]
    /// The sub-agent that did the work.
    let agentID: String?
    /// True when the answer only says that a sub-agent has begun.
    let isLaunchOnly: Bool

    /// Reads a `tool_result` block and the line that it came in.
    init(block: JSONValue, record: ClaudeCodeRecord, isOnlyBlock: Bool) {
        let id = block["tool_use_id"]?.string
        isError = block["is_error"]?.bool ?? false
        var message = PartsMessage(role: "tool")
        if let content = block["content"] {
            let joined = Self.joinedText(of: content)
            text = content.string ?? joined ?? content.rawText
            let response = joined.map { PartsMessage.ToolResponse.text($0) } ?? .value(content)
            message.toolResult(id: id, response: response, isError: isError)
        } else {
            text = ""
            message.toolResult(id: id, response: .text(""), isError: isError)
        }
        self.message = message.finished()
        let copy = isOnlyBlock ? record.value["toolUseResult"] : nil
        agentID = copy?["agentId"]?.string
        isLaunchOnly =
            copy?["isAsync"]?.bool ?? (copy?["status"]?.string == "async_launched")
        details = Self.details(of: copy, besides: text)
    }

    /// The texts of a list of text blocks; nil for anything else.
    private static func joinedText(of content: JSONValue) -> String? {
        let blocks = content.elements
        let texts = blocks.compactMap { $0["type"]?.string == "text" ? $0["text"]?.string : nil }
        guard content.kind == .array, texts.count == blocks.count else { return nil }
        return texts.joined(separator: "\n")
    }

    private static func details(
        of copy: JSONValue?, besides result: String
    ) -> [Attribute] {
        guard let copy, copy.kind == .object else { return [] }
        var details: [Attribute] = []
        var leftOut: [Attribute] = []
        for field in copy.fields where !field.value.isNull {
            if field.value.string == result { continue }
            let size = field.value.byteRange.count
            if size > longestDetailBytes {
                leftOut.append(Attribute(field.name, .int(Int64(size))))
            } else {
                details.append(
                    Attribute("claude_code.result.\(field.name)", AttributeValue(field.value)))
            }
        }
        if !leftOut.isEmpty {
            details.append(Attribute("claude_code.result.left_out_bytes", .map(leftOut)))
        }
        return details
    }
}

extension PartsMessage {
    /// Adds an image block of the Anthropic form.
    mutating func image(_ block: JSONValue) {
        let source = block["source"]
        if let uri = source?["url"]?.string {
            self.uri(modality: "image", uri: uri)
        } else if let source, source["data"] != nil {
            blob(
                modality: "image", mediaType: source["media_type"]?.string,
                content: source["data"])
        } else {
            other(block)
        }
    }

    /// Adds a block of a user's or assistant's message, tool results aside.
    mutating func block(_ block: JSONValue) {
        switch block["type"]?.string {
        case "text":
            if let text = block["text"] { self.text(text) }
        case "thinking":
            reasoning(block["thinking"], signature: block["signature"])
        case "tool_use", "server_tool_use":
            toolCall(id: block["id"], name: block["name"], arguments: block["input"])
        case "image":
            image(block)
        default:
            other(block)
        }
    }
}
