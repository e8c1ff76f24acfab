internal import JSON
internal import Traces

/// JSON of our own values, indented, members in their order, hidden characters escaped.
enum PrettyJSON {
    /// The text of a value; ends with a newline.
    ///
    /// Maps within lists stand on one line each.
    static func bytes(of value: AttributeValue) -> [UInt8] {
        var output = TextBuffer()
        write(value, column: 0, to: &output)
        output.line()
        return output.bytes
    }

    /// The text of a value on one line.
    static func write(inline value: AttributeValue, to output: inout TextBuffer) {
        switch value {
        case .null: output.append("null")
        case .string(let text): write(text, to: &output)
        case .bool(let value): output.append(value ? "true" : "false")
        case .int(let value): output.append(String(value))
        case .double(let value):
            // JSON has no word for what is not finite.
            value.isFinite
                ? output.append(value.description) : write(value.description, to: &output)
        case .bytes(let bytes): write(Base64Text.encoded(bytes), to: &output)
        case .array(let elements):
            output.append("[")
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(", ") }
                write(inline: element, to: &output)
            }
            output.append("]")
        case .map(let members):
            output.append("{")
            for (index, member) in members.enumerated() {
                if index > 0 { output.append(", ") }
                write(member.key, to: &output)
                output.append(": ")
                write(inline: member.value, to: &output)
            }
            output.append("}")
        }
    }

    private static func write(
        _ value: AttributeValue, column: Int, to output: inout TextBuffer
    ) {
        switch value {
        case .map(let members) where !members.isEmpty && column < 16:
            output.line("{")
            for (index, member) in members.enumerated() {
                output.indent(column + 2)
                write(member.key, to: &output)
                output.append(": ")
                write(member.value, column: column + 2, to: &output)
                output.line(index < members.count - 1 ? "," : "")
            }
            output.indent(column)
            output.append("}")
        case .array(let elements) where !elements.isEmpty:
            output.line("[")
            for (index, element) in elements.enumerated() {
                output.indent(column + 2)
                write(inline: element, to: &output)
                output.line(index < elements.count - 1 ? "," : "")
            }
            output.indent(column)
            output.append("]")
        case .null, .string, .bool, .int, .double, .bytes, .array, .map:
            write(inline: value, to: &output)
        }
    }

    private static func write(_ text: String, to output: inout TextBuffer) {
        let escaped = jsonText(text)
        var needsMore = false
        for scalar in escaped.unicodeScalars where HiddenCharacters.isHidden(scalar) {
            needsMore = true
            break
        }
        guard needsMore else { return output.append(escaped) }
        for scalar in escaped.unicodeScalars {
            guard HiddenCharacters.isHidden(scalar) else {
                output.append(Array(String(scalar).utf8))
                continue
            }
            for unit in String(scalar).utf16 {
                output.append("\\u" + hex(unit))
            }
        }
    }

    private static func hex(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
}
