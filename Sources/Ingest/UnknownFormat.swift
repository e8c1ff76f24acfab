/// What is known about a file that no format recognises, or that several do.
public struct UnknownFormat: Hashable, Sendable {
    /// A format that comes near, or one of several that fit equally well.
    public struct Candidate: Hashable, Sendable {
        /// The format's name.
        public var format: String
        /// What is missing or wrong, or by what the file seemed to be of this format.
        public var reason: String

        /// Creates a candidate.
        public init(format: String, reason: String) {
            self.format = format
            self.reason = reason
        }
    }

    /// How many bytes are shown from where the file stops making sense.
    static let shownBytes = 48

    /// The file.
    public var path: String
    /// The formats that come nearest; those that tie when `isAmbiguous`.
    public var nearest: [Candidate]
    /// True when more than one format fits equally well.
    public var isAmbiguous: Bool
    /// Where the file stops making sense, in bytes from the start of the (decompressed) content.
    public var offsetBytes: Int
    /// A few bytes from there.
    public var bytes: [UInt8]
}

extension UnknownFormat: CustomStringConvertible {
    /// What was seen and what to do.
    public var description: String {
        let found = nearest.map { "\($0.format) (\($0.reason))" }.joined(separator: ", ")
        if isAmbiguous {
            let change =
                offsetBytes == 0 ? "" : "; another one begins at byte \(offsetBytes): \(shown)"
            return "\(path): fits several formats: \(found)\(change); name one of them"
        }
        let bytes = bytes.isEmpty ? "the file is empty" : "byte \(offsetBytes) begins \(shown)"
        let known = Formats.all.map { $0.name }.joined(separator: ", ")
        let hint = found.isEmpty ? "known formats: \(known)" : "nearest: \(found)"
        return "\(path): unknown format; \(bytes); \(hint)"
    }

    private var shown: String {
        let text = bytes.map { byte in
            (0x20..<0x7F).contains(byte)
                ? String(UnicodeScalar(byte))
                : "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return "\"" + text.joined() + "\""
    }
}
