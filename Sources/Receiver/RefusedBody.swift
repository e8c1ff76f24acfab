/// A body that is refused for what it is, with what is kept of it.
struct RefusedBody: Error {
    /// How much is kept of one.
    static let keptBytes = 1 << 20

    let refusal: Refusal
    /// Its first bytes, as they came.
    let start: [UInt8]
    /// How long it is, as far as that is known.
    let sizeBytes: Int
    /// Why, and how much is kept, in one line.
    let reason: String

    init(_ refusal: Refusal, _ body: [UInt8]) {
        self.refusal = refusal
        sizeBytes = body.count
        start = Array(body.prefix(Self.keptBytes))
        reason =
            start.count == body.count
            ? refusal.message : "\(refusal.message) (the first \(start.count) bytes are kept)"
    }

    /// One that says that it is too long, so that it is not read: that is what is kept.
    init(announcedBytes: Int) {
        refusal = .tooLarge
        sizeBytes = announcedBytes
        start = Array("Content-Length: \(announcedBytes)\r\n".utf8)
        reason = "\(refusal.message) (its length is kept: it was not read)"
    }
}
