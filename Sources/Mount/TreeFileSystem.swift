internal import Fuse
internal import Glibc
internal import Traces
internal import Tree

internal import struct SystemPackage.Errno

/// A tree as a file system that is only read.
///
/// An inode is one revision of one file (or a log, to which bytes are only added), so that everything may be cached for a day; the change watcher says what is void. Names
/// that are not there are cached as long, because a new name is announced too. Extended attributes answer ENOSYS, which the
/// kernel tells as ENOTSUP and does not ask again: `ls -l` costs no request.
struct TreeFileSystem: FileSystem {
    static let timeout = Duration.seconds(86_400)

    let tree: any MountableTree
    let listings: ListingCache
    let readAhead: ReadAhead
    let growing: GrowingSizes
    let sizeBytes: @Sendable () -> Int64
    private let userID = geteuid()
    private let groupID = getegid()

    init(
        _ tree: any MountableTree, listings: ListingCache, readAhead: ReadAhead,
        growing: GrowingSizes, sizeBytes: @escaping @Sendable () -> Int64
    ) {
        self.tree = tree
        self.listings = listings
        self.readAhead = readAhead
        self.growing = growing
        self.sizeBytes = sizeBytes
    }

    func initialize(_ connection: inout Connection) {
        connection.wanted = [
            .parallelReads, .parallelDirectories, .directoryEntries, .opensWithoutMessage,
            .opensDirectoriesWithoutMessage, .cachesLinks, .dropsContentExplicitly,
        ]
    }

    func lookup(_ name: FileName, in parent: InodeNumber, reply: consuming EntryReply) {
        do throws(TreeError) {
            guard let node = try node(named: name, in: Inode(parent)) else {
                return reply.succeed(absentFor: Self.timeout)
            }
            reply.succeed(entry(node))
        } catch {
            reply.fail(Errno(error))
        }
    }

    func attributes(of inode: InodeNumber, reply: consuming AttributesReply) {
        do throws(TreeError) {
            let node = try tree.node(of: Inode(inode))
            reply.succeed(attributes(node), timeout: Self.timeout)
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
        if offset == 0 { readAhead.willRead(Inode(inode)) }
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
        let listing: Listing
        do throws(TreeError) {
            listing = try self.listing(of: Inode(inode), id: position.listing)
        } catch {
            return reply.fail(Errno(error))
        }
        if offset == 0 { readAhead.willList(listing) }
        let end = listing.count + 2
        guard position.index < end else {
            return readAhead.didList(listing, reply: reply)
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
                        entry(listing.node(at: index - 2)), nextOffset: next)
                }
            if addition == .full { break }
        }
        reply.finish()
        if offset == 0 { readAhead.didBeginList(listing) }
    }

    func readDirectory(
        _ inode: InodeNumber, from offset: Int64, file: OpenFile, reply: consuming DirectoryReply
    ) {
        readDirectoryEntries(inode, from: offset, file: file, reply: reply)
    }

    func statistics(reply: consuming StatisticsReply) {
        reply.succeed(Statistics(blocks: UInt64((sizeBytes() + 4_095) / 4_096)))
    }

    /// What is at a name: from the listing when there is one, else from the tree, which also knows names that are not listed.
    ///
    /// Names like `.gitignore` are looked for in every directory by programs that are about to list it: it is listed then.
    private func node(named name: FileName, in parent: Inode) throws(TreeError) -> Node? {
        var listing = listings.listing(of: parent)
        let hides = tree.hides(name.bytes, in: parent)
        if listing == nil, !hides, name.bytes.first == UInt8(ascii: ".") {
            listing = try self.listing(of: parent, id: nil)
        }
        if let listing {
            if let index = listing.index(of: name.bytes) { return listing.node(at: index) }
            if !hides { return nil }
        }
        guard let text = String(validating: name.bytes, as: UTF8.self) else { return nil }
        return try tree.entry(named: text, in: parent)?.node
    }

    private func listing(of directory: Inode, id: UInt32?) throws(TreeError) -> Listing {
        try listings.listing(of: directory, id: id) { () throws(TreeError) in
            try tree.entries(of: directory)
        }
    }

    private func entry(_ node: Node) -> Fuse.Entry {
        Fuse.Entry(
            attributes(node), nameTimeout: Self.timeout, attributesTimeout: Self.timeout)
    }

    private func attributes(_ node: Node) -> Attributes {
        let (kind, permissions): (FileKind, UInt32) =
            switch node.kind {
            case .directory: (.directory, 0o555)
            case .file: (.regular, 0o444)
            case .link: (.symbolicLink, 0o777)
            }
        let sizeBytes =
            node.inode.isGrowing
            ? growing.told(node.inode, sizeBytes: node.sizeBytes) : node.sizeBytes
        return Attributes(
            inode: InodeNumber(node.inode), kind: kind, permissions: permissions,
            sizeBytes: Int64(sizeBytes),
            modified: FileTime(nanosecondsSinceEpoch: node.modified.nanoseconds),
            userID: userID, groupID: groupID)
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
