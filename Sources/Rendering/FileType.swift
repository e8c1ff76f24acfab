/// What binary content is, by its first bytes; what it is said to be counts only for plain text.
enum FileType {
    /// The first bytes of types that nothing executes, and their extension.
    private static let magic: [(offset: Int, bytes: [UInt8], pathExtension: String)] = [
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "png"),
        (0, [0xFF, 0xD8, 0xFF], "jpg"),
        (0, Array("GIF87a".utf8), "gif"),
        (0, Array("GIF89a".utf8), "gif"),
        (8, Array("WEBP".utf8), "webp"),
        (0, Array("BM".utf8), "bmp"),
        (0, [0x49, 0x49, 0x2A, 0x00], "tiff"),
        (0, [0x4D, 0x4D, 0x00, 0x2A], "tiff"),
        (0, Array("%PDF-".utf8), "pdf"),
        (8, Array("WAVE".utf8), "wav"),
        (0, Array("ID3".utf8), "mp3"),
        (0, [0xFF, 0xFB], "mp3"),
        (0, Array("OggS".utf8), "ogg"),
        (0, Array("fLaC".utf8), "flac"),
        (4, Array("ftyp".utf8), "mp4"),
        (0, [0x1A, 0x45, 0xDF, 0xA3], "webm"),
        (0, [0x50, 0x4B, 0x03, 0x04], "zip"),
        (0, [0x1F, 0x8B], "gz"),
    ]

    /// The extension for content: `bin` for whatever is not known to be harmless.
    static func pathExtension(of bytes: [UInt8], mediaType: String) -> String {
        for entry in magic where bytes.dropFirst(entry.offset).starts(with: entry.bytes) {
            return entry.pathExtension
        }
        let isText = !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
        guard isText, !bytes.starts(with: "#!".utf8) else { return "bin" }
        switch mediaType.lowercased().prefix(while: { $0 != ";" }) {
        case "text/plain": return "txt"
        case "text/markdown": return "md"
        case "text/csv": return "csv"
        case "application/json": return "json"
        case "application/yaml", "text/yaml": return "yaml"
        default: return "bin"
        }
    }
}
