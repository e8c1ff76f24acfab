/// Binary content of an interaction, each once.
struct AttachmentRegistry: Sendable {
    /// One attachment.
    struct Attachment: Sendable {
        var path: String
        var bytes: [UInt8]
    }

    /// The attachments, in the order in which they were met.
    private(set) var attachments: [Attachment] = []
    private var candidates: [UInt64: [Int]] = [:]

    /// The path of binary content, which is remembered.
    ///
    /// `label` says whose it is.
    mutating func path(for bytes: [UInt8], mediaType: String, label: String) -> String {
        let hash = bytes.withUnsafeBytes { ContentHash.value(of: $0) }
        for index in candidates[hash, default: []] where attachments[index].bytes == bytes {
            return attachments[index].path
        }
        let number = AmountText.padded(attachments.count + 1, 3)
        let type = FileType.pathExtension(of: bytes, mediaType: mediaType)
        let path = "attachments/\(number)-\(SafeName.slug(label)).\(type)"
        candidates[hash, default: []].append(attachments.count)
        attachments.append(Attachment(path: path, bytes: bytes))
        return path
    }
}
