internal import Fuse

internal import struct SystemPackage.Errno

// What changes anything is refused here too, although the mount is read-only: the tenet does not rest on a mount option.
extension TreeFileSystem {
    func setAttributes(
        of inode: InodeNumber, to changes: AttributeChanges, reply: consuming AttributesReply
    ) {
        reply.fail(.readOnlyFileSystem)
    }

    func write(
        _ bytes: UnsafeRawBufferPointer, to inode: InodeNumber, at offset: Int64, file: OpenFile,
        reply: consuming WriteReply
    ) {
        reply.fail(.readOnlyFileSystem)
    }

    func allocate(
        _ inode: InodeNumber, mode: Int32, offset: Int64, lengthBytes: Int64, file: OpenFile,
        reply: consuming StatusReply
    ) {
        reply.fail(.readOnlyFileSystem)
    }

    func copyRange(_ range: CopiedRange, reply: consuming WriteReply) {
        reply.fail(.readOnlyFileSystem)
    }

    func create(
        _ name: FileName, in parent: InodeNumber, permissions: UInt32, flags: OpenFlags,
        reply: consuming CreateReply
    ) {
        reply.fail(.readOnlyFileSystem)
    }

    func makeNode(
        _ name: FileName, in parent: InodeNumber, kind: FileKind, permissions: UInt32,
        device: UInt64, reply: consuming EntryReply
    ) {
        reply.fail(.readOnlyFileSystem)
    }

    func makeDirectory(
        _ name: FileName, in parent: InodeNumber, permissions: UInt32, reply: consuming EntryReply
    ) {
        reply.fail(.readOnlyFileSystem)
    }

    func makeSymbolicLink(
        _ name: FileName, in parent: InodeNumber, target: [UInt8], reply: consuming EntryReply
    ) {
        reply.fail(.readOnlyFileSystem)
    }

    func makeLink(
        to inode: InodeNumber, named name: FileName, in parent: InodeNumber,
        reply: consuming EntryReply
    ) {
        reply.fail(.readOnlyFileSystem)
    }

    func unlink(_ name: FileName, in parent: InodeNumber, reply: consuming StatusReply) {
        reply.fail(.readOnlyFileSystem)
    }

    func removeDirectory(_ name: FileName, in parent: InodeNumber, reply: consuming StatusReply) {
        reply.fail(.readOnlyFileSystem)
    }

    func rename(
        _ name: FileName, in parent: InodeNumber, to newName: FileName,
        in newParent: InodeNumber, options: RenameOptions, reply: consuming StatusReply
    ) {
        reply.fail(.readOnlyFileSystem)
    }

    func setExtendedAttribute(
        _ name: FileName, of inode: InodeNumber, to value: [UInt8],
        options: ExtendedAttributeOptions, reply: consuming StatusReply
    ) {
        reply.fail(.readOnlyFileSystem)
    }

    func removeExtendedAttribute(
        _ name: FileName, of inode: InodeNumber, reply: consuming StatusReply
    ) {
        reply.fail(.readOnlyFileSystem)
    }
}
