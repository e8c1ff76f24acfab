import Fuse
import SystemPackage

// Requests for change are written down, so that a test can tell that they arrived whole, and refused.
extension SampleFileSystem {
    func write(
        _ bytes: UnsafeRawBufferPointer, to inode: InodeNumber, at offset: Int64, file: OpenFile,
        reply: consuming WriteReply
    ) {
        log("write \(bytes.count) to \(inode.rawValue) at \(offset)")
        reply.succeed(writtenBytes: bytes.count)
    }

    func synchronize(
        _ inode: InodeNumber, dataOnly: Bool, file: OpenFile, reply: consuming StatusReply
    ) {
        log("fsync \(inode.rawValue) \(dataOnly ? "data" : "all")")
        reply.succeed()
    }

    func allocate(
        _ inode: InodeNumber, mode: Int32, offset: Int64, lengthBytes: Int64, file: OpenFile,
        reply: consuming StatusReply
    ) {
        log("fallocate \(inode.rawValue) \(offset)+\(lengthBytes)")
        reply.fail(.noSpace)
    }

    func copyRange(_ range: CopiedRange, reply: consuming WriteReply) {
        log("copy \(range.source.rawValue) to \(range.target.rawValue) \(range.lengthBytes)")
        reply.succeed(writtenBytes: range.lengthBytes)
    }

    func makeNode(
        _ name: FileName, in parent: InodeNumber, kind: FileKind, permissions: UInt32,
        device: UInt64, reply: consuming EntryReply
    ) {
        log("mknod \(name) \(kind) \(String(permissions, radix: 8))")
        reply.fail(.readOnlyFileSystem)
    }

    func makeDirectory(
        _ name: FileName, in parent: InodeNumber, permissions: UInt32, reply: consuming EntryReply
    ) {
        log("mkdir \(name) \(String(permissions, radix: 8))")
        reply.fail(.readOnlyFileSystem)
    }

    func makeSymbolicLink(
        _ name: FileName, in parent: InodeNumber, target: [UInt8], reply: consuming EntryReply
    ) {
        log("symlink \(name) to \(String(decoding: target, as: UTF8.self))")
        reply.fail(.readOnlyFileSystem)
    }

    func makeLink(
        to inode: InodeNumber, named name: FileName, in parent: InodeNumber,
        reply: consuming EntryReply
    ) {
        log("link \(inode.rawValue) as \(name)")
        reply.fail(.readOnlyFileSystem)
    }

    func unlink(_ name: FileName, in parent: InodeNumber, reply: consuming StatusReply) {
        log("unlink \(name)")
        reply.fail(.readOnlyFileSystem)
    }

    func rename(
        _ name: FileName, in parent: InodeNumber, to newName: FileName,
        in newParent: InodeNumber, options: RenameOptions, reply: consuming StatusReply
    ) {
        log("rename \(name) to \(newName) in \(newParent.rawValue) \(options.rawValue)")
        reply.fail(.readOnlyFileSystem)
    }

    func setExtendedAttribute(
        _ name: FileName, of inode: InodeNumber, to value: [UInt8],
        options: ExtendedAttributeOptions, reply: consuming StatusReply
    ) {
        log("setxattr \(name) \(value.count) \(options.rawValue)")
        reply.fail(.notSupported)
    }
}
