/// Which lines belong to each case of a block list or a block map.
struct CaseRegions {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// The column of the dashes or keys.
    private let column: Int
    /// True when the list is the whole file.
    private let isRoot: Bool
    /// A byte of the line behind which the list's own lines begin; -1 for the first line.
    private let listStart: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, column: Int, isRoot: Bool, listStart: Int) {
        self.bytes = bytes
        self.column = column
        self.isRoot = isRoot
        self.listStart = listStart
    }

    /// The regions in order; nil when a case does not begin its line.
    func regions(of items: [SuiteOutline.Item]) -> [Range<Int>]? {
        var regions: [Range<Int>] = []
        regions.reserveCapacity(items.count)
        var bound = isRoot || listStart < 0 ? 0 : endOfLine(at: listStart)
        for item in items {
            let line = startOfLine(at: item.marker)
            guard bytes[line..<item.marker].allSatisfy({ $0 == 0x20 }) else { return nil }
            let start = startOfComments(above: line, notBefore: bound)
            let end = endOfComments(below: endOfLine(at: max(item.end - 1, item.marker)))
            regions.append(start..<end)
            bound = end
        }
        return regions
    }

    /// The start of the comment lines that stand directly above a line.
    private func startOfComments(above line: Int, notBefore bound: Int) -> Int {
        var start = line
        while start > bound {
            let previous = startOfLine(at: start - 1)
            // One that is indented further could become a part of a block scalar above it.
            guard previous >= bound, isComment(previous), firstText(previous) - previous <= column
            else { break }
            start = previous
        }
        // What begins the file speaks of the file.
        return isRoot && start == 0 && line > 0 ? line : start
    }

    /// The end of the comment lines that follow and are indented further than the column.
    private func endOfComments(below end: Int) -> Int {
        var accepted = end
        var line = end
        while line < bytes.count {
            let text = firstText(line)
            if text >= bytes.count { break }
            let isBlank = bytes[text] == 0x0A || bytes[text] == 0x0D
            if !isBlank {
                guard isComment(line), text - line > column else { break }
                accepted = endOfLine(at: text)
            }
            line = endOfLine(at: text)
        }
        return accepted
    }

    private func isComment(_ line: Int) -> Bool {
        let text = firstText(line)
        return text < bytes.count && bytes[text] == UInt8(ascii: "#")
    }

    private func firstText(_ line: Int) -> Int {
        var offset = line
        while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
        return offset
    }

    private func startOfLine(at offset: Int) -> Int {
        var start = offset
        while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
        // A byte order mark is not part of the first line.
        if start == 0, bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB {
            return min(3, offset)
        }
        return start
    }

    private func endOfLine(at offset: Int) -> Int {
        var end = offset
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        return min(end + 1, bytes.count)
    }
}
