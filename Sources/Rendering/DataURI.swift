/// Binary content within a URI, `data:image/png;base64,...`.
struct DataURI {
    /// The media type; `text/plain` when it says none.
    let mediaType: String
    /// The content.
    let bytes: [UInt8]

    /// Decodes a URI; nil for any other than base64 data.
    init?(_ uri: String) {
        guard uri.utf8.starts(with: "data:".utf8) else { return nil }
        guard let comma = uri.utf8.firstIndex(of: UInt8(ascii: ",")) else { return nil }
        let head = uri[uri.utf8.index(uri.startIndex, offsetBy: 5)..<comma]
        guard head.hasSuffix(";base64") else { return nil }
        guard let bytes = Base64Text.decoded(uri[uri.utf8.index(after: comma)...]) else {
            return nil
        }
        let type = head.prefix { $0 != ";" }
        mediaType = type.isEmpty ? "text/plain" : String(type)
        self.bytes = bytes
    }
}
