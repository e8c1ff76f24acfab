public import JSON
public import Traces

/// Values as block-style YAML that reads back as the same value, in YAML 1.1 and 1.2 alike.
///
/// Keys keep their order. A text of several lines is a literal block scalar, so that each of its
/// lines is a line to search for. A text with characters that must not be shown as they are
/// (`HiddenCharacters`) is a double-quoted scalar with escapes, broken after each newline. Eight or
/// more numbers in a list stand on one line. What is nested deeper than `deepestBlock`, or would
/// grow more than twentyfold by indentation, is compact JSON on one line, with a comment.
public enum YAMLText {
    /// The levels that are written as blocks; deeper ones are compact.
    public static let deepestBlock = 64

    /// The YAML of a JSON value; ends with a newline.
    ///
    /// Of members of one name the last one counts, as it does for readers of JSON; the others are
    /// kept as comments.
    public static func block(_ json: JSONValue) -> String {
        String(decoding: bytes(of: .json(json), sourceBytes: json.byteRange.count), as: UTF8.self)
    }

    /// The YAML of an attribute's value; ends with a newline.
    public static func block(_ value: AttributeValue) -> String {
        String(decoding: bytes(of: .attribute(value), sourceBytes: nil), as: UTF8.self)
    }

    /// The bytes of a document.
    ///
    /// `sourceBytes` is the size of the source, nil where it is ours.
    static func bytes(of node: YAMLNode, sourceBytes: Int?) -> [UInt8] {
        var emitter = YAMLEmitter(
            byteLimit: sourceBytes.map { $0 * 20 + 65_536 } ?? Int.max)
        emitter.document(node)
        guard emitter.isOverLimit else { return emitter.output.bytes }
        var output = TextBuffer()
        output.line("# indented it would be twenty times as large: compact JSON")
        YAMLFlow.write(node, to: &output)
        output.line()
        return output.bytes
    }
}
