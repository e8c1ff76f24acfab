internal import Fuse
internal import Glibc
internal import Traces
internal import Tree

internal import struct SystemPackage.Errno

/// A tree as a file system; what can be written in it is left to `WritingFileSystem`.
///
/// An inode is one revision of one file (or a log, to which bytes are only added), so that everything may be cached for a day;
/// the change watcher says what is void. Names that are not there are cached as long, because a new name is announced too. Extended attributes answer ENOSYS, which the
/// kernel tells as ENOTSUP and does not ask again: `ls -l` costs no request.
struct TreeFileSystem: FileSystem {
    static let timeout = Duration.seconds(86_400)

    let tree: any MountableTree
    let listings: ListingCache
    let readAhead: ReadAhead
    let growing: GrowingSizes
    let writing: WritingFileSystem?
    let statistics: @Sendable () -> Statistics

    init(
        _ tree: any MountableTree, listings: ListingCache, readAhead: ReadAhead,
        growing: GrowingSizes, writing: WritingFileSystem?,
        statistics: @escaping @Sendable () -> Statistics
    ) {
        self.tree = tree
        self.listings = listings
        self.readAhead = readAhead
        self.growing = growing
        self.writing = writing
        self.statistics = statistics
    }

    func initialize(_ connection: inout Connection) {
        connection.wanted = [
            .parallelReads, .parallelDirectories, .directoryEntries, .opensWithoutMessage,
            .opensDirectoriesWithoutMessage, .cachesLinks, .dropsContentExplicitly,
        ]
    }

    func lookup(_ name: FileName, in parent: InodeNumber, reply: consuming EntryReply) {
        do throws(TreeError) {
            let timeout = timeout(for: Inode(parent))
            guard let node = try node(named: name, in: Inode(parent)) else {
                return reply.succeed(absentFor: timeout)
            }
            reply.succeed(entry(node, nameTimeout: timeout))
        } catch {
            reply.fail(Errno(error))
        }
    }

    func attributes(of inode: InodeNumber, reply: consuming AttributesReply) {
        do throws(TreeError) {
            let node = try tree.node(of: Inode(inode))
            reply.succeed(told(node), timeout: timeout(for: node.inode))
        } catch {
            reply.fail(Errno(error))
        }
    }

    func readLink(_ inode: InodeNumber, reply: consuming LinkReply) {
        do throws(TreeError) {
            reply.succeed(try tree.target(of: Inode(inode)))
        } catch {
            reply.fail(Errno(error))
        }
    }

    func read(_ inode: InodeNumber, at offset: Int64, file: OpenFile, reply: consuming DataReply) {
        if offset == 0, !tree.isVolatile(Inode(inode)) { readAhead.willRead(Inode(inode)) }
        do throws(TreeError) {
            let bytes = try tree.bytes(
                of: Inode(inode), from: Int(offset), maximumBytes: reply.limitBytes)
            reply.succeed(bytes)
        } catch {
            reply.fail(Errno(error))
        }
    }

    func readDirectoryEntries(
        _ inode: InodeNumber, from offset: Int64, file: OpenFile, reply: consuming DirectoryReply
    ) {
        let position = ListingPosition(offset)
        let isVolatile = tree.isVolatile(Inode(inode))
        // A directory in which files come and go is read anew from its beginning.
        if isVolatile, offset == 0 { listings.forget([Inode(inode)]) }
        let listing: Listing
        do throws(TreeError) {
            listing = try self.listing(of: Inode(inode), id: position.listing)
        } catch {
            return reply.fail(Errno(error))
        }
        if offset == 0, !isVolatile { readAhead.willList(listing) }
        let end = listing.count + 2
        let nameTimeout = timeout(for: Inode(inode))
        guard position.index < end else {
            return isVolatile ? reply.finish() : readAhead.didList(listing, reply: reply)
        }
        for index in position.index..<end {
            let next = ListingPosition(listing: listing.id, index: index + 1).offset
            let addition =
                switch index {
                case 0: reply.add(".", inode, .directory, nextOffset: next)
                case 1: reply.add("..", inode, .directory, nextOffset: next)
                default:
                    reply.add(
                        FileName(bytes: Array(listing.name(at: index - 2))),
                        entry(listing.node(at: index - 2), nameTimeout: nameTimeout),
                        nextOffset: next)
                }
            if addition == .full { break }
        }
        reply.finish()
        if offset == 0, !isVolatile { readAhead.didBeginList(listing) }
    }

    func readDirectory(
        _ inode: InodeNumber, from offset: Int64, file: OpenFile, reply: consuming DirectoryReply
    ) {
        readDirectoryEntries(inode, from: offset, file: file, reply: reply)
    }

    func statistics(reply: consuming StatisticsReply) {
        reply.succeed(statistics())
    }

    /// What is at a name: from the listing when there is one, else from the tree, which also knows names that are not listed
    /// and those that have come since.
    ///
    /// Names like `.gitignore` are looked for in every directory by programs that are about to list it: it is listed then.
    private func node(named name: FileName, in parent: Inode) throws(TreeError) -> Node? {
        if !tree.isVolatile(parent) {
            var listing = listings.listing(of: parent)
            let isNeverThere =
                name.bytes.first == UInt8(ascii: ".") && !tree.hides(name.bytes, in: parent)
            if listing == nil, isNeverThere { listing = try self.listing(of: parent, id: nil) }
            if let listing {
                if let index = listing.index(of: name.bytes) { return listing.node(at: index) }
                if isNeverThere { return nil }
            }
        }
        guard let text = String(validating: name.bytes, as: UTF8.self) else { return nil }
        return try tree.entry(named: text, in: parent)?.node
    }

    private func listing(of directory: Inode, id: UInt32?) throws(TreeError) -> Listing {
        try listings.listing(of: directory, id: id) { () throws(TreeError) in
            try tree.entries(of: directory)
        }
    }

    /// For how long the kernel may remember what is in a directory, or the attributes of a file.
    private func timeout(for inode: Inode) -> Duration {
        tree.isVolatile(inode) ? .zero : Self.timeout
    }

    private func entry(_ node: Node, nameTimeout: Duration) -> Fuse.Entry {
        Fuse.Entry(
            told(node), nameTimeout: nameTimeout,
            attributesTimeout: timeout(for: node.inode))
    }

    /// The attributes of a node, with the size that may be told of a file that grows.
    private func told(_ node: Node) -> Attributes {
        guard node.inode.isGrowing else { return Self.attributes(node) }
        var node = node
        node.sizeBytes = growing.told(node.inode, sizeBytes: node.sizeBytes)
        return Self.attributes(node)
    }

    /// The attributes of a node; everything belongs to whoever mounts.
    static func attributes(_ node: Node) -> Attributes {
        let (kind, permissions): (FileKind, UInt32) =
            switch node.kind {
            case .directory: (.directory, 0o555)
            case .file: (.regular, 0o444)
            case .link: (.symbolicLink, 0o777)
            }
        return Attributes(
            inode: InodeNumber(node.inode), kind: kind,
            permissions: node.permissions ?? permissions,
            sizeBytes: Int64(node.sizeBytes),
            modified: FileTime(nanosecondsSinceEpoch: node.modified.nanoseconds),
            userID: geteuid(), groupID: getegid())
    }
}

extension Inode {
    init(_ number: InodeNumber) {
        self.init(rawValue: number.rawValue)
    }
}

extension InodeNumber {
    init(_ inode: Inode) {
        self.init(inode.rawValue)
    }
}
