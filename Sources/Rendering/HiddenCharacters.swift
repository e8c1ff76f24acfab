/// The characters that a terminal obeys or a reader cannot see: C0 and C1 controls other than
/// newline and tab, line and paragraph separators, bidi controls, zero-width and tag characters,
/// supplementary variation selectors, interlinear marks and the noncharacters U+FFFE and U+FFFF.
///
/// YAML's unprintable characters are among them, so that what has none can stand in a block scalar.
enum HiddenCharacters {
    /// A hidden character in UTF-8 bytes.
    struct Place {
        var offset: Int
        var length: Int
        var scalar: Unicode.Scalar
    }

    /// The first hidden character at or after an offset; nil without one.
    ///
    /// `bytes` is valid UTF-8.
    static func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Place? {
        var index = start
        let count = bytes.count
        while index < count {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte < 0x20 ? byte != 0x0A && byte != 0x09 : byte == 0x7F {
                    return Place(offset: index, length: 1, scalar: Unicode.Scalar(byte))
                }
                index += 1
                continue
            }
            let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            guard index + length <= count else { return nil }
            if mayBeginHidden(byte), let scalar = scalar(in: bytes, at: index, length: length),
                isHidden(scalar)
            {
                return Place(offset: index, length: length, scalar: scalar)
            }
            index += length
        }
        return nil
    }

    /// True for a hidden character; newline and tab are none.
    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E,
            0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF, 0xE0000...0xE0FFF:
            true
        default: false
        }
    }

    /// The lead bytes of the ranges in `isHidden`.
    private static func mayBeginHidden(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xC2, 0xD8, 0xE1, 0xE2, 0xEF, 0xF3: true
        default: false
        }
    }

    private static func scalar(
        in bytes: UnsafeBufferPointer<UInt8>, at index: Int, length: Int
    ) -> Unicode.Scalar? {
        let tail = (1..<length).map { UInt32(bytes[index + $0] & 0x3F) }
        let lead = UInt32(bytes[index]) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        return Unicode.Scalar(tail.reduce(lead) { $0 << 6 | $1 })
    }
}
