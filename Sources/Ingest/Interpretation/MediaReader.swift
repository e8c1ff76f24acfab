internal import JSON
internal import Traces

/// Reads binary content and references to it in any provider's form.
enum MediaReader {
    /// The content of a part of a type; nil when nothing in it is known.
    static func part(_ value: JSONValue, type: String) -> MessagePart? {
        if let part = inline(value, type: type) { return part }
        let reference =
            value["image_url"] ?? value["url"] ?? value["uri"] ?? value["file_uri"]
            ?? value["fileUri"] ?? value["source"]?["url"]
        guard let text = reference?.string ?? reference?["url"]?.string else { return nil }
        return located(text, mediaType: mediaType(value))
    }

    /// Content behind a URL; a data URL holds it itself.
    static func located(_ url: String, mediaType: String?) -> MessagePart {
        guard url.hasPrefix("data:"), let comma = url.utf8.firstIndex(of: UInt8(ascii: ",")) else {
            return .uri(mediaType: mediaType, uri: url)
        }
        let header = url[..<comma].dropFirst(5)
        let payload = url[url.index(after: comma)...].utf8
        guard header.hasSuffix(";base64"), let bytes = Base64.decoded(payload) else {
            return .uri(mediaType: mediaType, uri: url)
        }
        let named = header.prefix { $0 != ";" }
        return .blob(mediaType: named.isEmpty ? fallback : String(named), bytes: bytes)
    }

    /// Base64 beside its media type: GenAI, Anthropic, Gemini, Bedrock, OpenAI audio and files.
    private static func inline(_ value: JSONValue, type: String) -> MessagePart? {
        let holder = value["source"] ?? value["input_audio"] ?? value["file"] ?? value
        guard
            let text =
                (holder["data"] ?? holder["content"] ?? holder["bytes"]
                ?? holder["file_data"])?.string
        else { return nil }
        if text.hasPrefix("data:") { return located(text, mediaType: mediaType(value)) }
        let named = mediaType(holder) ?? mediaType(value)
        if type == "document", holder["type"]?.string == "text" { return .text(text) }
        guard let bytes = Base64.decoded(text.utf8) else { return nil }
        return .blob(mediaType: named ?? sniffed(bytes) ?? fallback, bytes: bytes)
    }

    private static func mediaType(_ value: JSONValue) -> String? {
        if let named = value["mime_type"] ?? value["media_type"] ?? value["mimeType"]
            ?? value["mediaType"]
        {
            return named.string
        }
        guard let format = value["format"]?.string else { return nil }
        if format.contains("/") { return format }
        return formats[format]
    }

    private static let fallback = "application/octet-stream"
    private static let formats = [
        "png": "image/png", "jpeg": "image/jpeg", "jpg": "image/jpeg", "gif": "image/gif",
        "webp": "image/webp", "wav": "audio/wav", "mp3": "audio/mpeg", "pdf": "application/pdf",
        "mp4": "video/mp4",
    ]

    /// The media type that the first bytes of the usual formats give away.
    private static func sniffed(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "image/png" }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        if bytes.starts(with: Array("GIF8".utf8)) { return "image/gif" }
        if bytes.starts(with: Array("%PDF".utf8)) { return "application/pdf" }
        return nil
    }
}
