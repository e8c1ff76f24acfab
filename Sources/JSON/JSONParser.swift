/// One pass over the bytes of a document that writes its tape; no recursion.
struct JSONParser {
    private enum Expectation { case value, firstElement, name, firstName, separator, end }

    private struct Frame {
        /// The tape index of the opening entry.
        var opening: UInt32
        /// The values inside so far.
        var count: UInt32
        var isObject: Bool
    }

    private let bytes: UnsafeRawBufferPointer
    private(set) var entries: [JSONStorage.Entry] = []
    private var frames: [Frame] = []
    private var position: Int
    /// True between a name's entry and its value's.
    private var hasDanglingName = false

    init(_ bytes: UnsafeRawBufferPointer, from offset: Int) {
        self.bytes = bytes
        position = offset
        entries.reserveCapacity(min((bytes.count - offset) / 12 + 4, 1 << 24))
    }

    /// Parses one value and tells the offset behind it.
    mutating func parse() throws(JSONError) -> Int {
        skipByteOrderMark()
        var expectation = Expectation.value
        while true {
            skipWhitespace()
            switch expectation {
            case .value:
                expectation = try value()
            case .firstElement:
                expectation = try skipped("]") ? close() : value()
            case .firstName:
                expectation = try skipped("}") ? close() : name()
            case .name:
                expectation = try name()
            case .separator:
                expectation = try separator()
            case .end:
                return position
            }
        }
    }

    /// Closes what a failure left open, without the value that was being read.
    mutating func closeAll() {
        if hasDanglingName { entries.removeLast() }
        hasDanglingName = false
        position = min(position, bytes.count)
        while !frames.isEmpty { _ = close(isComplete: false) }
    }

    // MARK: - Structure

    private mutating func value() throws(JSONError) -> Expectation {
        switch try byte() {
        case UInt8(ascii: "{"):
            return try open(isObject: true)
        case UInt8(ascii: "["):
            return try open(isObject: false)
        case UInt8(ascii: "\""):
            try string()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            try number()
        case UInt8(ascii: "t"):
            try literal("true")
        case UInt8(ascii: "f"):
            try literal("false")
        case UInt8(ascii: "n"):
            try literal("null")
        case UInt8(ascii: "N"):
            try literal("NaN")
        case UInt8(ascii: "I"):
            try literal("Infinity")
        default:
            throw unexpectedByte()
        }
        return valueEnded()
    }

    private mutating func valueEnded() -> Expectation {
        hasDanglingName = false
        guard !frames.isEmpty else { return .end }
        frames[frames.count - 1].count += 1
        return .separator
    }

    private mutating func open(isObject: Bool) throws(JSONError) -> Expectation {
        guard frames.count < JSONDocument.maximumDepth else { throw failure(.tooDeep) }
        frames.append(
            Frame(opening: UInt32(truncatingIfNeeded: entries.count), count: 0, isObject: isObject))
        append(from: position, extent: 0)
        position += 1
        hasDanglingName = false
        return isObject ? .firstName : .firstElement
    }

    private mutating func close(isComplete: Bool = true) -> Expectation {
        let frame = frames.removeLast()
        entries[Int(frame.opening)].extent = UInt32(truncatingIfNeeded: entries.count)
        let flag = isComplete ? 0 : JSONStorage.incompleteFlag
        append(from: position, extent: Int(frame.count | flag))
        return valueEnded()
    }

    private mutating func name() throws(JSONError) -> Expectation {
        guard try byte() == UInt8(ascii: "\"") else { throw unexpectedByte() }
        try string()
        hasDanglingName = true
        skipWhitespace()
        guard try byte() == UInt8(ascii: ":") else { throw unexpectedByte() }
        position += 1
        return .value
    }

    private mutating func separator() throws(JSONError) -> Expectation {
        let isObject = frames[frames.count - 1].isObject
        let next = try byte()
        if next == UInt8(ascii: ",") {
            position += 1
            return isObject ? .name : .value
        }
        guard next == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
            throw unexpectedByte()
        }
        position += 1
        return close()
    }

    // MARK: - Scalars

    private mutating func string() throws(JSONError) {
        let start = position
        position += 1
        while true {
            skipPlainText()
            guard position < bytes.count else { throw failure(.unexpectedEnd) }
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                append(from: start, extent: position)
                return
            }
            // Escapes are looked at when the text is asked for; only `\"` and `\\` matter here.
            if byte == UInt8(ascii: "\\") { position += 1 }
        }
    }

    /// Advances to the next quote or backslash, or near the end of the bytes, eight at a time.
    private mutating func skipPlainText() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs = ones << 7
        while position + 8 <= bytes.count {
            let word = UInt64(
                littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
            let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
            let found =
                ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash) & highs
            if found != 0 {
                position += found.trailingZeroBitCount / 8
                return
            }
            position += 8
        }
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
            position += 1
        }
    }

    private mutating func number() throws(JSONError) {
        let start = position
        if bytes[position] == UInt8(ascii: "-") {
            position += 1
            if try byte() == UInt8(ascii: "I") {
                return try literal("Infinity", from: start)
            }
        }
        if try byte() == UInt8(ascii: "0") {
            position += 1
        } else {
            try digits()
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            let sign = try byte()
            if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        append(from: start, extent: position)
    }

    private mutating func digits() throws(JSONError) {
        let start = position
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        guard position == start else { return }
        throw failure(position < bytes.count ? .malformedNumber : .unexpectedEnd)
    }

    private mutating func literal(
        _ word: StaticString, from start: Int? = nil
    ) throws(JSONError) {
        let start = start ?? position
        for offset in 0..<word.utf8CodeUnitCount {
            guard try byte() == word.utf8Start[offset] else { throw unexpectedByte() }
            position += 1
        }
        append(from: start, extent: position)
    }

    // MARK: - Bytes

    private func byte() throws(JSONError) -> UInt8 {
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        return bytes[position]
    }

    private mutating func skipped(_ expected: Unicode.Scalar) throws(JSONError) -> Bool {
        guard try byte() == UInt8(ascii: expected) else { return false }
        position += 1
        return true
    }

    private mutating func skipWhitespace() {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
                position += 1
            default:
                return
            }
        }
    }

    private mutating func skipByteOrderMark() {
        guard position == 0, bytes.count >= 3 else { return }
        if bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
    }

    private mutating func append(from start: Int, extent: Int) {
        entries.append(
            JSONStorage.Entry(
                start: UInt32(truncatingIfNeeded: start), extent: UInt32(truncatingIfNeeded: extent)
            )
        )
    }

    private func unexpectedByte() -> JSONError { failure(.unexpectedByte(bytes[position])) }

    private func failure(_ reason: JSONError.Reason) -> JSONError {
        JSONError(offset: min(position, bytes.count), reason: reason)
    }
}
