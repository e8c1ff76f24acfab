import Testing

@testable import Rendering

@Suite struct TextLedgerTests {
    private let log = (1...12).map { "line \($0) of a log that says something unusual" }

    private func folded(
        _ text: String, after pages: [(String, String)], for page: String = "b/x.md"
    )
        -> String?
    {
        var ledger = TextLedger()
        for (path, text) in pages { ledger.register(page: path, Array(text.utf8)) }
        return ledger.folded(Array(text.utf8), for: page).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    @Test("lines that another page shows are one reference, whatever their indentation")
    func lines() {
        let page = "head\n" + log.map { "    " + $0 }.joined(separator: "\n") + "\n"
        let text = "before\n" + log.joined(separator: "\n") + "\nafter"
        #expect(
            folded(text, after: [("a/y.md", page)]) == """
                before
                [12 lines, 530 bytes "line 1 of a log that says something unus…": as in ../a/y.md:2-13]
                after
                """)
    }

    @Test("160 bytes are shown again, 161 are not")
    func threshold() {
        let line = String(repeating: "x", count: 40)
        let short = (1...4).map { "\(line.dropLast())\($0)" }.joined(separator: "\n")
        #expect(folded(short + "\nend", after: [("a", short)]) == nil)
        #expect(folded(short + "5\nend", after: [("a", short + "5")]) != nil)
    }

    @Test("a passage within a long line is found wherever it stands")
    func passage() throws {
        let passage = (1...30).map { "word\($0)" }.joined(separator: " ")
        let page = "something before it: " + passage + " and then more of another kind"
        let text = "another beginning (" + passage + ") another end"
        let result = try #require(folded(text, after: [("a.txt", page)], for: "b.txt"))
        #expect(result.hasPrefix("another beginning ("))
        #expect(result.hasSuffix("as in a.txt:1]) another end"))
        #expect(!result.contains("word15"))
    }

    @Test("a first line that is told with something before it belongs to the passage")
    func firstLine() throws {
        let page = "out: " + log[0] + "\n" + log[1...3].joined(separator: "\n") + "\nrest"
        let text = log[0...3].joined(separator: "\n")
        let result = try #require(folded(text, after: [("a.txt", page)], for: "b.txt"))
        #expect(result.split(separator: "\n").count <= 2)
    }

    @Test("a page that refers counts as showing what it refers to")
    func unfolded() throws {
        var ledger = TextLedger()
        ledger.register(page: "a.txt", Array(log[0...5].joined(separator: "\n").utf8))
        let text = "own beginning\n" + log[0...5].joined(separator: "\n") + "\nown end"
        let second = ledger.folded(Array(text.utf8), for: "b.txt")
        ledger.register(page: "b.txt", try #require(second))
        let third = ledger.folded(Array(text.utf8), for: "c.txt")
        let shown = String(decoding: try #require(third), as: UTF8.self)
        #expect(
            shown
                == #"[8 lines, 285 bytes "own beginning line 1 of a log that says…": as in b.txt:1-3]"#
        )
    }

    @Test("characters stay whole at the edges of a passage")
    func characters() throws {
        let passage = (1...60).map { "äö\($0)ü" }.joined()
        let result = try #require(
            folded("é" + passage + "é" + log[0], after: [("a", "è" + passage + "è" + log[1])]))
        #expect(!result.contains("\u{fffd}"))
    }

    @Test("references and what stands between them are the whole text")
    func nothingIsLost() {
        for seed in 1..<200 {
            let lines = (0..<40).map { log[($0 * seed + seed / 7) % 12] + ($0 % 5 == 0 ? "!" : "") }
            let page = lines[(seed % 20)...].joined(separator: "\n")
            let text =
                lines.reversed().joined(separator: "\n") + "\n" + lines.joined(separator: "\n")
            var ledger = TextLedger()
            ledger.register(page: "a.txt", Array(page.utf8))
            let shown = ledger.folded(Array(text.utf8), for: "b.txt") ?? Array(text.utf8)
            ledger.register(page: "b.txt", shown)
            #expect(ledger.pages[1].text == Array(text.utf8), "seed \(seed)")
        }
    }
}
