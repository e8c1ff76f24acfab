/// Why the tree could not answer.
public enum TreeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No row and no subject has this number.
    case noSuchInode(Inode)
    /// The number is an older revision whose bytes can no longer be produced.
    case stale(Inode)
    /// The number is not that of a directory.
    case notADirectory(Inode)
    /// The number is not that of a file.
    case notAFile(Inode)
    /// The number is not that of a link.
    case notALink(Inode)
    /// The change is not possible.
    case refused(Refusal)
    /// The store could not answer, or what it keeps is damaged.
    case store(inode: Inode, reason: String)

    /// What failed, on what, and what to do.
    public var description: String {
        switch self {
        case .noSuchInode(let inode): "nothing has inode \(inode.rawValue)"
        case .stale(let inode):
            "inode \(inode.rawValue) is an older revision; look the name up again"
        case .notADirectory(let inode): "inode \(inode.rawValue) is no directory"
        case .notAFile(let inode): "inode \(inode.rawValue) is no regular file"
        case .notALink(let inode): "inode \(inode.rawValue) is no symbolic link"
        case .refused(let refusal): refusal.rawValue
        case .store(let inode, let reason):
            "the store cannot give inode \(inode.rawValue): \(reason); run `dossier doctor`"
        }
    }
}
