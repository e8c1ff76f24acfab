internal import Fuse
internal import Glibc
internal import Traces
internal import Tree

internal import struct SystemPackage.Errno

/// What the kernel asks of files that programs write.
///
/// There is no open and no close: every request is complete in itself.
///
/// The kernel may remember nothing of names and attributes here, so that what others change is seen at once; it keeps
/// the bytes of a file, which only the mount itself changes, or else the watcher tells.
struct WritingFileSystem: Sendable {
    let tree: any WritableTree
    let drafts: DraftKeeper
    let notifier: Notifier
    let attributes: @Sendable (Node) -> Attributes
    private let userID = geteuid()
    private let groupID = getegid()

    init(
        _ tree: any WritableTree, drafts: DraftKeeper, notifier: Notifier,
        attributes: @escaping @Sendable (Node) -> Attributes
    ) {
        self.tree = tree
        self.drafts = drafts
        self.notifier = notifier
        self.attributes = attributes
    }

    func setAttributes(
        of inode: InodeNumber, to changes: AttributeChanges, reply: consuming AttributesReply
    ) {
        guard changes.userID ?? userID == userID, changes.groupID ?? groupID == groupID else {
            return reply.fail(.notPermitted)
        }
        let now = Timestamp.now
        do throws(TreeError) {
            var node: Node?
            if let size = changes.sizeBytes {
                node = try tree.resize(Inode(inode), to: Int(size), at: now)
            }
            let modified: Timestamp? =
                switch changes.modified {
                case .now: now
                case .at(let time): Timestamp(time)
                case nil: nil
                }
            if node == nil || changes.permissions != nil || modified != nil {
                node = try tree.setAttributes(
                    of: Inode(inode), permissions: changes.permissions, modified: modified, at: now)
            }
            guard let node else { return reply.fail(.ioError) }
            drafts.note(Inode(inode))
            reply.succeed(attributes(node), timeout: .zero)
        } catch {
            reply.fail(Errno(error))
        }
    }

    func write(
        _ bytes: UnsafeRawBufferPointer, to inode: InodeNumber, at offset: Int64, file: OpenFile,
        reply: consuming WriteReply
    ) {
        // Pages of a mapped file have their place, however the file was opened.
        let appending = file.flags.contains(.append) && !file.isPageOfCache
        do throws(TreeError) {
            let written = try tree.write(
                bytes, to: Inode(inode), at: Int(offset), appending: appending, at: .now)
            drafts.note(Inode(inode))
            if written.offset != offset {
                // Somebody else has made it longer, and the kernel has cached the bytes in the wrong place.
                notifier.submit(.contentChanged(inode, offset: 0, lengthBytes: 0))
            }
            reply.succeed(writtenBytes: bytes.count)
        } catch {
            reply.fail(Errno(error))
        }
    }

    func synchronize(_ inode: InodeNumber, reply: consuming StatusReply) {
        finish(reply) { () throws(TreeError) in try tree.settle(Inode(inode), at: .now) }
    }

    /// Reserving space makes a file longer at most; punching holes is not known here.
    func allocate(
        _ inode: InodeNumber, mode: Int32, end: Int64, size: Int64, reply: consuming StatusReply
    ) {
        let keepsSize: Int32 = 1
        guard mode & ~keepsSize == 0 else { return reply.fail(.notSupported) }
        guard mode == 0, end > size else { return reply.succeed() }
        finish(reply, changed: inode) { () throws(TreeError) in
            _ = try tree.resize(Inode(inode), to: Int(end), at: .now)
        }
    }

    func makeNode(
        _ name: FileName, in parent: InodeNumber, kind: FileKind, permissions: UInt32,
        reply: consuming EntryReply
    ) {
        guard kind == .regular else { return reply.fail(.notPermitted) }
        make(name, in: parent, reply) { (name) throws(TreeError) in
            try tree.makeFile(
                named: name, in: Inode(parent), permissions: permissions, at: .now)
        }
    }

    func makeDirectory(_ name: FileName, in parent: InodeNumber, reply: consuming EntryReply) {
        make(name, in: parent, reply) { (name) throws(TreeError) in
            try tree.makeDirectory(named: name, in: Inode(parent), at: .now)
        }
    }

    func makeSymbolicLink(
        _ name: FileName, in parent: InodeNumber, target: [UInt8], reply: consuming EntryReply
    ) {
        make(name, in: parent, reply) { (name) throws(TreeError) in
            try tree.makeLink(named: name, in: Inode(parent), target: target, at: .now)
        }
    }

    func unlink(_ name: FileName, in parent: InodeNumber, reply: consuming StatusReply) {
        guard let name = name.text else { return reply.fail(.noSuchFileOrDirectory) }
        finish(reply, changed: parent) { () throws(TreeError) in
            try tree.removeFile(named: name, in: Inode(parent), at: .now)
        }
    }

    func removeDirectory(_ name: FileName, in parent: InodeNumber, reply: consuming StatusReply) {
        guard let name = name.text else { return reply.fail(.noSuchFileOrDirectory) }
        finish(reply) { () throws(TreeError) in
            try tree.removeDirectory(named: name, in: Inode(parent), at: .now)
        }
    }

    func rename(
        _ name: FileName, in parent: InodeNumber, to newName: FileName,
        in newParent: InodeNumber, options: RenameOptions, reply: consuming StatusReply
    ) {
        guard options.subtracting(.keepsExisting).isEmpty else {
            return reply.fail(.invalidArgument)
        }
        guard let name = name.text else { return reply.fail(.noSuchFileOrDirectory) }
        guard let newName = newName.text else { return reply.fail(.illegalByteSequence) }
        finish(reply, changed: parent, newParent) { () throws(TreeError) in
            try tree.rename(
                name, in: Inode(parent), to: newName, in: Inode(newParent),
                keepsExisting: options.contains(.keepsExisting), at: .now)
        }
    }

    private func make(
        _ name: FileName, in parent: InodeNumber, _ reply: consuming EntryReply,
        _ make: (String) throws(TreeError) -> Node
    ) {
        guard let name = name.text else { return reply.fail(.illegalByteSequence) }
        do throws(TreeError) {
            let node = try make(name)
            drafts.note(Inode(parent))
            drafts.note(node.inode)
            reply.succeed(Fuse.Entry(attributes(node)))
        } catch {
            reply.fail(Errno(error))
        }
    }

    private func finish(
        _ reply: consuming StatusReply, changed: InodeNumber...,
        action: () throws(TreeError) -> Void
    ) {
        do throws(TreeError) {
            try action()
            for inode in changed { drafts.note(Inode(inode)) }
            reply.succeed()
        } catch {
            reply.fail(Errno(error))
        }
    }
}

extension FileName {
    /// The name as text; nil when it is no UTF-8.
    fileprivate var text: String? { String(validating: bytes, as: UTF8.self) }
}
