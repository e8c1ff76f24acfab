/// Writes the text of a case as lines of a suite file.
struct CaseWriter {
    private let shape: SuiteLayout.Shape
    private let column: Int
    private let newline: [UInt8]
    /// The lines of the text, without blank ones at both ends, in the newline style of the file.
    private let lines: [[UInt8]]
    /// The line on which the value begins.
    private let first: Int
    private let isBlockCollection: Bool
    private let isLiteral: Bool

    init(_ fragment: YAMLFragment, layout: SuiteLayout, newline: [UInt8]) {
        shape = layout.shape
        column = layout.column
        self.newline = newline
        let root = fragment.nodes[0]
        isLiteral = root.kind == .literal
        isBlockCollection = root.isCollection && !root.isFlow
        var lines = Self.split(fragment.bytes, newline: newline)
        let before = fragment.bytes[..<root.start].count { $0 == 0x0A }
        let content = fragment.bytes[..<fragment.end].count { $0 == 0x0A }
        while let last = lines.last, lines.count > content + 1, Self.isBlank(last) {
            lines.removeLast()
        }
        let leading = min(lines.prefix { Self.isBlank($0) }.count, before)
        self.lines = Array(lines.dropFirst(leading))
        first = before - leading
    }

    /// The lines in the way of a case that is there.
    func lines(like place: SuiteLayout.Place) -> [UInt8] {
        written(0..<lines.count, column: column, width: width(like: place)).flatMap { $0 }
    }

    /// The lines of the first case of a list that has none.
    func linesOfFirst() -> [UInt8] {
        let column = max(column + 2, 0)
        let width = isBlockCollection ? column + 2 : isLiteral ? column : column + 1
        return written(0..<lines.count, column: column, width: width).flatMap { $0 }
    }

    /// The lines in place of an old text, of which those at the beginning and the end that are the
    /// same keep their bytes.
    func lines(reusing old: CaseText, of place: SuiteLayout.Place) -> [UInt8] {
        let width = width(like: place)
        let common = zip(lines, old.lines).prefix { $0.elementsEqual(old.text(of: $1)) }.count
        let dash =
            shape == .list
            ? old.lines.firstIndex { $0.original.contains(place.marker) } ?? 0 : -1
        let isDashKept = common > dash
        let start = isDashKept ? common : min(common, first)
        let newEnd = isDashKept ? start : max(first + 1, start)
        let oldEnd = isDashKept ? start : max(dash + 1, start)
        guard width == place.width || shape == .entries, newEnd <= lines.count else {
            return lines(like: place)
        }
        let same = zip(lines[newEnd...].reversed(), old.lines.dropFirst(oldEnd).reversed())
            .prefix { $0.elementsEqual(old.text(of: $1)) }.count
        var output = old.lines[..<start].flatMap { old.bytes(of: $0) }
        let end = lines.count - same
        if isDashKept {
            for line in lines[start..<end] { output += indented(line, by: width) }
        } else {
            output += written(start..<end, column: column, width: width).flatMap { $0 }
        }
        return output + old.lines.suffix(same).flatMap { old.bytes(of: $0) }
    }

    private func width(like place: SuiteLayout.Place) -> Int {
        guard shape != .entries else { return column }
        guard isBlockCollection else { return isLiteral ? column : column + 1 }
        return max(place.width, column + 2)
    }

    /// Lines with their indentation and the dash.
    private func written(_ range: Range<Int>, column: Int, width: Int) -> [[UInt8]] {
        guard shape != .entries else { return lines[range].map { indented($0, by: column) } }
        // A blank line between a comment and the dash would cut the comment off.
        let isTorn = lines[..<first].contains { Self.isBlank($0) }
        let dash = isTorn ? 0 : first
        let lead = spaces(column) + [UInt8(ascii: "-")] + spaces(max(width - column - 1, 1))
        return range.map { index in
            if index == dash { return lead + lines[index] }
            return indented(lines[index], by: index < dash ? column : width)
        }
    }

    private func indented(_ line: [UInt8], by count: Int) -> [UInt8] {
        let isEmpty = line == newline || line == [0x0A]
        return isEmpty ? line : spaces(count) + line
    }

    private func spaces(_ count: Int) -> [UInt8] { Array(repeating: 0x20, count: count) }

    private static func split(_ bytes: [UInt8], newline: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            var line = Array(bytes[start..<end])
            if line.last == 0x0D { line.removeLast() }
            lines.append(line + newline)
            start = end + 1
        }
        return lines
    }

    private static func isBlank(_ line: [UInt8]) -> Bool {
        line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
    }
}

extension CaseText {
    func bytes(of line: Line) -> ArraySlice<UInt8> { source[line.original] }
}

extension YAMLFragment {
    /// The last line's newline is a part of the value.
    var endsInOpenLiteral: Bool {
        guard let last = nodes.last, last.kind == .literal else { return false }
        return !bytes[last.content..<min(last.content + 3, last.end)].contains(UInt8(ascii: "-"))
    }
}
