/// Base64 with the standard alphabet and padding, without Foundation.
enum Base64Text {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The text of bytes.
    static func encoded(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits =
                group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
            for place in 0..<4 {
                let isPadding = place > group.count
                let digit = alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)]
                output.append(isPadding ? UInt8(ascii: "=") : digit)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The bytes of a text, white space skipped; nil for anything that is no base64.
    static func decoded(_ text: some StringProtocol) -> [UInt8]? {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count * 3 / 4)
        var bits: UInt32 = 0
        var digits = 0
        var isPadded = false
        for byte in text.utf8 where byte > 0x20 {
            if byte == UInt8(ascii: "=") {
                isPadded = true
                continue
            }
            guard !isPadded, let value = value(of: byte) else { return nil }
            bits = bits << 6 | value
            digits += 1
            guard digits == 4 else { continue }
            for shift: UInt32 in [16, 8, 0] { output.append(UInt8(bits >> shift & 0xFF)) }
            bits = 0
            digits = 0
        }
        guard digits != 1 else { return nil }
        if digits == 2 { output.append(UInt8(bits >> 4 & 0xFF)) }
        if digits == 3 {
            output.append(UInt8(bits >> 10 & 0xFF))
            output.append(UInt8(bits >> 2 & 0xFF))
        }
        return output
    }

    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
