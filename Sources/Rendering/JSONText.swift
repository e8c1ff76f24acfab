internal import JSON

/// Texts that are JSON.
enum JSONText {
    /// The value of a text that is one JSON object or array; nil for any other text.
    static func container(_ text: String) -> JSONValue? {
        guard begins(text, with: ["{", "["]) else { return nil }
        return parsed(text)
    }

    /// The text that a JSON string stands for; nil for any other text.
    static func string(_ text: String) -> String? {
        guard begins(text, with: ["\""]) else { return nil }
        return parsed(text)?.string
    }

    private static func parsed(_ text: String) -> JSONValue? {
        do {
            return try JSONDocument(text).root
        } catch {
            // Text that only begins like JSON is text.
            return nil
        }
    }

    private static func begins(_ text: String, with marks: [Unicode.Scalar]) -> Bool {
        let first = text.utf8.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return marks.contains { first == UInt8(ascii: $0) }
    }
}
