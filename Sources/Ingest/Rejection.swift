public import Traces

/// A piece of a file that could not be decoded: kept and counted, never dropped.
public struct Rejection: Hashable, Sendable {
    /// How many bytes of a piece are kept at most; `provenance` says where the whole is.
    public static let maximumBytes = 1 << 20

    /// Where the piece stands.
    public var provenance: Provenance
    /// Why it was rejected, in one line without content of the file, save names of members.
    public var reason: String
    /// The piece as it stands in the (decompressed) file, its first `maximumBytes`.
    public var bytes: [UInt8]

    /// Creates a rejection; keeps the first `maximumBytes` of the bytes.
    public init(provenance: Provenance, reason: String, bytes: some Sequence<UInt8>) {
        self.provenance = provenance
        self.reason = reason
        self.bytes = Array(bytes.prefix(Self.maximumBytes))
    }
}
