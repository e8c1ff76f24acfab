/// Which bytes can stand in a YAML text at all.
enum YAMLCharacters {
    /// The first byte that is no UTF-8, or a character that YAML forbids; nil for a clean text.
    static func firstForbidden(in bytes: UnsafeBufferPointer<UInt8>) -> YAMLFailure? {
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte < 0x80 {
                guard byte >= 0x20 && byte != 0x7F || byte == 0x09 || byte == 0x0A || byte == 0x0D
                else {
                    return YAMLFailure(
                        offset: offset,
                        message: "byte 0x\(hex(byte)) is a control character, which YAML forbids")
                }
                offset += 1
                continue
            }
            guard let (scalar, length) = decoded(bytes, at: offset) else {
                return YAMLFailure(offset: offset, message: "byte 0x\(hex(byte)) is no UTF-8")
            }
            guard isPrintable(scalar, at: offset) else {
                return YAMLFailure(
                    offset: offset,
                    message: "character U+\(String(scalar, radix: 16)) is one that YAML forbids")
            }
            offset += length
        }
        return nil
    }

    /// The first escape of a double-quoted scalar that says nothing; nil when all do.
    static func firstBrokenEscape(
        in node: YAMLNodeEvent, of bytes: UnsafeBufferPointer<UInt8>
    ) -> YAMLFailure? {
        guard node.kind == .quoted, bytes[node.content] == UInt8(ascii: "\"") else { return nil }
        var offset = node.content + 1
        while offset < node.end - 1 {
            guard bytes[offset] == UInt8(ascii: "\\") else {
                offset += 1
                continue
            }
            guard let digits = digitsOfEscape(bytes[offset + 1]),
                offset + 2 + digits < node.end,
                bytes[(offset + 2)..<(offset + 2 + digits)].allSatisfy(isHexDigit)
            else {
                return YAMLFailure(
                    offset: offset, message: "an escape that YAML does not know")
            }
            offset += 2 + digits
        }
        return nil
    }

    private static func digitsOfEscape(_ letter: UInt8) -> Int? {
        switch letter {
        case UInt8(ascii: "x"): 2
        case UInt8(ascii: "u"): 4
        case UInt8(ascii: "U"): 8
        default: "0abt\tnvfre \"/\\N_LP\n\r".utf8.contains(letter) ? 0 : nil
        }
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }

    private static func decoded(
        _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int
    ) -> (UInt32, Int)? {
        let length: Int
        switch bytes[offset] {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return nil
        }
        guard offset + length <= bytes.count else { return nil }
        var scalar = UInt32(bytes[offset]) & (0x7F >> UInt32(length))
        for next in bytes[(offset + 1)..<(offset + length)] {
            guard next & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(next & 0x3F)
        }
        let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
        guard scalar >= least, Unicode.Scalar(scalar) != nil else { return nil }
        return (scalar, length)
    }

    private static func isPrintable(_ scalar: UInt32, at offset: Int) -> Bool {
        switch scalar {
        case 0x80..<0x85, 0x86..<0xA0, 0xFFFE, 0xFFFF: false
        case 0xFEFF: offset == 0
        default: true
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }
}
