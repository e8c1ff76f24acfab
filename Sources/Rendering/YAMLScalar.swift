/// Texts as YAML scalars, each in the form that leaves every line of it as it is.
enum YAMLScalar {
    /// The form of a scalar.
    enum Form {
        /// As it stands: no reader takes it for anything but a text.
        case plain
        /// One line in double quotes, nothing in it escaped.
        case doubleQuoted
        /// One line in single quotes, nothing in it escaped.
        case singleQuoted
        /// A block scalar: lines as they are.
        case literal
        /// Double quotes with escapes, broken after each newline.
        case escaped
    }

    /// Keys of more than this many bytes, as they are written, use the `? ` form: YAML readers
    /// give up on longer ones.
    static let longestKeyBytes = 900

    /// The form that suits a text.
    static func form(of text: UnsafeBufferPointer<UInt8>) -> Form {
        guard !text.isEmpty else { return .doubleQuoted }
        if HiddenCharacters.next(in: text, from: 0) != nil { return .escaped }
        let isBlank = text.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
        if text.contains(0x0A) { return isBlank ? .escaped : .literal }
        if PlainScalar.isPlain(text) { return .plain }
        if !text.contains(where: { $0 == 0x22 || $0 == 0x5C }) { return .doubleQuoted }
        return text.contains(0x27) ? .literal : .singleQuoted
    }

    /// Writes a text after `key: ` or `- `; further lines are indented by `column` and two more.
    static func write(_ text: String, column: Int, to output: inout TextBuffer) {
        var text = text
        text.withUTF8 { bytes in
            switch form(of: bytes) {
            case .plain: output.append(bytes)
            case .doubleQuoted: quote(bytes, with: "\"", to: &output)
            case .singleQuoted: quote(bytes, with: "'", to: &output)
            case .literal: writeLiteral(bytes, column: column + 2, to: &output)
            case .escaped: writeEscaped(bytes, column: column + 2, to: &output)
            }
        }
    }

    /// Writes a text on one line: a key, a comment's word, or a value inside brackets.
    static func writeInline(_ text: String, to output: inout TextBuffer, isFlow: Bool = false) {
        var text = text
        text.withUTF8 { bytes in
            switch form(of: bytes) {
            case .plain where !isFlow: output.append(bytes)
            case .plain, .doubleQuoted: quote(bytes, with: "\"", to: &output)
            case .singleQuoted: quote(bytes, with: "'", to: &output)
            case .literal, .escaped: writeEscaped(bytes, column: nil, to: &output)
            }
        }
    }

    private static func quote(
        _ bytes: UnsafeBufferPointer<UInt8>, with mark: Unicode.Scalar, to output: inout TextBuffer
    ) {
        output.append(mark)
        output.append(bytes)
        output.append(mark)
    }

    private static func writeLiteral(
        _ bytes: UnsafeBufferPointer<UInt8>, column: Int, to output: inout TextBuffer
    ) {
        output.append("|")
        // Without the number a reader would take leading space for indentation.
        if bytes[0] == 0x20 || bytes[0] == 0x09 || bytes[0] == 0x0A { output.append("2") }
        let trailingNewlines = bytes.reversed().prefix { $0 == 0x0A }.count
        if trailingNewlines != 1 { output.append(trailingNewlines == 0 ? "-" : "+") }
        output.append("\n")
        output.content(Array(bytes), indent: column)
        output.bytes.removeLast()
    }

    /// `column` nil: on one line.
    ///
    /// Else each line of the text has its own line, ended by `\n\`, which YAML reads as the newline
    /// alone.
    private static func writeEscaped(
        _ bytes: UnsafeBufferPointer<UInt8>, column: Int?, to output: inout TextBuffer
    ) {
        output.append("\"")
        var hidden = HiddenCharacters.next(in: bytes, from: 0)
        var index = 0
        while index < bytes.count {
            if let place = hidden, place.offset == index {
                output.append(DisplayText.escape(of: place.scalar))
                index += place.length
                hidden = HiddenCharacters.next(in: bytes, from: index)
                continue
            }
            switch bytes[index] {
            case 0x0A:
                output.append("\\n")
                if let column, index + 1 < bytes.count {
                    output.append("\\\n")
                    output.indent(column)
                    // Leading space would be taken for indentation.
                    if bytes[index + 1] == 0x20 { output.append("\\") }
                }
            case 0x09: output.append("\\t")
            case 0x22, 0x5C:
                output.append("\\")
                output.bytes.append(bytes[index])
            default: output.bytes.append(bytes[index])
            }
            index += 1
        }
        output.append("\"")
    }
}
