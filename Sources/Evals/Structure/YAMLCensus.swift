/// What a text would cost a reader, and what in it a reader should not meet.
struct YAMLCensus: YAMLSink {
    /// A finding with its place.
    struct Finding {
        let offset: Int
        let text: String
    }

    private struct Level {
        var count = 1
        var anchor: String?
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var levels: [Level] = []
    private var counts: [String: Int] = [:]

    private(set) var nodes = 0
    /// The values that the text stands for once its aliases are expanded.
    private(set) var expanded = 0
    private(set) var tags: [Finding] = []
    private(set) var unknownAliases: [Finding] = []
    /// Keys that are lists or maps, or aliases of which nobody knows what they are.
    private(set) var complexKeys: [Finding] = []
    private(set) var brokenEscape: YAMLFailure?
    private var scalarAnchors: Set<String> = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func begin(_ node: YAMLNodeEvent) {
        nodes += 1
        note(node)
        let name = node.anchor.map { String(decoding: bytes[$0], as: UTF8.self) }
        if node.isCollection {
            levels.append(Level(anchor: name))
            return
        }
        var count = 1
        if node.kind == .alias, let name {
            if let known = counts[name] {
                count = known
            } else {
                unknownAliases.append(Finding(offset: node.start, text: name))
            }
        } else if let name {
            counts[name] = 1
            scalarAnchors.insert(name)
        }
        add(count)
    }

    mutating func finish(end: Int) {
        let level = levels.removeLast()
        if let anchor = level.anchor {
            counts[anchor] = level.count
            scalarAnchors.remove(anchor)
        }
        add(level.count)
    }

    private mutating func add(_ count: Int) {
        guard let last = levels.indices.last else {
            expanded = count
            return
        }
        // Saturates: nine levels of tenfold aliases are more than any limit.
        levels[last].count = min(levels[last].count + count, 1 << 40)
    }

    private mutating func note(_ node: YAMLNodeEvent) {
        if let tag = node.tag, !Self.standardTags.contains(text(tag)) {
            tags.append(Finding(offset: tag.lowerBound, text: text(tag)))
        }
        if node.role == .key {
            let isComplex =
                node.isCollection
                || node.kind == .alias
                    && !scalarAnchors.contains(node.anchor.map(text) ?? "")
            if isComplex { complexKeys.append(Finding(offset: node.start, text: "")) }
        }
        if brokenEscape == nil {
            brokenEscape = YAMLCharacters.firstBrokenEscape(in: node, of: bytes)
        }
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    private static let standardTags: Set<String> = [
        "!", "!!str", "!!int", "!!float", "!!bool", "!!null", "!!map", "!!seq",
    ]
}
