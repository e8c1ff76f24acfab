public import Store

/// What a change of the store means for whoever remembers answers of the tree.
public enum TreeChange: Hashable, Sendable {
    /// The name leads elsewhere now, or nowhere, or somewhere at last; whatever was known below it is void.
    case name(String, in: Inode)
    /// The times of the directory or of directories in it changed; its names did not.
    case directory(Inode)
    /// Bytes may have been added at the end of the file of this name.
    case grown(Inode, name: String, in: Inode)
    /// The bytes of the file were changed in place by somebody else.
    case content(Inode)
}

/// The answer to what has changed in the tree.
public enum TreeChanges: Hashable, Sendable {
    /// What changed up to and with a change of the store; the same may be said twice.
    case some([TreeChange], upTo: ChangeRow.ID)
    /// So much changed, or so long ago, that everything that was remembered is void.
    case everything(upTo: ChangeRow.ID)
}
