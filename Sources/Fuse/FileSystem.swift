/// A file system: what the kernel asks, and the right to answer each request once.
///
/// Every method has a default that answers ENOSYS, which for `open`, `opendir`, `flush`, `create`, `access` and `fsync`
/// tells the kernel not to ask again. Methods are called on several threads at once; they must not wait for the kernel
/// about this same mount: no access to its files and no `Notifier` call that is immediate.
public protocol FileSystem: Sendable {
    /// Agrees with the kernel on how to work together; called once, before every other method.
    func initialize(_ connection: inout Connection)

    /// Finds what is at a name.
    func lookup(_ name: FileName, in parent: InodeNumber, reply: consuming EntryReply)
    /// The kernel dropped an inode that was given to it `lookups` times; needs no answer.
    func forget(_ inode: InodeNumber, lookups: UInt64)
    /// Tells the attributes of an inode.
    func attributes(of inode: InodeNumber, reply: consuming AttributesReply)
    /// Changes the attributes of an inode, and answers with the new ones.
    func setAttributes(
        of inode: InodeNumber, to changes: AttributeChanges, reply: consuming AttributesReply)
    /// Tells the target of a symbolic link.
    func readLink(_ inode: InodeNumber, reply: consuming LinkReply)
    /// Tells the statistics of the file system.
    func statistics(reply: consuming StatisticsReply)
    /// Tells whether the caller may use the inode in the ways of access(2).
    func access(_ inode: InodeNumber, mask: Int32, reply: consuming StatusReply)

    /// Opens a file.
    func open(_ inode: InodeNumber, flags: OpenFlags, reply: consuming OpenReply)
    /// Reads at most the reply's limit from an offset; less is the end of the file.
    func read(_ inode: InodeNumber, at offset: Int64, file: OpenFile, reply: consuming DataReply)
    /// Writes bytes, valid until the method returns, at an offset.
    func write(
        _ bytes: UnsafeRawBufferPointer, to inode: InodeNumber, at offset: Int64, file: OpenFile,
        reply: consuming WriteReply)
    /// A descriptor of the file was closed; there may be others.
    func flush(_ inode: InodeNumber, file: OpenFile, reply: consuming StatusReply)
    /// The last descriptor of an opening was closed.
    func release(_ inode: InodeNumber, file: OpenFile, reply: consuming StatusReply)
    /// Makes what was written durable.
    func synchronize(
        _ inode: InodeNumber, dataOnly: Bool, file: OpenFile, reply: consuming StatusReply)
    /// Reserves or punches a range of a file, as of fallocate(2).
    func allocate(
        _ inode: InodeNumber, mode: Int32, offset: Int64, lengthBytes: Int64, file: OpenFile,
        reply: consuming StatusReply)
    /// Copies a range from one file to another.
    func copyRange(_ range: CopiedRange, reply: consuming WriteReply)

    /// Opens a directory.
    func openDirectory(_ inode: InodeNumber, reply: consuming OpenReply)
    /// Reads names from an offset on: 0, or what was given with the name before.
    func readDirectory(
        _ inode: InodeNumber, from offset: Int64, file: OpenFile, reply: consuming DirectoryReply)
    /// Reads names with their attributes from an offset on; asked only with `Capabilities.directoryEntries`.
    func readDirectoryEntries(
        _ inode: InodeNumber, from offset: Int64, file: OpenFile, reply: consuming DirectoryReply)
    /// The last descriptor of an opened directory was closed.
    func releaseDirectory(_ inode: InodeNumber, file: OpenFile, reply: consuming StatusReply)
    /// Makes the names of a directory durable.
    func synchronizeDirectory(
        _ inode: InodeNumber, dataOnly: Bool, file: OpenFile, reply: consuming StatusReply)

    /// Makes a file and opens it.
    func create(
        _ name: FileName, in parent: InodeNumber, permissions: UInt32, flags: OpenFlags,
        reply: consuming CreateReply)
    /// Makes a file, pipe, socket or device.
    func makeNode(
        _ name: FileName, in parent: InodeNumber, kind: FileKind, permissions: UInt32,
        device: UInt64, reply: consuming EntryReply)
    /// Makes a directory.
    func makeDirectory(
        _ name: FileName, in parent: InodeNumber, permissions: UInt32, reply: consuming EntryReply)
    /// Makes a symbolic link.
    func makeSymbolicLink(
        _ name: FileName, in parent: InodeNumber, target: [UInt8], reply: consuming EntryReply)
    /// Gives an inode another name.
    func makeLink(
        to inode: InodeNumber, named name: FileName, in parent: InodeNumber,
        reply: consuming EntryReply)
    /// Removes the name of something that is not a directory.
    func unlink(_ name: FileName, in parent: InodeNumber, reply: consuming StatusReply)
    /// Removes an empty directory.
    func removeDirectory(_ name: FileName, in parent: InodeNumber, reply: consuming StatusReply)
    /// Moves a name.
    func rename(
        _ name: FileName, in parent: InodeNumber, to newName: FileName,
        in newParent: InodeNumber, options: RenameOptions, reply: consuming StatusReply)

    /// Tells the value of an extended attribute; ENODATA when there is none.
    func extendedAttribute(
        _ name: FileName, of inode: InodeNumber, reply: consuming ExtendedAttributeReply)
    /// Tells the names of the extended attributes.
    func extendedAttributes(of inode: InodeNumber, reply: consuming ExtendedAttributeReply)
    /// Sets an extended attribute.
    func setExtendedAttribute(
        _ name: FileName, of inode: InodeNumber, to value: [UInt8],
        options: ExtendedAttributeOptions, reply: consuming StatusReply)
    /// Removes an extended attribute.
    func removeExtendedAttribute(
        _ name: FileName, of inode: InodeNumber, reply: consuming StatusReply)
}
