internal import CFuse

/// The answer to "what is at this name": an inode, and for how long the kernel may believe it.
public struct Entry: Hashable, Sendable {
    /// Attributes of the inode at the name.
    public var attributes: Attributes
    /// Tells apart inodes that had the same number at different times; 0 by default.
    public var generation: UInt64
    /// For how long the kernel may take the name for this inode without asking.
    public var nameTimeout: Duration
    /// For how long the kernel may take the attributes for true without asking.
    public var attributesTimeout: Duration

    /// The entry of a name.
    public init(
        _ attributes: Attributes, generation: UInt64 = 0, nameTimeout: Duration = .zero,
        attributesTimeout: Duration = .zero
    ) {
        self.attributes = attributes
        self.generation = generation
        self.nameTimeout = nameTimeout
        self.attributesTimeout = attributesTimeout
    }

    var parameters: fuse_entry_param {
        fuse_entry_param(
            ino: attributes.inode.rawValue, generation: generation, attr: attributes.status,
            attr_timeout: attributesTimeout.inSeconds, entry_timeout: nameTimeout.inSeconds)
    }
}

extension Duration {
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}
