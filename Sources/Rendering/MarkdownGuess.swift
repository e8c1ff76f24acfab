/// Whether a text looks like Markdown, which decides its file's extension and nothing else.
enum MarkdownGuess {
    /// True for a text with a pair of fences, or with two or more of: a heading between empty lines,
    /// three list items, bold words, a link, a table's rule.
    static func looksLikeMarkdown(_ text: String) -> Bool {
        var signs = Signs()
        var isAfterEmptyLine = true
        // The beginning tells; a log of megabytes need not be read.
        for line in text.utf8.prefix(32_768).split(
            separator: 0x0A, omittingEmptySubsequences: false)
        {
            let line = line.drop { $0 == 0x20 }
            signs.count(line, isAfterEmptyLine: isAfterEmptyLine)
            isAfterEmptyLine = line.isEmpty
        }
        return signs.fences >= 2 || signs.kinds >= 2
    }

    private struct Signs {
        var fences = 0
        private var headings = 0
        private var items = 0
        private var bold = 0
        private var links = 0
        private var rules = 0

        var kinds: Int {
            (headings > 0 ? 1 : 0) + (items >= 3 ? 1 : 0) + (bold > 0 ? 1 : 0)
                + (links > 0 ? 1 : 0) + (rules > 0 ? 1 : 0)
        }

        mutating func count(_ line: Substring.UTF8View, isAfterEmptyLine: Bool) {
            guard let first = line.first else { return }
            let next = line.dropFirst().first
            switch first {
            case UInt8(ascii: "#"):
                let marks = line.prefix { $0 == first }.count
                if isAfterEmptyLine, marks <= 6, line.dropFirst(marks).first == 0x20 {
                    headings += 1
                }
            case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
                if next == 0x20 { items += 1 }
            case UInt8(ascii: "1")...UInt8(ascii: "9"):
                if next == UInt8(ascii: ".") { items += 1 }
            case UInt8(ascii: "`"):
                if line.starts(with: "```".utf8) { fences += 1 }
            case UInt8(ascii: "|"):
                if line.contains(UInt8(ascii: "-")), line.allSatisfy({ "|-: ".utf8.contains($0) }) {
                    rules += 1
                }
            default: break
            }
            countInline(line)
        }

        private mutating func countInline(_ line: Substring.UTF8View) {
            var previous: UInt8 = 0
            var stars = 0
            for byte in line {
                if byte == UInt8(ascii: "*"), previous == byte { stars += 1 }
                if byte == UInt8(ascii: "("), previous == UInt8(ascii: "]") { links += 1 }
                previous = byte
            }
            if stars >= 2 { bold += 1 }
        }
    }
}
