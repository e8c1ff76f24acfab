internal import CFuse

/// What `statfs` tells of a file system.
public struct Statistics: Hashable, Sendable {
    /// Unit in which blocks are counted, in bytes.
    public var blockSizeBytes: UInt
    /// Size of the file system in blocks.
    public var blocks: UInt64
    /// Blocks that are free.
    public var freeBlocks: UInt64
    /// Number of inodes.
    public var files: UInt64
    /// Inodes that can still be made.
    public var freeFiles: UInt64
    /// Longest name in bytes.
    public var longestNameBytes: UInt

    /// The statistics of a file system; nothing is free by default.
    public init(
        blockSizeBytes: UInt = 4096, blocks: UInt64 = 0, freeBlocks: UInt64 = 0,
        files: UInt64 = 0, freeFiles: UInt64 = 0,
        longestNameBytes: UInt = UInt(FileName.longestBytes)
    ) {
        self.blockSizeBytes = blockSizeBytes
        self.blocks = blocks
        self.freeBlocks = freeBlocks
        self.files = files
        self.freeFiles = freeFiles
        self.longestNameBytes = longestNameBytes
    }

    var statvfs: statvfs {
        var result = CFuse.statvfs()
        result.f_bsize = blockSizeBytes
        result.f_frsize = blockSizeBytes
        result.f_blocks = fsblkcnt_t(blocks)
        result.f_bfree = fsblkcnt_t(freeBlocks)
        result.f_bavail = fsblkcnt_t(freeBlocks)
        result.f_files = fsfilcnt_t(files)
        result.f_ffree = fsfilcnt_t(freeFiles)
        result.f_favail = fsfilcnt_t(freeFiles)
        result.f_namemax = longestNameBytes
        return result
    }
}
