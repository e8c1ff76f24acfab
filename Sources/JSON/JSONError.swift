/// Why bytes are no JSON document, and where.
public struct JSONError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The bytes end inside a value.
        case unexpectedEnd
        /// A byte that cannot stand there.
        case unexpectedByte(UInt8)
        /// Digits, signs and letters that make no number.
        case malformedNumber
        /// More than `JSONDocument.maximumDepth` containers inside each other.
        case tooDeep
        /// More than `JSONSource.maximumBytes`.
        case tooLarge
        /// Something follows the document.
        case trailingBytes
        /// The file cannot be read, with the system's error number.
        case unreadable(Int32)
    }

    /// The offset of the offending byte in the source.
    public var offset: Int
    /// What is wrong there.
    public var reason: Reason

    /// Creates an error.
    public init(offset: Int, reason: Reason) {
        self.offset = offset
        self.reason = reason
    }
}

extension JSONError: CustomStringConvertible {
    /// One sentence without content of the document.
    public var description: String {
        switch reason {
        case .unexpectedEnd: "the JSON ends inside a value at byte \(offset)"
        case .unexpectedByte(let byte):
            "unexpected byte \(Self.hex(byte)) in JSON at byte \(offset)"
        case .malformedNumber: "malformed JSON number at byte \(offset)"
        case .tooDeep:
            "JSON nested deeper than \(JSONDocument.maximumDepth) levels at byte \(offset)"
        case .tooLarge: "JSON larger than \(JSONSource.maximumBytes) bytes"
        case .trailingBytes: "something follows the JSON document at byte \(offset)"
        case .unreadable(let code): "the JSON file cannot be read (system error \(code))"
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return "0x" + (digits.count < 2 ? "0" + digits : digits)
    }
}
