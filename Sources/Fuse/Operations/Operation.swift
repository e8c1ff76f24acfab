/// The kinds of request that a file system is asked.
public enum Operation: Int, CaseIterable, Sendable {
    /// Names found.
    case lookup
    /// Inodes dropped.
    case forget
    /// Attributes told and changed.
    case getattr, setattr
    /// Targets of symbolic links.
    case readlink
    /// Files opened, read, written and closed.
    case open, read, write, flush, release, fsync, fallocate, copyFileRange
    /// Directories opened, read and closed.
    case opendir, readdir, readdirplus, releasedir, fsyncdir
    /// Names made and removed.
    case create, mknod, mkdir, symlink, link, unlink, rmdir, rename
    /// Extended attributes.
    case getxattr, listxattr, setxattr, removexattr
    /// The file system as a whole, and permission.
    case statfs, access
}
