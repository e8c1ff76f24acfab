/// Something that the kernel is told without having asked.
public enum Notification: Hashable, Sendable {
    /// A name leads somewhere else now, or nowhere, or somewhere at last.
    case entryChanged(FileName, parent: InodeNumber)
    /// The attributes of an inode changed, its content did not.
    case attributesChanged(InodeNumber)
    /// Attributes and content from an offset on changed; a length of 0 is up to the end.
    case contentChanged(InodeNumber, offset: Int64, lengthBytes: Int64)
    /// A name of an inode was removed: watchers are told, unlike with a changed entry.
    case entryRemoved(FileName, parent: InodeNumber, inode: InodeNumber)
    /// The content at an offset is this: it goes to the page cache, and is not asked for.
    case content([UInt8], inode: InodeNumber, offset: Int64)
}
