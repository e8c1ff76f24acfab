/// One name in a directory, compared by its bytes: `String` would take two spellings of one text for equal.
public struct FileName: Hashable, Sendable {
    /// The bytes of the name, without a terminating zero.
    public let bytes: [UInt8]

    /// The longest name that Linux allows, in bytes.
    public static let longestBytes = 255

    /// A name of these bytes.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The name whose UTF-8 is the text.
    public init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The name at a C string, copied.
    init(copying name: UnsafePointer<CChar>) {
        var length = 0
        while name[length] != 0 { length += 1 }
        bytes = Array(UnsafeRawBufferPointer(start: name, count: length))
    }

    /// Whether the kernel accepts it as an entry of a directory: not empty, no slash, no zero, not too long.
    public var isLegal: Bool {
        !bytes.isEmpty && bytes.count <= Self.longestBytes
            && !bytes.contains { $0 == 0 || $0 == UInt8(ascii: "/") }
    }

    /// Calls `body` with the name as a C string; complexity is the length of the name.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { buffer in
            for index in bytes.indices { buffer[index] = CChar(bitPattern: bytes[index]) }
            buffer[bytes.count] = 0
            guard let start = buffer.baseAddress else { preconditionFailure("buffer is not empty") }
            return body(start)
        }
    }
}

extension FileName: ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name whose UTF-8 is the literal.
    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// The name as text, with invalid bytes replaced.
    public var description: String {
        String(decoding: bytes, as: UTF8.self)
    }
}
