/// One part of a message's content.
public enum MessagePart: Hashable, Sendable {
    /// Text.
    case text(String)
    /// Thinking that the model shows; the signature or encrypted form stays in the raw record.
    case reasoning(String)
    /// A request to call a tool; `arguments` is the raw text, which may be invalid JSON.
    case toolCall(id: String?, name: String, arguments: String)
    /// What a tool answered; `content` is the raw text, JSON when it was structured.
    case toolResult(id: String?, name: String?, content: String, isError: Bool)
    /// Binary content: an image, a sound, a document.
    case blob(mediaType: String, bytes: [UInt8])
    /// A reference to content that is elsewhere.
    case uri(mediaType: String?, uri: String)
    /// Anything else, as the JSON that the source gave.
    case other(type: String, json: String)
}
