/// An anchor with the node that it names, or an alias.
struct AnchorUse {
    let isAlias: Bool
    /// The name as text.
    let name: String
    /// Where the node begins, with the anchor and a tag; where the alias begins, with its star.
    let start: Int
    /// Where the content begins.
    let content: Int
    /// The byte after the node.
    var end: Int
    let kind: YAMLNodeEvent.Kind
    let role: YAMLNodeEvent.Role
    let isFlow: Bool
    let column: Int
    let enclosing: Int
    let tag: Range<Int>?
    /// For an alias the index of the anchor that it stands for; nil where there is none.
    var definition: Int?

    var isBlockCollection: Bool { (kind == .mapping || kind == .sequence) && !isFlow }

    /// The value on one line, in brackets or quotes; nil when it cannot be read.
    ///
    /// `body` are its lines as they stand in the file, without the indentation of the first one.
    func flowText(of body: [UInt8]) -> [UInt8]? {
        guard !isBlockCollection else {
            return FlowText.written(Array(repeating: 0x20, count: column) + body)
        }
        // A block text may say how far it is indented from what is around it.
        let lines = body.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
            .map { index, line in
                let spaces = min(max(enclosing, 0), line.prefix { $0 == 0x20 }.count)
                return index == 0 ? line : line.dropFirst(spaces)
            }
        return FlowText.written(Array(lines.joined(separator: [0x0A])))
    }
}

/// Collects the anchors and aliases of a text, each alias with the anchor that it stands for.
struct AnchorTable {
    private(set) var uses: [AnchorUse] = []
    private var visible: [String: Int] = [:]

    /// The index of the use that a node is; nil for a node without anchor.
    mutating func add(
        _ node: YAMLNodeEvent, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        guard let range = node.anchor else { return nil }
        let name = String(decoding: bytes[range], as: UTF8.self)
        let isAlias = node.kind == .alias
        let index = uses.count
        uses.append(
            AnchorUse(
                isAlias: isAlias, name: name, start: node.start, content: node.content,
                end: node.end, kind: node.kind, role: node.role, isFlow: node.isFlow,
                column: node.column, enclosing: node.enclosing, tag: node.tag,
                definition: isAlias ? visible[name] : nil))
        if !isAlias { visible[name] = index }
        return isAlias ? nil : index
    }

    mutating func finish(_ index: Int, end: Int) {
        uses[index].end = end
    }

    /// The indices of the uses that begin in a range of the text.
    func indices(in range: Range<Int>) -> Range<Int> {
        first(from: range.lowerBound)..<first(from: range.upperBound)
    }

    /// The anchors that are visible before an offset, by name.
    func visible(before offset: Int) -> [String: Int] {
        var visible: [String: Int] = [:]
        for index in 0..<first(from: offset) where !uses[index].isAlias {
            visible[uses[index].name] = index
        }
        return visible
    }

    private func first(from offset: Int) -> Int {
        var low = 0
        var high = uses.count
        while low < high {
            let middle = (low + high) / 2
            if uses[middle].start < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
