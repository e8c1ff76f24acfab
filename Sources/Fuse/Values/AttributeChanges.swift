internal import CFuse

/// What a `setattr` request asks to change; nil is "leave as it is".
public struct AttributeChanges: Hashable, Sendable {
    /// The new time of a file.
    public enum Time: Hashable, Sendable {
        /// The time at which the request is served.
        case now
        /// A stated time.
        case at(FileTime)
    }

    /// New low twelve bits of the mode.
    public var permissions: UInt32?
    /// New owner.
    public var userID: UInt32?
    /// New group.
    public var groupID: UInt32?
    /// New size: the file is cut or extended with zeros.
    public var sizeBytes: Int64?
    /// New time of the last read.
    public var accessed: Time?
    /// New time of the last change of content.
    public var modified: Time?

    /// No change.
    public init() {}

    init(_ status: stat, selected: Int32) {
        func has(_ flag: Int32) -> Bool { selected & flag != 0 }
        if has(FUSE_SET_ATTR_MODE) { permissions = status.st_mode & 0o7777 }
        if has(FUSE_SET_ATTR_UID) { userID = status.st_uid }
        if has(FUSE_SET_ATTR_GID) { groupID = status.st_gid }
        if has(FUSE_SET_ATTR_SIZE) { sizeBytes = Int64(status.st_size) }
        if has(FUSE_SET_ATTR_ATIME) { accessed = .at(FileTime(status.st_atim)) }
        if has(FUSE_SET_ATTR_ATIME_NOW) { accessed = .now }
        if has(FUSE_SET_ATTR_MTIME) { modified = .at(FileTime(status.st_mtim)) }
        if has(FUSE_SET_ATTR_MTIME_NOW) { modified = .now }
    }
}
