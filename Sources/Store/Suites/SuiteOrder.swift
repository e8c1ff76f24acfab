/// The order of a suite's cases, as `order.txt` says it: the name of a file on each line, `#` begins a comment.
public struct SuiteOrder: Hashable, Sendable {
    /// The names in order, each once: first those that the text names, then the others.
    public let names: [String]
    /// The text with a line for each of them and for nothing else; comments and the bytes of lines stay.
    public let bytes: [UInt8]

    /// Reads a text, for files in the order in which they were made.
    public init(_ text: [UInt8], files: [String]) {
        var rest: [[UInt8]: String] = [:]
        for file in files { rest[Array(file.utf8)] = file }
        var names: [String] = []
        var bytes: [UInt8] = []
        var isLastKept = false
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let word = Self.word(of: line)
            isLastKept = true
            if word.isEmpty || word.first == UInt8(ascii: "#") {
                bytes += line + [UInt8(ascii: "\n")]
            } else if let name = rest.removeValue(forKey: word)
                ?? rest.removeValue(forKey: word + Array(SuiteFileKind.caseEnding.utf8))
            {
                names.append(name)
                bytes += line + [UInt8(ascii: "\n")]
            } else {
                isLastKept = false
            }
        }
        // Behind the last newline the split gives an empty line; a last line without one stays without.
        let isOpen = text.last != UInt8(ascii: "\n")
        if !isOpen || text.isEmpty || rest.isEmpty && isLastKept { bytes.removeLast() }
        for file in files where rest[Array(file.utf8)] != nil {
            rest[Array(file.utf8)] = nil
            names.append(file)
            bytes += Array(file.utf8) + [UInt8(ascii: "\n")]
        }
        self.names = names
        self.bytes = bytes
    }

    /// The text with the lines of these files in the order of the files; all other lines stay where they are.
    public func following(_ files: [String]) -> [UInt8] {
        guard !files.isEmpty, !names.elementsEqual(files, by: { $0.utf8.elementsEqual($1.utf8) })
        else { return bytes }
        var ranks: [[UInt8]: Int] = [:]
        for (rank, file) in files.enumerated() { ranks[Array(file.utf8)] = rank }
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        func rank(of line: ArraySlice<UInt8>) -> Int? {
            let word = Self.word(of: line)
            return ranks[word] ?? ranks[word + Array(SuiteFileKind.caseEnding.utf8)]
        }
        let ranked = lines.indices.compactMap { place in
            rank(of: lines[place]).map { (place: place, rank: $0, line: lines[place]) }
        }
        for (old, new) in zip(ranked, ranked.sorted(by: { $0.rank < $1.rank })) {
            lines[old.place] = new.line
        }
        return Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    }

    /// The text with the line of a file moved before or behind that of another one, or to the end.
    public func moving(_ file: String, besides other: String?, isBehind: Bool) -> [UInt8] {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map(Array.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        func index(of name: String) -> Int? {
            lines.firstIndex { line in
                let word = Self.word(of: line[...])
                return word.elementsEqual(name.utf8)
                    || (word + Array(SuiteFileKind.caseEnding.utf8)).elementsEqual(name.utf8)
            }
        }
        let line = index(of: file).map { lines.remove(at: $0) } ?? Array(file.utf8)
        let target = other.flatMap { index(of: $0) }.map { isBehind ? $0 + 1 : $0 }
        lines.insert(line, at: target ?? lines.count)
        return lines.flatMap { $0 + [UInt8(ascii: "\n")] }
    }

    private static func word(of line: ArraySlice<UInt8>) -> [UInt8] {
        let blanks: Set<UInt8> = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")]
        let start = line.drop { blanks.contains($0) }
        guard let end = start.lastIndex(where: { !blanks.contains($0) }) else { return [] }
        return Array(start[...end])
    }
}
