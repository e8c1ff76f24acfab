internal import Yams

/// What a scalar says.
enum YAMLScalar {
    /// The text of a scalar; nil for a collection, an alias, and what is no UTF-8.
    static func text(of node: YAMLNodeEvent, in bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let content = UnsafeBufferPointer(rebasing: bytes[node.content..<node.end])
        switch node.kind {
        case .empty: return ""
        case .mapping, .sequence, .alias: return nil
        case .plain where !content.contains(0x0A) && !content.contains(0x0D):
            return String(validating: content, as: UTF8.self)
        case .quoted where isSimple(content):
            return String(
                validating: UnsafeBufferPointer(rebasing: content[1..<(content.count - 1)]),
                as: UTF8.self)
        case .plain, .quoted, .literal:
            guard let source = String(validating: content, as: UTF8.self) else { return nil }
            return composed(source)
        }
    }

    /// What a text that is one scalar says; nil for anything else.
    static func composed(_ source: String) -> String? {
        // A broken escape is reported when the case is decoded; here it only has no text.
        try? Yams.compose(yaml: source, Resolver.basic)?.scalar?.string
    }

    /// True for a quoted scalar that says what stands between its quotes.
    private static func isSimple(_ content: UnsafeBufferPointer<UInt8>) -> Bool {
        guard content.count >= 2, let quote = content.first else { return false }
        for byte in content[1..<(content.count - 1)]
        where byte == quote || byte == UInt8(ascii: "\\") || byte == 0x0A || byte == 0x0D {
            return false
        }
        return true
    }

    /// A text between double quotes, on one line.
    static func doubleQuoted(_ text: String) -> String {
        var output = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": output += "\\\(scalar)"
            case "\n": output += "\\n"
            case "\t": output += "\\t"
            case "\u{20}"..."\u{7E}": output.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x100: output += "\\x" + hex(scalar, 2)
            case "\u{2028}", "\u{2029}", "\u{FEFF}": output += "\\u" + hex(scalar, 4)
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output + "\""
    }

    private static func hex(_ scalar: Unicode.Scalar, _ digits: Int) -> String {
        let text = String(scalar.value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
