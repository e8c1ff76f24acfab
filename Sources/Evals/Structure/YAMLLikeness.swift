/// Whether two stretches of YAML say the same, whatever their indentation and line ends.
struct YAMLLikeness {
    private let left: [UInt8]
    private let right: [UInt8]

    init(_ left: [UInt8], _ right: [UInt8]) {
        self.left = left
        self.right = right
    }

    /// True when the nodes are alike one by one; the first ones may play different roles.
    func holds(
        _ leftNodes: some Collection<YAMLNodeEvent>, _ rightNodes: some Collection<YAMLNodeEvent>
    ) -> Bool {
        guard leftNodes.count == rightNodes.count else { return false }
        var isFirst = true
        for (one, other) in zip(leftNodes, rightNodes) {
            guard one.kind == other.kind, isFirst || one.role == other.role,
                same(one.anchor, other.anchor), same(one.tag, other.tag), sameContent(one, other)
            else { return false }
            isFirst = false
        }
        return true
    }

    private func same(_ one: Range<Int>?, _ other: Range<Int>?) -> Bool {
        switch (one, other) {
        case (nil, nil): true
        case (let one?, let other?): left[one].elementsEqual(right[other])
        default: false
        }
    }

    private func sameContent(_ one: YAMLNodeEvent, _ other: YAMLNodeEvent) -> Bool {
        switch one.kind {
        case .mapping, .sequence, .empty, .alias: true
        case .plain, .quoted:
            Self.folded(left[one.content..<one.end])
                == Self.folded(right[other.content..<other.end])
        case .literal:
            Self.lines(left[one.content..<one.end], depth: one.literalDepth)
                == Self.lines(right[other.content..<other.end], depth: other.literalDepth)
        }
    }

    /// The bytes without what indentation and line ends bring into a scalar of several lines.
    private static func folded(_ content: ArraySlice<UInt8>) -> [UInt8] {
        guard content.contains(0x0A) else { return Array(content) }
        var output: [UInt8] = []
        var isAtStart = false
        for byte in content {
            switch byte {
            case 0x0D: continue
            case 0x0A: isAtStart = true
            case 0x20, 0x09: if isAtStart { continue }
            default: isAtStart = false
            }
            output.append(byte)
        }
        return output
    }

    /// The lines of a block scalar without their indentation, the header first.
    private static func lines(_ content: ArraySlice<UInt8>, depth: Int) -> [[UInt8]] {
        var lines = content.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
            .map { index, line in
                var line = line
                if line.last == 0x0D { line.removeLast() }
                return index == 0
                    ? Array(line.prefix { $0 != 0x20 && $0 != 0x09 && $0 != UInt8(ascii: "#") })
                    : Array(line.dropFirst(min(depth, line.prefix { $0 == 0x20 }.count)))
            }
        if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
