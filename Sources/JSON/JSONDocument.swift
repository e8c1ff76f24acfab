/// One JSON value of a text, parsed once, read through cheap cursors.
///
/// Tolerant where real exporters are careless: lone surrogates, unknown escapes, raw control
/// characters and invalid UTF-8 in strings, `NaN`, `Infinity`, numbers of any size, duplicate names,
/// a byte order mark, nesting up to `maximumDepth`. The bytes stay as they are; texts and numbers
/// are decoded when asked for.
public struct JSONDocument: Sendable {
    /// The deepest nesting that is accepted.
    public static let maximumDepth = 10_000

    private let storage: JSONStorage

    /// Parses bytes that hold one value and nothing else.
    public init(_ bytes: [UInt8]) throws(JSONError) {
        try self.init(JSONSource(bytes))
    }

    /// Parses a text that holds one value and nothing else.
    public init(_ text: String) throws(JSONError) {
        try self.init(JSONSource(text.utf8))
    }

    /// Parses a file that holds one value and nothing else; a large one is mapped, not read.
    public init(contentsOfFile path: String) throws(JSONError) {
        try self.init(try JSONSource.file(path))
    }

    /// Parses a source that holds one value and nothing else.
    public init(_ source: JSONSource) throws(JSONError) {
        try self.init(source, from: 0)
        let end = root.byteRange.upperBound
        if let offset = JSONDocument.nextOffset(in: source, from: end) {
            throw JSONError(offset: offset, reason: .trailingBytes)
        }
    }

    /// Parses the value that begins at an offset, whatever follows it.
    public init(_ source: JSONSource, from offset: Int) throws(JSONError) {
        let document = try JSONDocument(salvaging: source, from: offset)
        if let failure = document.failure { throw failure }
        self = document
    }

    /// Parses the value that begins at an offset as far as it goes.
    ///
    /// When the source ends or breaks inside the value, `failure` says where, the containers that
    /// were open there are `isComplete == false`, and what precedes the failure can be read. Throws
    /// when nothing can: the source is too large, or no value begins at the offset.
    public init(salvaging source: JSONSource, from offset: Int = 0) throws(JSONError) {
        guard source.count <= JSONSource.maximumBytes else {
            throw JSONError(offset: 0, reason: .tooLarge)
        }
        var parser = JSONParser(source.bytes, from: min(max(offset, 0), source.count))
        var failure: JSONError?
        do {
            _ = try parser.parse()
        } catch {
            failure = error
            parser.closeAll()
            if parser.entries.isEmpty { throw error }
        }
        storage = JSONStorage(source: source, entries: parser.entries, failure: failure)
    }

    /// The value.
    public var root: JSONValue { JSONValue(storage: storage, index: 0) }

    /// Why and where the value is incomplete; nil when it is whole.
    public var failure: JSONError? { storage.failure }

    /// The bytes that the document was parsed from.
    public var source: JSONSource { storage.source }

    /// The offset of the next byte from `offset` on that is no white space; nil at the end.
    public static func nextOffset(in source: JSONSource, from offset: Int) -> Int? {
        source.bytes[min(offset, source.count)...].firstIndex {
            $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r")
                && $0 != UInt8(ascii: "\t")
        }
    }
}
