/// Text of a trace as pages show it: what a terminal would obey, or a reader could not see, is
/// escaped visibly; newline and tab are kept.
///
/// The untouched text is in `.raw/`.
public enum DisplayText {
    /// The text with hidden characters as `\x1b`, `\u202e` or `\U000e0041`, carriage return as `\r`.
    public static func escaped(_ text: String) -> String {
        var text = text
        let hasHidden = text.withUTF8 { HiddenCharacters.next(in: $0, from: 0) != nil }
        return hasHidden ? String(decoding: escapedBytes(text), as: UTF8.self) : text
    }

    /// The bytes of `escaped`.
    ///
    /// O(n).
    static func escapedBytes(_ text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { bytes in
            guard var hidden = HiddenCharacters.next(in: bytes, from: 0) else {
                return Array(bytes)
            }
            var output = TextBuffer()
            output.bytes.reserveCapacity(bytes.count + bytes.count / 8)
            var position = 0
            while true {
                output.append(bytes[position..<hidden.offset])
                output.append(escape(of: hidden.scalar))
                position = hidden.offset + hidden.length
                guard let next = HiddenCharacters.next(in: bytes, from: position) else { break }
                hidden = next
            }
            output.append(bytes[position...])
            return output.bytes
        }
    }

    /// The visible escape of one character; the same in YAML, C, Python and Swift's eyes.
    static func escape(of scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x0D: "\\r"
        case 0x09: "\\t"
        case 0x0A: "\\n"
        case 0..<0x100: "\\x" + padded(scalar.value, 2)
        case 0x100..<0x10000: "\\u" + padded(scalar.value, 4)
        default: "\\U" + padded(scalar.value, 8)
        }
    }

    private static func padded(_ value: UInt32, _ width: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
