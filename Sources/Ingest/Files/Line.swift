public import JSON

/// One line of a file.
public struct Line: Sendable {
    /// Where it begins, in bytes from the start of the (decompressed) content.
    public let offsetBytes: Int
    /// How long it is in the file, in bytes, its line end not counted.
    public let lengthBytes: Int
    /// Its number, from 1.
    public let number: Int
    /// Its bytes without the line end; only the first ones when `isTooLong`.
    public let source: JSONSource
    /// True when it is longer than the limit.
    public let isTooLong: Bool

    /// The line's bytes.
    public var bytes: [UInt8] { source[0..<source.count] }

    /// Where it stands in the file.
    public var range: Range<Int> { offsetBytes..<(offsetBytes + lengthBytes) }
}
