internal import CFuse

/// What a request on an open file carries: the handle that `open` gave, and how the file was opened.
public struct OpenFile: Hashable, Sendable {
    /// The number that the file system gave with `open`; 0 when it was never asked (zero-message opens).
    public let handle: UInt64
    /// The flags of open(2).
    public let flags: OpenFlags
    /// Identifies the owner of locks in `flush`; 0 where the kernel sends none.
    public let lockOwner: UInt64
    /// Whether what is written is a page of the kernel's cache, such as one that was changed through a mapping.
    public let isPageOfCache: Bool

    init(_ info: UnsafePointer<fuse_file_info>?) {
        handle = info?.pointee.fh ?? 0
        flags = OpenFlags(rawValue: info?.pointee.flags ?? 0)
        lockOwner = info?.pointee.lock_owner ?? 0
        isPageOfCache = info?.pointee.writepage == 1
    }
}
