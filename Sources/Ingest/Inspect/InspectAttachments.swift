import JSON

/// The texts that a sample refers to (`attachment://<hash>`, older `tc://<hash>`).
struct InspectAttachments {
    private static let marks = ["attachment://", "tc://"]
    /// The deepest nesting that is looked into.
    private static let maximumDepth = 200

    private let contents: JSONValue?

    /// The attachments of a sample.
    init(of sample: JSONValue) {
        contents = sample["attachments"] ?? sample["transcript"]?["content"]
    }

    /// A value with every reference replaced by what it refers to.
    func resolved(_ value: JSONValue) -> JSONValue {
        guard contents?.count ?? 0 > 0, refers(value) else { return value }
        var writer = JSONWriter()
        write(value, to: &writer, depth: 0)
        return DamagedJSON.salvaged(JSONSource(writer.bytes), from: 0)?.root ?? value
    }

    private func refers(_ value: JSONValue) -> Bool {
        let text = value.rawText
        return Self.marks.contains { text.contains($0) }
    }

    private func write(_ value: JSONValue, to writer: inout JSONWriter, depth: Int) {
        switch value.kind {
        case .string:
            guard let text = value.string, let replaced = replaced(text) else {
                return writer.value(value)
            }
            writer.string(replaced)
        case .array where depth < Self.maximumDepth:
            writer.beginArray()
            for element in value.elements { write(element, to: &writer, depth: depth + 1) }
            writer.endArray()
        case .object where depth < Self.maximumDepth:
            writer.beginObject()
            for field in value.fields {
                writer.key(field.name)
                write(field.value, to: &writer, depth: depth + 1)
            }
            writer.endObject()
        case .null, .bool, .number, .array, .object: writer.value(value)
        }
    }

    /// A text with its references replaced; nil when it has none that is known.
    private func replaced(_ text: String) -> String? {
        var result: String?
        for mark in Self.marks where text.contains(mark) {
            var parts = (result ?? text).components(splitBy: mark)
            for index in parts.indices.dropFirst() {
                let hash = parts[index].prefix { $0.isHexDigit }
                guard let content = contents?[String(hash)]?.string else {
                    parts[index] = mark + parts[index]
                    continue
                }
                parts[index] = content + parts[index].dropFirst(hash.count)
                result = ""
            }
            if result != nil { result = parts.joined() }
        }
        return result
    }
}

extension String {
    fileprivate func components(splitBy mark: String) -> [String] {
        split(separator: mark, omittingEmptySubsequences: false).map(String.init)
    }
}
