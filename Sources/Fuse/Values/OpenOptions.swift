internal import CFuse

/// How the kernel is to treat a file or directory that was opened.
public struct OpenOptions: OptionSet, Hashable, Sendable {
    /// One bit for each option.
    public let rawValue: UInt8

    /// Options of these bits.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Reads and writes go past the page cache.
    public static let direct = OpenOptions(rawValue: 1)
    /// Content cached at an earlier opening stays valid.
    public static let keepsCache = OpenOptions(rawValue: 2)
    /// The file cannot seek.
    public static let unseekable = OpenOptions(rawValue: 4)
    /// The kernel may keep what `readdir` answered.
    public static let cachesDirectory = OpenOptions(rawValue: 8)
    /// No `flush` is needed at close.
    public static let skipsFlush = OpenOptions(rawValue: 16)

    func apply(to info: inout fuse_file_info) {
        info.direct_io = contains(.direct) ? 1 : 0
        info.keep_cache = contains(.keepsCache) ? 1 : 0
        info.nonseekable = contains(.unseekable) ? 1 : 0
        info.cache_readdir = contains(.cachesDirectory) ? 1 : 0
        info.noflush = contains(.skipsFlush) ? 1 : 0
    }
}
