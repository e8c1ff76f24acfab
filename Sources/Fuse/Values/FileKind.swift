internal import Glibc

/// What kind of thing an inode is.
public enum FileKind: Sendable, CaseIterable {
    /// Holds bytes.
    case regular
    /// Holds names.
    case directory
    /// Holds a path.
    case symbolicLink
    /// A named pipe.
    case pipe
    /// A named socket.
    case socket
    /// A character device.
    case characterDevice
    /// A block device.
    case blockDevice

    /// The type bits of `st_mode`.
    var modeBits: mode_t {
        switch self {
        case .regular: S_IFREG
        case .directory: S_IFDIR
        case .symbolicLink: S_IFLNK
        case .pipe: S_IFIFO
        case .socket: S_IFSOCK
        case .characterDevice: S_IFCHR
        case .blockDevice: S_IFBLK
        }
    }

    /// The kind that the type bits of `mode` say; no type bits mean a regular file, as for `mknod`.
    init(modeBits mode: mode_t) {
        let bits = mode & S_IFMT
        self = Self.allCases.first { $0.modeBits == bits } ?? .regular
    }
}
