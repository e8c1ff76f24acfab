internal import JSON
internal import Traces

extension AttributeValue {
    /// The value as text: a string itself, a number or truth value in words, anything structured as
    /// JSON; nil for null.
    var text: String? {
        switch self {
        case .null: nil
        case .string(let text): text
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .double(let value): "\(value)"
        case .array, .map, .bytes: jsonText
        }
    }

    /// The value as an integer, also from the text of one (some exporters send only strings).
    var count: Int? {
        switch self {
        case .int(let value): Int(exactly: value)
        case .double(let value): Int(exactly: value.rounded(.towardZero))
        case .string(let text): Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
        case .null, .bool, .array, .map, .bytes: nil
        }
    }

    /// The value as a number, also from the text of one.
    var number: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        case .string(let text): Double(text)
        case .null, .bool, .array, .map, .bytes: nil
        }
    }

    /// The value as a truth value, also from the text of one.
    var truth: Bool? {
        switch self {
        case .bool(let value): value
        case .string(let text): Bool(text.lowercased())
        case .null, .int, .double, .array, .map, .bytes: nil
        }
    }

    /// The texts of a list, or of a JSON list, or the one text.
    var texts: [String] {
        switch self {
        case .array(let values): return values.compactMap(\.text)
        case .string(let text):
            guard text.utf8.first == UInt8(ascii: "["), let list = JSONDocument.structure(of: text)
            else { return text.isEmpty ? [] : [text] }
            return list.elements.map { $0.string ?? $0.rawText }
        case .null: return []
        case .bool, .int, .double, .map, .bytes: return text.map { [$0] } ?? []
        }
    }

    /// The value as compact JSON.
    var jsonText: String {
        var writer = JSONWriter()
        writer.write(self)
        return writer.text
    }

    /// The JSON that the value holds, as a structure or as a text; nil when it is neither.
    var json: JSONValue? {
        switch self {
        case .string(let text): JSONDocument.structure(of: text)
        case .array, .map: JSONDocument.structure(of: jsonText)
        case .null, .bool, .int, .double, .bytes: nil
        }
    }
}

extension JSONDocument {
    /// The object or array that a text holds; nil for anything else, found out cheaply.
    static func structure(of text: String) -> JSONValue? {
        let first = text.utf8.first { $0 > 0x20 }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return nil }
        do {
            return try JSONDocument(text).root
        } catch {
            return nil  // A text that only looks like JSON is a text.
        }
    }
}

extension JSONWriter {
    /// Writes an attribute's value; bytes as base64, and a note in place of what is nested so deep
    /// that only an attacker sends it.
    fileprivate mutating func write(_ value: AttributeValue, depth: Int = 0) {
        guard depth < 500 else { return string("[nested deeper than 500 levels]") }
        switch value {
        case .null: null()
        case .string(let text): string(text)
        case .bool(let value): bool(value)
        case .int(let value): int(value)
        case .double(let value): double(value)
        case .array(let values):
            beginArray()
            for value in values { write(value, depth: depth + 1) }
            endArray()
        case .map(let attributes):
            beginObject()
            for attribute in attributes {
                key(attribute.key)
                write(attribute.value, depth: depth + 1)
            }
            endObject()
        case .bytes(let bytes): string(Base64.encoded(bytes))
        }
    }
}
