internal import SystemPackage

// The defaults: everything is ENOSYS, so that a file system states only what it has.

extension FileSystem {
    /// Takes what libfuse proposes.
    public func initialize(_ connection: inout Connection) {}

    /// Does nothing.
    public func forget(_ inode: InodeNumber, lookups: UInt64) {}

    /// Answers ENOSYS.
    public func lookup(_ name: FileName, in parent: InodeNumber, reply: consuming EntryReply) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func attributes(of inode: InodeNumber, reply: consuming AttributesReply) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func setAttributes(
        of inode: InodeNumber, to changes: AttributeChanges, reply: consuming AttributesReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func readLink(_ inode: InodeNumber, reply: consuming LinkReply) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func statistics(reply: consuming StatisticsReply) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func access(_ inode: InodeNumber, mask: Int32, reply: consuming StatusReply) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func open(_ inode: InodeNumber, flags: OpenFlags, reply: consuming OpenReply) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func read(
        _ inode: InodeNumber, at offset: Int64, file: OpenFile, reply: consuming DataReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func write(
        _ bytes: UnsafeRawBufferPointer, to inode: InodeNumber, at offset: Int64, file: OpenFile,
        reply: consuming WriteReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func flush(_ inode: InodeNumber, file: OpenFile, reply: consuming StatusReply) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func release(_ inode: InodeNumber, file: OpenFile, reply: consuming StatusReply) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func synchronize(
        _ inode: InodeNumber, dataOnly: Bool, file: OpenFile, reply: consuming StatusReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func allocate(
        _ inode: InodeNumber, mode: Int32, offset: Int64, lengthBytes: Int64, file: OpenFile,
        reply: consuming StatusReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func copyRange(_ range: CopiedRange, reply: consuming WriteReply) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func openDirectory(_ inode: InodeNumber, reply: consuming OpenReply) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func readDirectory(
        _ inode: InodeNumber, from offset: Int64, file: OpenFile, reply: consuming DirectoryReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func readDirectoryEntries(
        _ inode: InodeNumber, from offset: Int64, file: OpenFile, reply: consuming DirectoryReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func releaseDirectory(
        _ inode: InodeNumber, file: OpenFile, reply: consuming StatusReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func synchronizeDirectory(
        _ inode: InodeNumber, dataOnly: Bool, file: OpenFile, reply: consuming StatusReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func create(
        _ name: FileName, in parent: InodeNumber, permissions: UInt32, flags: OpenFlags,
        reply: consuming CreateReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func makeNode(
        _ name: FileName, in parent: InodeNumber, kind: FileKind, permissions: UInt32,
        device: UInt64, reply: consuming EntryReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func makeDirectory(
        _ name: FileName, in parent: InodeNumber, permissions: UInt32, reply: consuming EntryReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func makeSymbolicLink(
        _ name: FileName, in parent: InodeNumber, target: [UInt8], reply: consuming EntryReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func makeLink(
        to inode: InodeNumber, named name: FileName, in parent: InodeNumber,
        reply: consuming EntryReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func unlink(_ name: FileName, in parent: InodeNumber, reply: consuming StatusReply) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func removeDirectory(
        _ name: FileName, in parent: InodeNumber, reply: consuming StatusReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func rename(
        _ name: FileName, in parent: InodeNumber, to newName: FileName,
        in newParent: InodeNumber, options: RenameOptions, reply: consuming StatusReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func extendedAttribute(
        _ name: FileName, of inode: InodeNumber, reply: consuming ExtendedAttributeReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func extendedAttributes(of inode: InodeNumber, reply: consuming ExtendedAttributeReply) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func setExtendedAttribute(
        _ name: FileName, of inode: InodeNumber, to value: [UInt8],
        options: ExtendedAttributeOptions, reply: consuming StatusReply
    ) {
        reply.fail(.noFunction)
    }

    /// Answers ENOSYS.
    public func removeExtendedAttribute(
        _ name: FileName, of inode: InodeNumber, reply: consuming StatusReply
    ) {
        reply.fail(.noFunction)
    }
}
