/// Which bytes of a suite file are its list and its cases; found in one pass.
struct SuiteOutline: YAMLSink {
    /// One case.
    struct Item {
        /// The dash of an item, or the first byte of an entry's key.
        let marker: Int
        /// The value: the item, or what stands behind the key.
        var node: YAMLNodeEvent
        var end: Int
        /// What the last scalar takes of the newlines behind it.
        var lastLiteral = Chomping()
        /// What names the case.
        var name: NamedBy?
    }

    /// What a block scalar takes of the newlines behind its lines; nothing for any other value.
    struct Chomping {
        var isOpen = false
        var takesBlankLines = false
    }

    struct NamedBy {
        let rank: Int
        let scalar: YAMLNodeEvent
    }

    /// The node at the path.
    struct List {
        let node: YAMLNodeEvent
        /// The byte behind the colon of the path's last key; 0 at the root.
        let keyEnd: Int
        /// The column of the path's last key; -2 at the root.
        let keyColumn: Int
    }

    private struct Level {
        /// How many keys of the path lead to this collection; -1 beside the path.
        var matched: Int
        var isSequence: Bool
        var isList = false
        var ownsCase = false
        var anchor: Int?
        var keyMatches = false
        var key: YAMLNodeEvent?
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private let path: [String]
    private var levels: [Level] = []
    private var nameRank: Int?

    private(set) var list: List?
    private(set) var items: [Item] = []
    private(set) var anchors = AnchorTable()
    /// Keys that lead to lists or maps, for whoever gave a wrong path.
    private(set) var candidates: [String] = []
    /// The innermost mapping on the path that lacks the next key, when it is the root.
    private(set) var root: YAMLNodeEvent?
    private(set) var rootEnd = 0
    /// The nodes of the list that begin in this range.
    let watched: Range<Int>
    private(set) var watchedNodes: [YAMLNodeEvent] = []
    private(set) var lastLiteral = Chomping()

    init(
        _ bytes: UnsafeBufferPointer<UInt8>, path: [String], watching watched: Range<Int> = 0..<0
    ) {
        self.bytes = bytes
        self.path = path
        self.watched = watched
    }

    mutating func begin(_ node: YAMLNodeEvent) {
        if list != nil, watched.contains(node.start) { watchedNodes.append(node) }
        let anchor = anchors.add(node, in: bytes)
        let matched = place(node)
        let isList = matched == path.count
        if isList {
            list = List(
                node: node, keyEnd: levels.last?.key?.end ?? 0,
                keyColumn: levels.last?.key?.column ?? -2)
        }
        let ownsCase = placeInList(node)
        nameCase(by: node)
        lastLiteral = chomping(of: node)
        if levels.isEmpty { root = node }
        guard node.isCollection else {
            if ownsCase { endCase(at: node.end) }
            return
        }
        noteCandidate(node)
        levels.append(
            Level(
                matched: isList ? -1 : matched, isSequence: node.kind == .sequence, isList: isList,
                ownsCase: ownsCase, anchor: anchor))
    }

    mutating func finish(end: Int) {
        let level = levels.removeLast()
        if let anchor = level.anchor { anchors.finish(anchor, end: end) }
        if level.ownsCase { endCase(at: end) }
        if levels.isEmpty { rootEnd = end }
    }

    /// How many keys of the path lead to a node; -1 beside the path.
    private mutating func place(_ node: YAMLNodeEvent) -> Int {
        guard let last = levels.indices.last else { return 0 }
        let level = levels[last]
        if node.role == .key {
            levels[last].key = node
            levels[last].keyMatches =
                level.matched >= 0 && level.matched < path.count
                && YAMLScalar.text(of: node, in: bytes) == path[level.matched]
            return -1
        }
        return node.role == .value && level.keyMatches ? level.matched + 1 : -1
    }

    /// True when the node is a case, or the value of an entry that is one.
    private mutating func placeInList(_ node: YAMLNodeEvent) -> Bool {
        guard let level = levels.last, level.isList else { return false }
        switch node.role {
        case .item:
            items.append(
                Item(
                    marker: list?.node.isFlow == true ? node.start : node.marker, node: node,
                    end: node.end))
            return true
        case .key:
            guard !level.isSequence else { return false }
            items.append(
                Item(
                    marker: node.start, node: node, end: node.end,
                    name: NamedBy(rank: 0, scalar: node)))
            return false
        case .value:
            guard !level.isSequence, !items.isEmpty else { return false }
            items[items.count - 1].node = node
            return true
        case .root:
            return false
        }
    }

    private mutating func nameCase(by node: YAMLNodeEvent) {
        guard let level = levels.last, level.ownsCase, !level.isSequence else { return }
        if node.role == .key {
            let isQuoted = node.kind == .quoted && node.end - node.content > 2
            let key = bytes[(node.content + (isQuoted ? 1 : 0))..<(node.end - (isQuoted ? 1 : 0))]
            nameRank = Self.namingKeys.firstIndex { $0.count == key.count && key.elementsEqual($0) }
        } else if let rank = nameRank, !node.isCollection, node.kind != .alias {
            nameRank = nil
            let index = items.count - 1
            guard items[index].name.map({ $0.rank > rank + 1 }) ?? true else { return }
            items[index].name = NamedBy(rank: rank + 1, scalar: node)
        }
    }

    /// The keys that name a case, the strongest first.
    private static let namingKeys = ["name", "description", "id"].map { Array($0.utf8) }

    private mutating func endCase(at end: Int) {
        items[items.count - 1].end = end
        items[items.count - 1].lastLiteral = lastLiteral
    }

    private mutating func noteCandidate(_ node: YAMLNodeEvent) {
        guard (1...2).contains(levels.count), node.role == .value, candidates.count < 12 else {
            return
        }
        let keys = levels.compactMap { $0.key }.compactMap { YAMLScalar.text(of: $0, in: bytes) }
        guard keys.count == levels.count, node.kind == .sequence else { return }
        candidates.append(keys.joined(separator: "."))
    }

    private func chomping(of node: YAMLNodeEvent) -> Chomping {
        guard node.kind == .literal else { return Chomping() }
        let header = bytes[node.content..<min(node.content + 3, node.end)]
        return Chomping(
            isOpen: !header.contains(UInt8(ascii: "-")),
            takesBlankLines: header.contains(UInt8(ascii: "+")))
    }
}
