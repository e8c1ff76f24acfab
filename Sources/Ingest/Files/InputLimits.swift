/// How much of a file is held in memory or decompressed at most.
public struct InputLimits: Hashable, Sendable {
    /// The longest line that is read, in bytes; a longer one is rejected.
    ///
    /// 256 MiB by default.
    public var lineBytes = 256 << 20
    /// The most that is read as one piece, in bytes.
    ///
    /// 2 GiB by default. A file that is not compressed is mapped, and may have up to `JSONSource.maximumBytes`.
    public var contentBytes = 2 << 30
    /// The most that a compressed file may stand for, in bytes.
    ///
    /// 64 GiB by default.
    public var decompressedBytes = 64 << 30

    /// Creates the default limits.
    public init() {}
}
