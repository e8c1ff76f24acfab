import Dispatch
import Mount
import Store
import Synchronization
import Traces
import Tree

/// A tree in memory of the shape that real ones have; its files can be written, and every writing makes a new inode.
final class MemoryTree: MountableTree {
    /// A file, directory or link, of which the entries are known by name.
    private struct Item {
        var node: Node
        var name: String
        var parent: UInt64
        var content: [UInt8] = []
        var children: [String: UInt64] = [:]
        var isDamaged = false
    }

    private struct State {
        var items: [UInt64: Item] = [:]
        var next: UInt64 = 2
        var changes: [TreeChange] = []
        var isLost = false
        var version: Int64 = 0
        var asked: Int64 = 0
    }

    static let interactions = 24
    private let state = Mutex(State())

    init() {
        state.withLock { state in
            state.items[1] = Item(
                node: Node(inode: .root, kind: .directory, sizeBytes: 0, modified: .epoch),
                name: "", parent: 1)
            for interaction in 0..<Self.interactions {
                let base = "day-\(interaction / 8)/interaction-\(100 + interaction)"
                for path in Self.paths {
                    let path = "\(base)/\(path)"
                    let length = 200 + (path.utf8.reduce(0) { $0 &* 31 &+ Int($1) } & 0x3fff)
                    let line = Array("\(path)\n".utf8)
                    var content: [UInt8] = []
                    while content.count < length { content += line }
                    Self.add(path, Array(content.prefix(length)), to: &state)
                }
                Self.add("\(base)/huge.log", Array(repeating: 65, count: 300_000), to: &state)
            }
            Self.link("latest", to: "day-0/interaction-100", in: &state)
            state.changes = []
        }
    }

    private static let paths: [String] =
        ["README.md", "actions.yaml", "message.md", "metadata.json", "response.md", "trace.md"]
        + (0..<4).flatMap { call in
            ["request.md", "response.md", "metadata.json"].map { "llm/00\(call)-plan/\($0)" }
        }
        + (10..<40).map { "spans/0\($0)-http-get.yaml" }
        + (10..<25).flatMap {
            ["tools/inputs/0\($0)-search.yaml", "tools/results/0\($0)-search.txt"]
        }

    func write(_ text: String, to path: String) {
        state.withLock { Self.add(path, Array(text.utf8), to: &$0) }
    }

    func remove(_ path: String) {
        state.withLock { state in
            let names = path.split(separator: "/").map(String.init)
            guard let parent = Self.find(names.dropLast(), in: state), let name = names.last else {
                return
            }
            state.items[parent]?.children[name] = nil
            state.changes.append(.name(name, in: Inode(rawValue: parent)))
            state.version += 1
        }
    }

    func damage(_ path: String) {
        state.withLock { state in
            let names = path.split(separator: "/").map(String.init)
            guard let inode = Self.find(names[...], in: state) else { return }
            state.items[inode]?.isDamaged = true
        }
    }

    func loseChanges() {
        state.withLock { state in
            state.isLost = true
            state.version += 1
        }
    }

    /// Waits until the watcher has asked twice: what it was told the first time is announced when it asks again.
    func waitUntilAnnounced() {
        let before = state.withLock { $0.asked }
        while state.withLock({ $0.asked }) < before + 2 { DispatchQueue.global().sync {} }
    }

    private static func find(_ names: ArraySlice<String>, in state: State) -> UInt64? {
        names.reduce(1 as UInt64?) { inode, name in
            inode.flatMap { state.items[$0]?.children[name] }
        }
    }

    private static func add(_ path: String, _ content: [UInt8], to state: inout State) {
        let names = path.split(separator: "/").map(String.init)
        var parent: UInt64 = 1
        for name in names.dropLast() {
            parent =
                state.items[parent]?.children[name]
                ?? insert(name, .directory, [], in: parent, &state)
        }
        _ = insert(names.last ?? "", .file, content, in: parent, &state)
        state.version += 1
    }

    private static func link(_ name: String, to target: String, in state: inout State) {
        _ = insert(name, .link, Array(target.utf8), in: 1, &state)
    }

    private static func insert(
        _ name: String, _ kind: Node.Kind, _ content: [UInt8], in parent: UInt64,
        _ state: inout State
    ) -> UInt64 {
        let inode = state.next
        state.next += 1
        state.items[inode] = Item(
            node: Node(
                inode: Inode(rawValue: inode), kind: kind, sizeBytes: content.count,
                modified: Timestamp(nanoseconds: Int64(inode))),
            name: name, parent: parent, content: content)
        state.items[parent]?.children[name] = inode
        state.changes.append(.name(name, in: Inode(rawValue: parent)))
        return inode
    }
}

extension MemoryTree {
    func node(of inode: Inode) throws(TreeError) -> Node { try item(inode).node }

    func entry(named name: String, in inode: Inode) throws(TreeError) -> Entry? {
        guard let child = try item(inode).children[name] else { return nil }
        return Entry(name: name, node: try item(Inode(rawValue: child)).node)
    }

    func entries(of inode: Inode) throws(TreeError) -> [Entry] {
        let children = try item(inode).children.sorted {
            $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
        }
        var entries: [Entry] = []
        for (name, child) in children where !name.hasPrefix(".") {
            entries.append(Entry(name: name, node: try item(Inode(rawValue: child)).node))
        }
        return entries
    }

    func hides(_ name: some Collection<UInt8>, in inode: Inode) -> Bool {
        name.elementsEqual(".raw".utf8)
    }

    func bytes(
        of inode: Inode, from offset: Int, maximumBytes: Int
    ) throws(TreeError) -> ArraySlice<UInt8> {
        let item = try item(inode)
        if item.isDamaged { throw .store(inode: inode, reason: "damaged") }
        return item.content.dropFirst(offset).prefix(maximumBytes)
    }

    func target(of inode: Inode) throws(TreeError) -> String {
        String(decoding: try item(inode).content, as: UTF8.self)
    }

    func dataVersion() throws(StoreError) -> Int64 {
        state.withLock { state in
            state.asked += 1
            return state.version
        }
    }

    func latestChange() throws(StoreError) -> Int64 {
        state.withLock { Int64($0.changes.count) }
    }

    func changes(after id: Int64) throws(StoreError) -> TreeChanges {
        state.withLock { state in
            defer { state.isLost = false }
            let latest = Int64(state.changes.count)
            return state.isLost
                ? .everything(upTo: latest)
                : .some(Array(state.changes.dropFirst(Int(id))), upTo: latest)
        }
    }

    func isWritable(_ inode: Inode) -> Bool { false }

    func latestSuiteChange() throws(StoreError) -> Int64 { 0 }

    func suiteChanges(after id: Int64) throws(StoreError) -> TreeChanges { .some([], upTo: 0) }

    private func item(_ inode: Inode) throws(TreeError) -> Item {
        guard let item = state.withLock({ $0.items[inode.rawValue] }) else {
            throw .noSuchInode(inode)
        }
        return item
    }
}
