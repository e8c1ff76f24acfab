/// Where a record came from.
public struct Provenance: Hashable, Sendable {
    /// The name of the format that it was read as, `otlp-json`.
    public var format: String
    /// The file, as it was given to the import.
    public var file: String
    /// The offset in the (decompressed) file at which the record begins, in bytes.
    public var offsetBytes: Int
    /// The length of the record there, in bytes; zero when it is not one stretch.
    public var lengthBytes: Int

    /// Creates a provenance.
    public init(format: String, file: String, offsetBytes: Int, lengthBytes: Int) {
        self.format = format
        self.file = file
        self.offsetBytes = offsetBytes
        self.lengthBytes = lengthBytes
    }
}
