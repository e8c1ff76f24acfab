import JSON

/// One message in the parts form of the GenAI conventions (`gen_ai.input.messages`), as JSON.
///
/// Values of a document are spliced in as their source spells them: no text is decoded and encoded
/// again, and what a strict reader would refuse stays as it was.
struct PartsMessage {
    /// True until a part is added.
    private(set) var isEmpty = true
    private var json = JSONWriter()

    /// Begins a message.
    init(role: String, name: JSONValue? = nil) {
        json.beginObject()
        json.member("role", role)
        json.member("name", name)
        json.key("parts")
        json.beginArray()
    }

    /// Adds text, a JSON string.
    mutating func text(_ content: JSONValue) {
        part("text") { $0.member("content", content) }
    }

    /// Adds text.
    mutating func text(_ content: String) {
        part("text") { $0.member("content", content) }
    }

    /// Adds thinking; the signature is what the provider proves it with.
    mutating func reasoning(_ content: JSONValue?, signature: JSONValue?) {
        part("reasoning") {
            $0.member("content", content)
            $0.member("signature", signature)
        }
    }

    /// Adds thinking that was put together from its summary.
    mutating func reasoning(text: String, signature: JSONValue?) {
        part("reasoning") {
            $0.member("content", text)
            $0.member("signature", signature)
        }
    }

    /// Adds a request to call a tool.
    mutating func toolCall(id: String, name: String, arguments: JSONValue?) {
        part("tool_call") {
            $0.member("id", id)
            $0.member("name", name)
            $0.member("arguments", arguments)
        }
    }

    /// Adds a request to call a tool; arguments that are a JSON string stay a string.
    mutating func toolCall(id: JSONValue?, name: JSONValue?, arguments: JSONValue?) {
        part("tool_call") {
            $0.member("id", id)
            $0.member("name", name)
            $0.member("arguments", arguments)
        }
    }

    /// Adds what a tool answered.
    mutating func toolResult(id: String?, response: ToolResponse, isError: Bool) {
        part("tool_call_response") {
            $0.member("id", id)
            switch response {
            case .value(let value): $0.member("response", value)
            case .text(let text): $0.member("response", text)
            }
            if isError { $0.member("is_error", true) }
        }
    }

    /// Adds binary content in base64.
    mutating func blob(modality: String, mediaType: String?, content: JSONValue?) {
        part("blob") {
            $0.member("modality", modality)
            $0.member("mime_type", mediaType)
            $0.member("content", content)
        }
    }

    /// Adds binary content in base64.
    mutating func blob(modality: String, mediaType: String?, base64: String) {
        part("blob") {
            $0.member("modality", modality)
            $0.member("mime_type", mediaType)
            $0.member("content", base64)
        }
    }

    /// Adds a reference to content that is elsewhere.
    mutating func uri(modality: String, uri: String) {
        part("uri") {
            $0.member("modality", modality)
            $0.member("uri", uri)
        }
    }

    /// Adds any other part as the source gave it.
    mutating func other(_ value: JSONValue) {
        isEmpty = false
        json.value(value)
    }

    /// The message, complete.
    consuming func finished(finishReason: String? = nil) -> [UInt8] {
        json.endArray()
        json.member("finish_reason", finishReason)
        json.endObject()
        return json.bytes
    }

    /// The JSON text of a list of complete messages.
    static func list(_ messages: [[UInt8]]) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "[")]
        bytes.reserveCapacity(messages.reduce(2) { $0 + $1.count + 1 })
        for (index, message) in messages.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: message)
        }
        bytes.append(UInt8(ascii: "]"))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What a tool answered, as its source has it.
    enum ToolResponse {
        /// A value of a document.
        case value(JSONValue)
        /// A text that was put together.
        case text(String)
    }

    private mutating func part(_ type: String, _ content: (inout JSONWriter) -> Void) {
        isEmpty = false
        json.object {
            $0.member("type", type)
            content(&$0)
        }
    }
}
