import Rendering
import TestSupport
import Testing
import Traces
import Yams

@Suite struct InteractionPagesTests {
    private let files = InteractionPages.render(
        SampleInteraction.value, facts: SampleInteraction.facts)

    private func text(_ path: String) throws -> String {
        let file = try #require(files.first { $0.path == path }, "no \(path)")
        guard case .bytes(let bytes) = file.body else { return "" }
        return try #require(String(validating: bytes, as: UTF8.self))
    }

    @Test("the whole directory is as recorded")
    func goldenDirectory() throws {
        var listing = ""
        for file in files {
            switch file.body {
            case .bytes(let bytes): listing += "\(file.path) \(bytes.count)\n"
            case .link(let target): listing += "\(file.path) -> \(target)\n"
            }
        }
        try expectGolden(listing, "directory.txt")
    }

    @Test("pages are as recorded", arguments: SamplePages.golden)
    func goldenPages(path: String) throws {
        try expectGolden(try text(path), path.split(separator: "/").joined(separator: "_"))
    }

    @Test("rendering twice gives the same bytes")
    func stable() {
        #expect(
            InteractionPages.render(SampleInteraction.value, facts: SampleInteraction.facts)
                == files)
    }

    @Test("every text page is UTF-8, ends with one newline and shows no hidden character")
    func textIsSafe() throws {
        for file in files where !file.path.hasPrefix("attachments/") {
            guard case .bytes(let bytes) = file.body else { continue }
            let text = try #require(String(validating: bytes, as: UTF8.self), "\(file.path)")
            #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"), "\(file.path)")
            let isShown = text.unicodeScalars.allSatisfy {
                $0 == "\n" || $0 == "\t" || DisplayText.escaped(String($0)) == String($0)
            }
            #expect(isShown, "\(file.path)")
        }
    }

    @Test("every YAML page parses")
    func yamlParses() throws {
        for file in files where file.path.hasSuffix(".yaml") {
            guard case .bytes(let bytes) = file.body else { continue }
            #expect(throws: Never.self, "\(file.path)") {
                _ = try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    @Test("every path that a page names is there")
    func pathsLead() throws {
        let paths = Set(files.map(\.path))
        let directories = Set(
            files.flatMap { file in
                file.path.split(separator: "/").indices.dropFirst().map { _ in
                    file.path.split(separator: "/").dropLast().joined(separator: "/") + "/"
                }
            })
        for file in files {
            guard case .bytes(let bytes) = file.body else { continue }
            let text = String(decoding: bytes, as: UTF8.self)
            for match in text.matches(of: /[\w.\-\/]*(?:tools|llm|spans|attachments)\/[\w.\-\/]+/) {
                guard
                    let target = SamplePages.resolved(
                        String(match.output), from: file.path, isTop: !file.path.contains("/"))
                else { continue }
                let isThere =
                    paths.contains(target) || directories.contains(target)
                    || ["tools/inputs/", "tools/results/"].contains(target)
                #expect(isThere, "\(file.path) names \(match.output)")
            }
        }
    }

    @Test("every line of trace.md leads to a path, and every span is in one")
    func traceLines() throws {
        let lines = try text("trace.md").split(separator: "\n").filter { $0.contains("- +") }
        #expect(lines.allSatisfy { $0.hasSuffix("`") })
        let runs = lines.compactMap { $0.firstMatch(of: /plumbing (\d+) spans/) }
        let folded = runs.reduce(0) { $0 + (Int($1.1) ?? 0) - 1 }
        #expect(lines.count + folded == SampleInteraction.value.steps.count)
    }

    @Test("the system prompt stands in one place")
    func systemPromptOnce() throws {
        let line = "Say what you looked at and what you could not look at."
        let pages = files.filter { file in
            guard case .bytes(let bytes) = file.body else { return false }
            return String(decoding: bytes, as: UTF8.self).contains(line)
        }
        #expect(pages.map(\.path) == ["llm/001-incident-chat/request.md"])
    }

    @Test("an interaction without content renders what is known")
    func emptyInteraction() throws {
        let files = InteractionPages.render(
            Interaction(
                traceID: TraceID(high: 0, low: 1), name: "", title: "", start: .epoch, end: nil,
                status: .running, steps: []),
            facts: InteractionFacts(account: "a", kind: .interaction, directoryName: "d"))
        #expect(files.map(\.path) == ["README.md", "metadata.json", "trace.md"])
    }
}
