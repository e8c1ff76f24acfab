/// Builds protobuf messages field by field, malformed ones too.
struct WireWriter {
    var bytes: [UInt8] = []

    static func message(_ build: (inout WireWriter) -> Void) -> [UInt8] {
        var writer = WireWriter()
        build(&writer)
        return writer.bytes
    }

    mutating func varint(_ number: Int, _ value: UInt64) {
        append(UInt64(number) << 3)
        append(value)
    }

    mutating func fixed64(_ number: Int, _ value: UInt64) {
        append(UInt64(number) << 3 | 1)
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    mutating func delimited(_ number: Int, _ content: [UInt8]) {
        append(UInt64(number) << 3 | 2)
        append(UInt64(content.count))
        bytes += content
    }

    mutating func text(_ number: Int, _ text: String) { delimited(number, Array(text.utf8)) }

    mutating func message(_ number: Int, _ build: (inout WireWriter) -> Void) {
        delimited(number, Self.message(build))
    }

    private mutating func append(_ value: UInt64) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: value))
    }
}
