/// Which texts need no quotes, by a rule narrower than that of any YAML version.
enum PlainScalar {
    /// Words that some YAML reader takes for a truth value, nothing, or a number.
    private static let reserved: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity",
    ]

    /// True for one line that begins with a letter, `_` or `/` (so that it is no number, date or
    /// sign of YAML), has no `: ` or ` #`, no tab, no space at its end, and is no reserved word.
    ///
    /// The bytes hold no hidden character and no newline.
    static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, let last = text.last, canBegin(first) else { return false }
        guard last != 0x20, last != UInt8(ascii: ":") else { return false }
        var previous = first
        for byte in text {
            if byte == 0x09 { return false }
            if byte == 0x20, previous == UInt8(ascii: ":") { return false }
            if byte == UInt8(ascii: "#"), previous == 0x20 { return false }
            previous = byte
        }
        guard text.count <= 8 else { return true }
        return !reserved.contains(String(decoding: text, as: UTF8.self).lowercased())
    }

    private static func canBegin(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "_"), UInt8(ascii: "/"), 0x80...0xFF:
            true
        default: false
        }
    }
}
