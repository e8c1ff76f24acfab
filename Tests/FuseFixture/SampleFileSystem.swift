import Fuse
import Glibc
import Synchronization
import SystemPackage

/// A small tree in memory with a file for each thing that the tests look at.
final class SampleFileSystem: FileSystem {
    private struct State {
        var changing = Array("first".utf8)
        var hasAppeared = false
        var log: [String] = []
    }

    static let changing = InodeNumber(7)
    static let pushed = InodeNumber(8)
    static let many = InodeNumber(4)
    static let manyCount = 10_000
    private static let day = Duration.seconds(86_400)

    private let state = Mutex(State())
    private let big = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }

    private let manyNames = (0..<SampleFileSystem.manyCount).map { number in
        let name = "entry-" + String(100_000 + number).dropFirst()
        return (name: FileName(name), inode: InodeNumber(UInt64(1_000 + number)))
    }

    private let rootNames: [(name: FileName, inode: UInt64)] = [
        ("hello", 2), ("link", 3), ("many", 4), ("unanswered", 5), ("big", 6), ("changing", 7),
        ("pushed", 8), ("appearing", 10),
    ]

    func change(to text: String) {
        state.withLock { $0.changing = Array(text.utf8) }
    }

    func appear() {
        state.withLock { $0.hasAppeared = true }
    }

    func takeLog() -> String {
        state.withLock { state in
            defer { state.log = [] }
            return state.log.joined(separator: "; ")
        }
    }

    func log(_ line: String) {
        state.withLock { $0.log.append(line) }
    }

    func initialize(_ connection: inout Connection) {
        connection.wanted.formUnion([
            .opensWithoutMessage, .opensDirectoriesWithoutMessage, .directoryEntries,
            .cachesLinks, .dropsContentExplicitly,
        ])
    }

    func lookup(_ name: FileName, in parent: InodeNumber, reply: consuming EntryReply) {
        if name == "endless" {
            while !reply.isInterrupted { sched_yield() }
            log("interrupted")
            return reply.fail(.interrupted)
        }
        guard let found = entries(of: parent).first(where: { $0.name == name }) else {
            reply.succeed(absentFor: Self.day)
            return
        }
        reply.succeed(entry(found.inode))
    }

    func attributes(of inode: InodeNumber, reply: consuming AttributesReply) {
        reply.succeed(attributes(inode), timeout: Self.day)
    }

    func setAttributes(
        of inode: InodeNumber, to changes: AttributeChanges, reply: consuming AttributesReply
    ) {
        log("setattr \(inode.rawValue) size \(changes.sizeBytes ?? -1)")
        reply.succeed(attributes(inode), timeout: .zero)
    }

    func readLink(_ inode: InodeNumber, reply: consuming LinkReply) {
        reply.succeed("hello")
    }

    func statistics(reply: consuming StatisticsReply) {
        reply.succeed(Statistics(blocks: 1_000, files: 10_009))
    }

    func read(_ inode: InodeNumber, at offset: Int64, file: OpenFile, reply: consuming DataReply) {
        switch inode.rawValue {
        case 5: break
        case 8: reply.fail(.noData)
        default: reply.succeed(content(inode).dropFirst(Int(offset)))
        }
    }

    func readDirectory(
        _ inode: InodeNumber, from offset: Int64, file: OpenFile, reply: consuming DirectoryReply
    ) {
        fill(reply, inode, from: offset)
    }

    func readDirectoryEntries(
        _ inode: InodeNumber, from offset: Int64, file: OpenFile, reply: consuming DirectoryReply
    ) {
        fill(reply, inode, from: offset)
    }

    func extendedAttribute(
        _ name: FileName, of inode: InodeNumber, reply: consuming ExtendedAttributeReply
    ) {
        guard name == "user.note" else { return reply.fail(.noData) }
        reply.succeed(Array("a note".utf8))
    }

    func extendedAttributes(of inode: InodeNumber, reply: consuming ExtendedAttributeReply) {
        reply.succeed(names: ["user.note", "user.other"])
    }

    private func fill(
        _ reply: consuming DirectoryReply, _ inode: InodeNumber, from offset: Int64
    ) {
        let entries = entries(of: inode)
        for index in Int(offset)..<max(entries.count + 2, Int(offset)) {
            let next = Int64(index + 1)
            let addition =
                switch index {
                case 0: reply.add(".", inode, .directory, nextOffset: next)
                case 1: reply.add("..", .root, .directory, nextOffset: next)
                default:
                    reply.add(
                        entries[index - 2].name, entry(entries[index - 2].inode), nextOffset: next)
                }
            if addition == .full { break }
        }
        reply.finish()
    }

    private func entries(of inode: InodeNumber) -> [(name: FileName, inode: InodeNumber)] {
        if inode == Self.many { return manyNames }
        let hasAppeared = state.withLock { $0.hasAppeared }
        return rootNames.filter { hasAppeared || $0.name != "appearing" }
            .map { ($0.name, InodeNumber($0.inode)) }
    }

    private func content(_ inode: InodeNumber) -> [UInt8] {
        switch inode.rawValue {
        case 6: big
        case 7: state.withLock { $0.changing }
        case 8: Array(repeating: 0, count: 6)
        default: Array("hello, world\n".utf8)
        }
    }

    private func attributes(_ inode: InodeNumber) -> Attributes {
        let kind: FileKind =
            switch inode.rawValue {
            case 1, 4: .directory
            case 3: .symbolicLink
            default: .regular
            }
        return Attributes(
            inode: inode, kind: kind, permissions: kind == .directory ? 0o755 : 0o644,
            sizeBytes: kind == .regular ? Int64(content(inode).count) : 0,
            modified: FileTime(nanosecondsSinceEpoch: 1_234_567_890_123_456_789))
    }

    private func entry(_ inode: InodeNumber) -> Entry {
        Entry(attributes(inode), nameTimeout: Self.day, attributesTimeout: Self.day)
    }
}
