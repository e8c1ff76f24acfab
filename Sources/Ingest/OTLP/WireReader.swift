/// Walks the fields of one protobuf message without knowing its type.
struct WireReader {
    /// How a field is encoded; raw values are protobuf's numbers.
    enum Encoding: UInt8 { case varint = 0, fixed64 = 1, delimited = 2, fixed32 = 5 }

    /// One field.
    struct Field {
        var number: Int
        var encoding: Encoding
        /// The field with its tag, in bytes of the buffer.
        var range: Range<Int>
        /// The value without its tag and length.
        var content: Range<Int>
        /// True when the message ends before the value does.
        var isCut: Bool
    }

    /// The message makes no sense from `position` on.
    struct Malformed: Error {}

    private let bytes: UnsafeRawBufferPointer
    private let end: Int
    /// Where the next field begins, in bytes of the buffer.
    private(set) var position: Int

    init(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    /// The next field, or nil at the end of the message.
    mutating func next() throws(Malformed) -> Field? {
        guard position < end else { return nil }
        let start = position
        var cursor = position
        guard
            let tag = varint(at: &cursor), let encoding = Encoding(rawValue: UInt8(tag & 7)),
            tag >> 3 > 0, let number = Int32(exactly: tag >> 3)
        else { throw Malformed() }
        var length: UInt64
        switch encoding {
        case .varint:
            let valueStart = cursor
            guard varint(at: &cursor) != nil else { throw Malformed() }
            length = UInt64(cursor - valueStart)
            cursor = valueStart
        case .fixed64: length = 8
        case .fixed32: length = 4
        case .delimited:
            guard let given = varint(at: &cursor) else { throw Malformed() }
            length = given
        }
        let isCut = length > UInt64(end - cursor)
        length = min(length, UInt64(end - cursor))
        position = cursor + Int(length)
        return Field(
            number: Int(number), encoding: encoding, range: start..<position,
            content: cursor..<position, isCut: isCut)
    }

    private func varint(at cursor: inout Int) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard cursor < end else { return nil }
            let byte = bytes[cursor]
            cursor += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }
}
