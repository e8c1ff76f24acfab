import Rendering
import Testing

@Suite struct SafeNameTests {
    static let hostile = [
        "", ".", "..", "-rf", "~", "~root", "a/b", "../../etc/passwd", "a\u{0}b", "a\nb", "a\tb",
        "\u{1b}[31mred", "\u{202e}gnp.exe", "a\u{200b}b", "%2F", "%", "a%", "a\\b", " a ", "a.",
        "CLAUDE.md", "claude.md", "_CLAUDE.md", "__AGENTS.md", "_name", "Makefile", ".git",
        ".claude", ".mcp.json", ".envrc", "index.tsv", "README.md", "name~0123456789",
        "~0123456789", "caf\u{e9}", "cafe\u{301}", "日本語", "👩\u{200d}💻", "\u{e0041}", "con",
    ]

    @Test("a component gives its name back", arguments: hostile)
    func reversible(name: String) throws {
        let component = SafeName.component(name)
        let original = try #require(SafeName.original(of: component), "\(component)")
        #expect(original.utf8.elementsEqual(name.utf8), "\(component)")
    }

    @Test("a component is one visible file name", arguments: hostile)
    func safe(name: String) {
        let component = SafeName.component(name)
        #expect(!component.isEmpty && component.utf8.count <= SafeName.longestBytes)
        #expect(!component.utf8.contains(0x2F) && !component.utf8.contains(0x0A))
        #expect(!component.hasPrefix(".") && !component.hasPrefix("-"))
        #expect(!component.hasPrefix("~") && !component.hasPrefix(" "))
        #expect(DisplayText.escaped(component) == component)
    }

    @Test("different names are different components")
    func injective() {
        let components = Set(Self.hostile.map { Array(SafeName.component($0).utf8) })
        #expect(components.count == Set(Self.hostile.map { Array($0.utf8) }).count)
    }

    @Test("names that agents and tools obey get a mark")
    func reserved() {
        #expect(SafeName.component("CLAUDE.md") == "_CLAUDE.md")
        #expect(SafeName.component("_CLAUDE.md") == "__CLAUDE.md")
        #expect(SafeName.component(".git") == "%2Egit")
        #expect(SafeName.component("makefile") == "_makefile")
    }

    @Test("a long name is cut at a character and told apart by its digest")
    func long() {
        let long = String(repeating: "日本語 ", count: 60)
        let component = SafeName.component(long)
        #expect(component.utf8.count <= SafeName.longestBytes)
        #expect(component.contains(/~[0-9a-f]{10}$/))
        #expect(component != SafeName.component(long + "!"))
        #expect(SafeName.original(of: component) == nil)
        let slashes = String(repeating: "/", count: 200)
        #expect(SafeName.component(slashes).contains(/^(%2F)+~[0-9a-f]{10}$/))
    }

    @Test("names that collide without case, or look the same, are told apart")
    func collisions() {
        let components = SafeName.components(["Report", "report", "caf\u{e9}", "cafe\u{301}", "x"])
        #expect(components[0] == "Report" && components[4] == "x")
        #expect(components[1].hasPrefix("report~"))
        #expect(components[3].contains(/~[0-9a-f]{10}$/))
    }

    @Test(
        "a slug says what the name says",
        arguments: [
            ("search_orders", "search-orders"), ("FinalAnswerTool", "final-answer-tool"),
            ("LiteLLMModel.__call__", "lite-llm-model-call"),
            ("GET /v1/users/42", "get-v1-users-42"),
            ("Größe prüfen", "größe-prüfen"), ("搜索订单", "搜索订单"), ("", "unnamed"),
            ("../..", "unnamed"), ("\u{202e}evil", "evil"), ("HTTPServer2", "http-server2"),
        ])
    func slugs(name: String, slug: String) {
        #expect(SafeName.slug(name) == slug)
    }

    @Test("a slug has at most 48 bytes")
    func slugLength() {
        #expect(SafeName.slug(String(repeating: "word ", count: 50)).utf8.count <= 48)
        #expect(SafeName.slug(String(repeating: "é", count: 200)).utf8.count <= 48)
    }
}
