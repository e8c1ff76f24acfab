package import Traces
package import Tree

/// What a mount asks of the part of a tree that programs write; every change is durable when its answer is there.
package protocol WritableTree: Sendable {
    /// Makes an empty file.
    func makeFile(
        named name: String, in directory: Inode, permissions: UInt32, at now: Timestamp
    ) throws(TreeError) -> Node
    /// Makes a symbolic link.
    func makeLink(
        named name: String, in directory: Inode, target: [UInt8], at now: Timestamp
    ) throws(TreeError) -> Node
    /// Makes a directory.
    func makeDirectory(
        named name: String, in directory: Inode, at now: Timestamp
    ) throws(TreeError) -> Node
    /// Writes bytes at an offset, or at the end; gives the file and the offset.
    func write(
        _ bytes: UnsafeRawBufferPointer, to inode: Inode, at offset: Int, appending: Bool,
        at now: Timestamp
    ) throws(TreeError) -> (node: Node, offset: Int)
    /// Cuts a file, or extends it with zeros.
    func resize(_ inode: Inode, to sizeBytes: Int, at now: Timestamp) throws(TreeError) -> Node
    /// Sets the mode, the time of modification, or both.
    func setAttributes(
        of inode: Inode, permissions: UInt32?, modified: Timestamp?, at now: Timestamp
    ) throws(TreeError) -> Node
    /// Takes the name from a file.
    func removeFile(
        named name: String, in directory: Inode, at now: Timestamp
    ) throws(TreeError)
    /// Removes a directory.
    func removeDirectory(
        named name: String, in directory: Inode, at now: Timestamp
    ) throws(TreeError)
    /// Gives a file or directory another name.
    func rename(
        _ name: String, in directory: Inode, to newName: String, in newDirectory: Inode,
        keepsExisting: Bool, at now: Timestamp
    ) throws(TreeError)
    /// Makes what a file shows a revision.
    func settle(_ inode: Inode, at now: Timestamp) throws(TreeError)
    /// Brings up to date what depends on files and directories that have changed and are left alone now.
    func tend(_ changed: Set<Inode>, at now: Timestamp) throws(TreeError)
    /// Finishes what an earlier mount has not; no other may be writing.
    func finishDrafts(at now: Timestamp) throws(TreeError)
    /// Brings what is linked to files outside up to date with them, touching nothing below a directory.
    func followLinks(outside place: String, at now: Timestamp) throws(TreeError)
    /// Forgets temporary files that nobody has used for a day.
    func forgetUnused(at now: Timestamp) throws(TreeError)
}

extension Tree: WritableTree {}
