/// Hex text of 64-bit halves, shared by the two identities.
enum HexDigits {
    /// The value of 1 to `maximumDigits` hex digits (at most 32), or nil for anything else.
    static func halves(
        of text: String, maximumDigits: Int
    ) -> (high: UInt64, low: UInt64)? {
        var text = text
        // One concrete buffer: identities are read by the million, and generic bytes are slow.
        return text.withUTF8 { halves(of: $0, maximumDigits: maximumDigits) }
    }

    private static func halves(
        of digits: UnsafeBufferPointer<UInt8>, maximumDigits: Int
    ) -> (high: UInt64, low: UInt64)? {
        guard !digits.isEmpty, digits.count <= maximumDigits else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            high = high << 4 | low >> 60
            low = low << 4 | value
        }
        return (high, low)
    }

    /// The 16 lowercase digits of a value.
    static func text(of value: UInt64) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: stride(from: 60, through: 0, by: -4).map {
                digits[Int(value >> UInt64($0) & 15)]
            }, as: UTF8.self)
    }

    /// The value of 8 bytes, most significant first.
    static func value(ofBytes bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The 8 bytes of a value, most significant first.
    static func bytes(of value: UInt64) -> [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt64($0)) }
    }

    private static func value(of digit: UInt8) -> UInt64? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(digit - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(digit - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(digit - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
