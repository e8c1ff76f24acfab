/// Why bytes cannot be decompressed.
public enum CompressionError: Error, Hashable, Sendable {
    /// The bytes are no stream of this compression, or are damaged.
    case damaged
    /// The bytes end inside the stream.
    case cut
    /// More comes out than the limit, in bytes, allows.
    case overLimit(Int)
    /// Another number of bytes comes out than was recorded.
    case wrongSize(expected: Int)
    /// Bytes that are neither zero nor another member follow a gzip stream.
    case trailingBytes
}

extension CompressionError: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch self {
        case .damaged: "the compressed data is damaged"
        case .cut: "the compressed data ends too early"
        case .overLimit(let limit): "the data decompresses to more than \(limit) bytes"
        case .wrongSize(let expected): "the data does not decompress to \(expected) bytes"
        case .trailingBytes: "bytes of another kind follow the compressed data"
        }
    }
}
