/// A quick hash of bytes.
///
/// Whoever finds two equal compares the bytes: content may be hostile.
enum ContentHash {
    private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// The hash of bytes, continuing one of what stands before them.
    static func value(of bytes: UnsafeRawBufferPointer, after seed: UInt64 = 0) -> UInt64 {
        var hash = seed ^ UInt64(bytes.count) &* factor
        var index = 0
        while index + 8 <= bytes.count {
            hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        var rest: UInt64 = 0
        while index < bytes.count {
            rest = rest << 8 | UInt64(bytes[index])
            index += 1
        }
        return mixed(hash ^ rest)
    }

    /// The hash of a text's bytes.
    static func value(of text: String, after seed: UInt64 = 0) -> UInt64 {
        var text = text
        return text.withUTF8 { value(of: UnsafeRawBufferPointer($0), after: seed) }
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        let (high, low) = value.multipliedFullWidth(by: factor)
        return high ^ low &+ 0x2545_F491_4F6C_DD1D
    }
}
