internal import CFuse

/// What the kernel can do and a file system may want, negotiated once when a mount begins.
public struct Capabilities: OptionSet, Hashable, Sendable {
    /// The bits of libfuse's `FUSE_CAP_` constants.
    public let rawValue: UInt32

    /// Capabilities of these bits.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    private init(_ bit: Int32) {
        rawValue = UInt32(bitPattern: bit)
    }

    /// Several reads of one file at a time.
    public static let parallelReads = Capabilities(FUSE_CAP_ASYNC_READ)
    /// `O_TRUNC` comes with `open` instead of as a `setattr` of size 0.
    public static let truncateInOpen = Capabilities(FUSE_CAP_ATOMIC_O_TRUNC)
    /// Lookups of `.` and `..`, for NFS export.
    public static let export = Capabilities(FUSE_CAP_EXPORT_SUPPORT)
    /// The umask is left to the file system.
    public static let ownUmask = Capabilities(FUSE_CAP_DONT_MASK)
    /// Replies may be spliced to the kernel.
    public static let spliceReplies = Capabilities(FUSE_CAP_SPLICE_WRITE)
    /// Spliced pages may be moved.
    public static let splicesByMoving = Capabilities(FUSE_CAP_SPLICE_MOVE)
    /// Requests may be spliced from the kernel.
    public static let spliceRequests = Capabilities(FUSE_CAP_SPLICE_READ)
    /// A new modification time drops cached content.
    public static let dropsContentByTime = Capabilities(FUSE_CAP_AUTO_INVAL_DATA)
    /// Directories are read together with attributes.
    public static let directoryEntries = Capabilities(FUSE_CAP_READDIRPLUS)
    /// The kernel chooses when directories are read together with attributes.
    public static let directoryEntriesByChoice = Capabilities(FUSE_CAP_READDIRPLUS_AUTO)
    /// Several direct requests of one file at a time.
    public static let parallelDirect = Capabilities(FUSE_CAP_ASYNC_DIO)
    /// Writes are gathered in the page cache.
    public static let writebackCache = Capabilities(FUSE_CAP_WRITEBACK_CACHE)
    /// `open` may answer ENOSYS, and is then not asked again.
    public static let opensWithoutMessage = Capabilities(FUSE_CAP_NO_OPEN_SUPPORT)
    /// Several lookups and readdirs in one directory at a time.
    public static let parallelDirectories = Capabilities(FUSE_CAP_PARALLEL_DIROPS)
    /// Access lists are kept as extended attributes.
    public static let accessLists = Capabilities(FUSE_CAP_POSIX_ACL)
    /// The file system clears set-user-id bits by itself.
    public static let clearsPrivileges = Capabilities(FUSE_CAP_HANDLE_KILLPRIV)
    /// Targets of symbolic links are cached.
    public static let cachesLinks = Capabilities(FUSE_CAP_CACHE_SYMLINKS)
    /// `opendir` may answer ENOSYS, and is then not asked again.
    public static let opensDirectoriesWithoutMessage = Capabilities(FUSE_CAP_NO_OPENDIR_SUPPORT)
    /// Cached content is dropped only when the file system says so.
    public static let dropsContentExplicitly = Capabilities(FUSE_CAP_EXPLICIT_INVAL_DATA)
    /// Names can be made to expire without being dropped.
    public static let expiresNames = Capabilities(FUSE_CAP_EXPIRE_ONLY)
}
