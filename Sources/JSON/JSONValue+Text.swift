extension JSONValue {
    /// The text of a string; nil for any other kind.
    ///
    /// A lone surrogate or an unknown escape stays as it is spelled (`\ud83d`); a byte that is no
    /// UTF-8 becomes U+FFFD.
    public var string: String? {
        guard kind == .string else { return nil }
        let content = stringContent
        guard content.contains(UInt8(ascii: "\\")) else {
            return String(decoding: content, as: UTF8.self)
        }
        // No escape is shorter than what it stands for, so the content's size is enough.
        return String(unsafeUninitializedCapacity: content.count) { buffer in
            Unescaping(content, into: buffer).run()
        }
    }

    /// The bytes between the quotes of a string, as spelled.
    var stringContent: UnsafeRawBufferPointer {
        let content = raw
        guard content.count >= 2 else { return UnsafeRawBufferPointer(rebasing: content[0..<0]) }
        return UnsafeRawBufferPointer(rebasing: content[1..<(content.count - 1)])
    }
}

/// Decodes the escapes of a string into a buffer of at least its size.
private struct Unescaping {
    private let content: UnsafeRawBufferPointer
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private var position = 0
    private var written = 0

    init(_ content: UnsafeRawBufferPointer, into buffer: UnsafeMutableBufferPointer<UInt8>) {
        self.content = content
        self.buffer = buffer
    }

    /// Returns the number of bytes written.
    consuming func run() -> Int {
        while position < content.count {
            let byte = content[position]
            if byte == UInt8(ascii: "\\"), position + 1 < content.count {
                escape(content[position + 1])
            } else {
                put(byte)
                position += 1
            }
        }
        return written
    }

    private mutating func escape(_ letter: UInt8) {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): put(letter)
        case UInt8(ascii: "n"): put(0x0A)
        case UInt8(ascii: "t"): put(0x09)
        case UInt8(ascii: "r"): put(0x0D)
        case UInt8(ascii: "b"): put(0x08)
        case UInt8(ascii: "f"): put(0x0C)
        case UInt8(ascii: "u"): return unicodeEscape()
        default:
            put(UInt8(ascii: "\\"))
            put(letter)
        }
        position += 2
    }

    private mutating func unicodeEscape() {
        guard let first = codeUnit(at: position) else { return keep(2) }
        if let scalar = Unicode.Scalar(first) {
            put(scalar)
            position += 6
            return
        }
        guard
            first < 0xDC00, let second = codeUnit(at: position + 6),
            (0xDC00...0xDFFF).contains(second)
        else { return keep(6) }
        let joined = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        guard let scalar = Unicode.Scalar(joined) else { return keep(6) }
        put(scalar)
        position += 12
    }

    private func codeUnit(at start: Int) -> UInt16? {
        guard
            start + 6 <= content.count, content[start] == UInt8(ascii: "\\"),
            content[start + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt16 = 0
        for byte in content[(start + 2)..<(start + 6)] {
            guard let digit = Self.hexDigit(byte) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    private static func hexDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    private mutating func keep(_ count: Int) {
        for byte in content[position..<(position + count)] { put(byte) }
        position += count
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        UTF8.encode(scalar)?.forEach { put($0) }
    }

    private mutating func put(_ byte: UInt8) {
        buffer[written] = byte
        written += 1
    }
}
