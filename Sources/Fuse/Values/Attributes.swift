internal import CFuse

/// What `stat` tells of an inode.
public struct Attributes: Hashable, Sendable {
    /// Number of the inode.
    public var inode: InodeNumber
    /// What it is.
    public var kind: FileKind
    /// The low twelve bits of the mode.
    public var permissions: UInt32
    /// Number of names; 1 by default.
    public var linkCount: UInt32
    /// Owner; 0 by default.
    public var userID: UInt32
    /// Group; 0 by default.
    public var groupID: UInt32
    /// Exactly the number of bytes that a read gives.
    public var sizeBytes: Int64
    /// When the content was last changed.
    public var modified: FileTime
    /// When it was last read; the time of modification by default.
    public var accessed: FileTime
    /// When the inode was last changed; the time of modification by default.
    public var changed: FileTime
    /// Device number of a device node; 0 by default.
    public var device: UInt64

    /// The attributes of one inode.
    public init(
        inode: InodeNumber, kind: FileKind, permissions: UInt32, sizeBytes: Int64 = 0,
        modified: FileTime = FileTime(seconds: 0), linkCount: UInt32 = 1,
        userID: UInt32 = 0, groupID: UInt32 = 0, device: UInt64 = 0
    ) {
        self.inode = inode
        self.kind = kind
        self.permissions = permissions
        self.sizeBytes = sizeBytes
        self.modified = modified
        self.linkCount = linkCount
        self.userID = userID
        self.groupID = groupID
        self.device = device
        accessed = modified
        changed = modified
    }

    var status: stat {
        var status = stat()
        status.st_ino = UInt(inode.rawValue)
        status.st_mode = kind.modeBits | permissions & 0o7777
        status.st_nlink = UInt(linkCount)
        status.st_uid = userID
        status.st_gid = groupID
        status.st_rdev = UInt(device)
        status.st_size = Int(sizeBytes)
        status.st_blksize = 4096
        status.st_blocks = Int((sizeBytes + 511) / 512)
        status.st_mtim = modified.timespec
        status.st_atim = accessed.timespec
        status.st_ctim = changed.timespec
        return status
    }
}
