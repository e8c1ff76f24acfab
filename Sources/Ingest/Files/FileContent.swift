public import JSON

/// The content of a file in one piece.
public struct FileContent: Sendable {
    /// The bytes, decompressed.
    public let source: JSONSource
    /// Why the content ends too early (a damaged gzip stream); nil when it is whole.
    public let failure: (any Error)?
}
