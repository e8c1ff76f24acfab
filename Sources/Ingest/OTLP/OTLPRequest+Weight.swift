extension OTLPRequest {
    /// True when a body has at most so many fields (in JSON, so many members and elements): two bytes can
    /// make a value that takes a hundred in memory.
    public static func isLight(
        _ body: [UInt8], _ encoding: Encoding, _ signal: Signal, maximumFields: Int
    ) -> Bool {
        switch encoding {
        case .json: return commaCount(body) <= maximumFields
        case .protobuf:
            return body.withUnsafeBytes { bytes in
                var count = FieldCount(bytes: bytes, remaining: maximumFields)
                count.visitRequest(signal == .traces ? .span : .logRecord)
                return count.remaining >= 0
            }
        }
    }

    /// What separates or opens values, outside of texts.
    private static func commaCount(_ body: [UInt8]) -> Int {
        var count = 0
        var isInText = false
        var isEscaped = false
        for byte in body {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = isInText
            } else if byte == UInt8(ascii: "\"") {
                isInText.toggle()
            } else if !isInText,
                byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
            {
                count += 1
            }
        }
        return count
    }
}

/// Counts the fields of messages inside each other; stops below zero.
private struct FieldCount {
    let bytes: UnsafeRawBufferPointer
    var remaining: Int

    mutating func visitRequest(_ record: WireRepair.Message) {
        visit(0..<bytes.count) { count, resourceGroup in
            guard resourceGroup.number == 1 else { return }
            count.visit(resourceGroup.content) { count, field in
                guard OTLPProtobuf.isScopeGroup(field) else {
                    return count.visit(field.content, as: .resource)
                }
                count.visit(field.content) { count, field in
                    count.visit(field.content, as: field.number == 2 ? record : .scope)
                }
            }
        }
    }

    private mutating func visit(
        _ range: Range<Int>, as message: WireRepair.Message, depth: Int = 0
    ) {
        // What is nested more deeply is not decoded.
        guard depth < OTLPWords.maximumValueDepth * 3 + 16 else { return }
        visit(range) { count, field in
            guard case .message(let inner) = message.content(of: field.number) else { return }
            count.visit(field.content, as: inner, depth: depth + 1)
        }
    }

    /// Calls `body` with every field that holds bytes; what is malformed is left to who decodes it.
    private mutating func visit(
        _ range: Range<Int>, _ body: (inout FieldCount, WireReader.Field) -> Void
    ) {
        var reader = WireReader(bytes, in: range)
        do throws(WireReader.Malformed) {
            while remaining >= 0, let field = try reader.next() {
                remaining -= 1
                if field.encoding == .delimited { body(&self, field) }
            }
        } catch {
            return
        }
    }
}
