public import JSON

/// The beginning of a file, from which formats tell whether it is theirs.
public struct FileSample: Sendable {
    /// How much of the content is looked at, in bytes.
    public static let headBytes = 64 << 10

    /// The path, as it was given.
    public let path: String
    /// The size on disk, in bytes.
    public let sizeBytes: Int
    /// The first `headBytes` of the content, decompressed.
    public let head: [UInt8]
    /// True when `head` is the whole content.
    public let isWhole: Bool
    /// The first JSON value, as far as `head` goes; nil when the file begins with none.
    ///
    /// Containers that go on behind `head` are there, with `isComplete == false`.
    public let json: JSONValue?
    private let failure: JSONError?

    /// Reads the beginning of a file.
    ///
    /// - Throws: `IngestError`, or `CompressionError` for a damaged gzip stream.
    public init(of file: InputFile) throws {
        let stream = try file.stream()
        var head: [UInt8] = []
        var isWhole = false
        while head.count <= Self.headBytes && !isWhole {
            let piece = try stream.next()
            head += piece
            isWhole = piece.isEmpty
        }
        self.init(
            path: file.path, sizeBytes: file.sizeBytes, head: head.prefix(Self.headBytes),
            isWhole: isWhole)
    }

    /// Creates a sample from bytes.
    public init(path: String, sizeBytes: Int, head: some Collection<UInt8>, isWhole: Bool) {
        self.path = path
        self.sizeBytes = sizeBytes
        self.head = Array(head)
        self.isWhole = isWhole
        do throws(JSONError) {
            let document = try JSONDocument(salvaging: JSONSource(head))
            json = document.root
            failure = document.failure
        } catch {
            json = nil
            failure = error
        }
    }

    /// The JSON values of the first lines: those lines of `head` that are whole values.
    ///
    /// Empty for a document that is written over several lines.
    public var jsonLines: [JSONValue] {
        var lines = head.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
        if !isWhole { lines = lines.dropLast() }
        return lines.compactMap { line in
            do throws(JSONError) {
                return try JSONDocument(JSONSource(line)).root
            } catch {
                return nil
            }
        }
    }

    /// Where the content stops making sense as JSON; 0 when it is none.
    var offendingOffset: Int {
        guard json != nil, let failure, failure.offset < head.count else { return 0 }
        return failure.offset
    }
}
