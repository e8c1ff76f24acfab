/// A file that records were read from.
public struct ImportSource: Hashable, Sendable {
    /// The file's path, as it was given to the import.
    public var path: String
    /// The name of the format, `otlp-json`.
    public var format: String
    /// The file's size in bytes.
    public var sizeBytes: Int

    /// Creates a source.
    public init(path: String, format: String, sizeBytes: Int) {
        self.path = path
        self.format = format
        self.sizeBytes = sizeBytes
    }
}
