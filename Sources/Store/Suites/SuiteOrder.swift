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

    private static func word(of line: ArraySlice<UInt8>) -> [UInt8] {
        let blanks: Set<UInt8> = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")]
        let start = line.drop { blanks.contains($0) }
        guard let end = start.lastIndex(where: { !blanks.contains($0) }) else { return [] }
        return Array(start[...end])
    }
}
