/// Rewrites a message that protobuf's own decoder refuses so that it accepts what is sound.
///
/// A text that is no UTF-8 gets U+FFFD; a value that is malformed, or nested too deeply, becomes a
/// value of its raw bytes. Everything else stays as it is encoded.
struct WireRepair {
    /// The messages inside records, with what their fields hold.
    enum Message {
        case span, event, link, status, logRecord, resource, scope
        case keyValue, anyValue, arrayValue, keyValueList

        func content(of field: Int) -> Content {
            switch (self, field) {
            case (.span, 3), (.span, 5), (.event, 2), (.link, 3), (.status, 2): .text
            case (.logRecord, 3), (.logRecord, 12), (.scope, 1), (.scope, 2): .text
            case (.keyValue, 1), (.anyValue, 1): .text
            case (.span, 9), (.event, 3), (.link, 4), (.logRecord, 6): .message(.keyValue)
            case (.resource, 1), (.scope, 3), (.keyValueList, 1): .message(.keyValue)
            case (.span, 11): .message(.event)
            case (.span, 13): .message(.link)
            case (.span, 15): .message(.status)
            case (.logRecord, 5), (.keyValue, 2), (.arrayValue, 1): .message(.anyValue)
            case (.anyValue, 5): .message(.arrayValue)
            case (.anyValue, 6): .message(.keyValueList)
            default: .other
            }
        }
    }

    enum Content {
        case text, message(Message), other
    }

    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The message as protobuf's decoder accepts it.
    ///
    /// - Throws: When the fields of the message itself, and not only of its values, make no sense.
    func repaired(
        _ range: Range<Int>, as message: Message, valueDepth: Int = 0
    ) throws(WireReader.Malformed) -> [UInt8] {
        var result: [UInt8] = []
        var reader = WireReader(bytes, in: range)
        while let field = try reader.next() {
            if field.isCut { throw WireReader.Malformed() }
            guard field.encoding == .delimited else {
                result += bytes[field.range]
                continue
            }
            switch message.content(of: field.number) {
            case .other:
                result += bytes[field.range]
            case .text:
                let text = String(decoding: bytes[field.content], as: UTF8.self)
                Self.append(field.number, Array(text.utf8), to: &result)
            case .message(.anyValue):
                let value = value(field.content, depth: valueDepth + 1)
                Self.append(field.number, value, to: &result)
            case .message(.keyValue):
                let pair = pair(field.content, depth: valueDepth)
                Self.append(field.number, pair, to: &result)
            case .message(let inner):
                let content = try repaired(field.content, as: inner, valueDepth: valueDepth)
                Self.append(field.number, content, to: &result)
            }
        }
        return result
    }

    private func value(_ range: Range<Int>, depth: Int) -> [UInt8] {
        if depth <= OTLPWords.maximumValueDepth + 1 {
            do throws(WireReader.Malformed) {
                return try repaired(range, as: .anyValue, valueDepth: depth)
            } catch {
                return rawValue(range)
            }
        }
        return rawValue(range)
    }

    private func pair(_ range: Range<Int>, depth: Int) -> [UInt8] {
        do throws(WireReader.Malformed) {
            return try repaired(range, as: .keyValue, valueDepth: depth)
        } catch {
            var result: [UInt8] = []
            Self.append(1, Array(OTLPWords.malformedKey.utf8), to: &result)
            Self.append(2, rawValue(range), to: &result)
            return result
        }
    }

    /// An `AnyValue` of bytes.
    private func rawValue(_ range: Range<Int>) -> [UInt8] {
        var result: [UInt8] = []
        Self.append(7, Array(bytes[range]), to: &result)
        return result
    }

    private static func append(_ number: Int, _ content: [UInt8], to result: inout [UInt8]) {
        append(
            varint: UInt64(number) << 3 | UInt64(WireReader.Encoding.delimited.rawValue), &result)
        append(varint: UInt64(content.count), &result)
        result += content
    }

    private static func append(varint value: UInt64, _ result: inout [UInt8]) {
        var value = value
        while value >= 0x80 {
            result.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        result.append(UInt8(truncatingIfNeeded: value))
    }
}
