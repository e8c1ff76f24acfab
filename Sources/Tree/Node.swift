public import Traces

/// What `stat` tells of a file of the tree.
public struct Node: Hashable, Sendable {
    /// What a node is.
    public enum Kind: Hashable, Sendable {
        /// A directory.
        case directory
        /// A regular file.
        case file
        /// A symbolic link.
        case link
    }

    /// The number.
    public var inode: Inode
    /// What it is.
    public var kind: Kind
    /// Exactly the bytes that reading gives: content of a file, target of a link; zero for a directory.
    public var sizeBytes: Int
    /// When its bytes last changed; for a directory, when its entries last changed.
    public var modified: Timestamp
    /// The low twelve bits of the mode of what can be written; nil for what is only read.
    public var permissions: UInt32?

    /// Creates a node.
    public init(
        inode: Inode, kind: Kind, sizeBytes: Int, modified: Timestamp, permissions: UInt32? = nil
    ) {
        self.inode = inode
        self.kind = kind
        self.sizeBytes = sizeBytes
        self.modified = modified
        self.permissions = permissions
    }
}
