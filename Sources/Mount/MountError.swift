public import SystemPackage

/// Why a tree could not be mounted.
public enum MountError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The store would be hidden by the mount, and reading it would wait for itself.
    case storeInside(FilePath)
    /// A tree is mounted there already.
    case occupied(FilePath)
    /// The operating system refused.
    case refused(FilePath, Errno)
    /// The store cannot be read.
    case store(reason: String)

    /// What failed, on what, and what to do.
    public var description: String {
        switch self {
        case .storeInside(let path):
            "the store is inside \(path), where it would be hidden; mount somewhere else"
        case .occupied(let path):
            "\(path) is a mount of this program already; unmount it first"
        case .refused(let path, let errno): "cannot mount on \(path): \(errno)"
        case .store(let reason): reason
        }
    }
}
