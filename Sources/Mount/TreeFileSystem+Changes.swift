internal import Fuse
internal import Tree

internal import struct SystemPackage.Errno

// Changes go to the part of the tree that can be written; everywhere else they are refused, whatever the mount's options.
extension TreeFileSystem {
    func setAttributes(
        of inode: InodeNumber, to changes: AttributeChanges, reply: consuming AttributesReply
    ) {
        guard let writing = writing(inode) else { return reply.fail(.readOnlyFileSystem) }
        writing.setAttributes(of: inode, to: changes, reply: reply)
    }

    func write(
        _ bytes: UnsafeRawBufferPointer, to inode: InodeNumber, at offset: Int64, file: OpenFile,
        reply: consuming WriteReply
    ) {
        guard let writing = writing(inode) else {
            // Root may map a file for writing whatever its mode; its pages must not stay in the kernel's cache.
            self.writing?.notifier.submit(.contentChanged(inode, offset: 0, lengthBytes: 0))
            return reply.fail(.readOnlyFileSystem)
        }
        writing.write(bytes, to: inode, at: offset, file: file, reply: reply)
    }

    /// What is only read is durable.
    ///
    /// ENOSYS would make the kernel ask for no file any more.
    func synchronize(
        _ inode: InodeNumber, dataOnly: Bool, file: OpenFile, reply: consuming StatusReply
    ) {
        guard let writing = writing(inode) else { return reply.succeed() }
        writing.synchronize(inode, reply: reply)
    }

    func allocate(
        _ inode: InodeNumber, mode: Int32, offset: Int64, lengthBytes: Int64, file: OpenFile,
        reply: consuming StatusReply
    ) {
        guard let writing = writing(inode) else { return reply.fail(.readOnlyFileSystem) }
        do throws(TreeError) {
            let size = try tree.node(of: Inode(inode)).sizeBytes
            writing.allocate(
                inode, mode: mode, end: offset + lengthBytes, size: Int64(size), reply: reply)
        } catch {
            reply.fail(Errno(error))
        }
    }

    /// The kernel copies by reading and writing when it is told that this is not known.
    func copyRange(_ range: CopiedRange, reply: consuming WriteReply) {
        reply.fail(writing(range.target) == nil ? .readOnlyFileSystem : .noFunction)
    }

    /// The kernel makes a node instead when it is told that this is not known, and needs no open then.
    func create(
        _ name: FileName, in parent: InodeNumber, permissions: UInt32, flags: OpenFlags,
        reply: consuming CreateReply
    ) {
        reply.fail(writing(parent) == nil ? .readOnlyFileSystem : .noFunction)
    }

    func makeNode(
        _ name: FileName, in parent: InodeNumber, kind: FileKind, permissions: UInt32,
        device: UInt64, reply: consuming EntryReply
    ) {
        guard let writing = writing(parent) else { return reply.fail(.readOnlyFileSystem) }
        writing.makeNode(name, in: parent, kind: kind, permissions: permissions, reply: reply)
    }

    func makeDirectory(
        _ name: FileName, in parent: InodeNumber, permissions: UInt32, reply: consuming EntryReply
    ) {
        guard let writing = writing(parent) else { return reply.fail(.readOnlyFileSystem) }
        writing.makeDirectory(name, in: parent, reply: reply)
    }

    func makeSymbolicLink(
        _ name: FileName, in parent: InodeNumber, target: [UInt8], reply: consuming EntryReply
    ) {
        guard let writing = writing(parent) else { return reply.fail(.readOnlyFileSystem) }
        writing.makeSymbolicLink(name, in: parent, target: target, reply: reply)
    }

    func makeLink(
        to inode: InodeNumber, named name: FileName, in parent: InodeNumber,
        reply: consuming EntryReply
    ) {
        reply.fail(writing(parent) == nil ? .readOnlyFileSystem : .notPermitted)
    }

    func unlink(_ name: FileName, in parent: InodeNumber, reply: consuming StatusReply) {
        guard let writing = writing(parent) else { return reply.fail(.readOnlyFileSystem) }
        writing.unlink(name, in: parent, reply: reply)
    }

    func removeDirectory(_ name: FileName, in parent: InodeNumber, reply: consuming StatusReply) {
        guard let writing = writing(parent) else { return reply.fail(.readOnlyFileSystem) }
        writing.removeDirectory(name, in: parent, reply: reply)
    }

    func rename(
        _ name: FileName, in parent: InodeNumber, to newName: FileName,
        in newParent: InodeNumber, options: RenameOptions, reply: consuming StatusReply
    ) {
        guard let writing = writing(parent), self.writing(newParent) != nil else {
            return reply.fail(.readOnlyFileSystem)
        }
        writing.rename(
            name, in: parent, to: newName, in: newParent, options: options, reply: reply)
    }

    func setExtendedAttribute(
        _ name: FileName, of inode: InodeNumber, to value: [UInt8],
        options: ExtendedAttributeOptions, reply: consuming StatusReply
    ) {
        reply.fail(writing(inode) == nil ? .readOnlyFileSystem : .notSupported)
    }

    func removeExtendedAttribute(
        _ name: FileName, of inode: InodeNumber, reply: consuming StatusReply
    ) {
        reply.fail(writing(inode) == nil ? .readOnlyFileSystem : .notSupported)
    }

    /// Who answers for changes of this node; nil where nothing can be changed.
    private func writing(_ inode: InodeNumber) -> WritingFileSystem? {
        tree.isWritable(Inode(inode)) ? writing : nil
    }
}
