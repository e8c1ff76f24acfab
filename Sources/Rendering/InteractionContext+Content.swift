internal import JSON
internal import Traces

/// Content of the trace on pages of ours: indented, so that whatever begins at the margin is ours,
/// and folded where another page shows it.
extension InteractionContext {
    /// How far content is indented on pages: Markdown shows it as it is.
    static let contentIndent = 4

    /// Writes a text as content of a page.
    mutating func write(content text: String, to output: inout TextBuffer, page: String) {
        write(shown: DisplayText.escapedBytes(text), to: &output, page: page)
    }

    /// Writes a text that may be JSON: as YAML when it is, which is then said.
    mutating func write(
        payload text: String, isKnownAsJSON: Bool = false, to output: inout TextBuffer, page: String
    ) {
        switch Payload(text).form {
        case .yaml(let value):
            if !isKnownAsJSON {
                output.line("(JSON, shown as YAML)")
                output.line()
            }
            let yaml = YAMLText.bytes(of: .json(value), sourceBytes: text.utf8.count)
            write(shown: yaml, to: &output, page: page)
        case .markdown(let text), .text(let text):
            write(content: text, to: &output, page: page)
        }
    }

    private mutating func write(shown bytes: [UInt8], to output: inout TextBuffer, page: String) {
        output.content(ledger.folded(bytes, for: page) ?? bytes, indent: Self.contentIndent)
        output.endLine()
    }

    /// A text as a value on a YAML page: folded where another page shows it.
    mutating func folded(_ text: String, page: String) -> YAMLNode {
        guard text.utf8.count > TextLedger.longestRepetition,
            let folded = ledger.folded(DisplayText.escapedBytes(text), for: page)
        else { return .string(text) }
        return .string(String(decoding: folded, as: UTF8.self))
    }

    /// An attribute's value on a YAML page: JSON texts as YAML, texts folded.
    mutating func folded(_ value: AttributeValue, page: String) -> YAMLNode {
        switch value {
        case .string(let text):
            guard let json = JSONText.container(text), json.count > 0 else {
                return folded(text, page: page)
            }
            let yaml = YAMLText.bytes(of: .json(json), sourceBytes: text.utf8.count)
            guard let folded = ledger.folded(yaml, for: page) else {
                return .commented("JSON text", .json(json))
            }
            return .string(String(decoding: folded, as: UTF8.self))
        case .array, .map:
            let yaml = YAMLText.bytes(of: .attribute(value), sourceBytes: nil)
            guard let folded = ledger.folded(yaml, for: page) else { return .attribute(value) }
            return .string(String(decoding: folded, as: UTF8.self))
        case .bytes(let bytes) where bytes.count > TextLedger.longestRepetition:
            return .string("[\(AmountText.count(bytes.count, "byte")) that are no text]")
        case .bytes, .null, .bool, .int, .double: return .attribute(value)
        }
    }

    /// Attributes on a YAML page.
    mutating func folded(_ attributes: [Attribute], page: String) -> YAMLNode {
        .map(attributes.map { YAMLMember($0.key, folded($0.value, page: page)) })
    }
}
