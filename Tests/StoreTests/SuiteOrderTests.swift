import Evals
import Store
import Testing
import Traces

@Suite struct SuiteOrderTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("lines that name no case, or one again, stay as they are written and are told")
    func strays() {
        let written = "# ours\n  b.yaml \r\nmissing\na\n\nb\na.yaml"
        let order = SuiteOrder(bytes(written), files: ["a.yaml", "b.yaml", "c.yaml"])
        #expect(order.names == ["b.yaml", "a.yaml", "c.yaml"])
        #expect(text(order.bytes) == written + "\nc.yaml\n")
        #expect(
            order.problems.map(\.description) == [
                "3:1: warning: no case has the file \"missing\"; mend the name, or remove the line",
                "6:1: warning: \"b\" stands on line 2 already, which counts; "
                    + "mend the name, or remove the line",
                "7:1: warning: \"a.yaml\" stands on line 4 already, which counts; "
                    + "mend the name, or remove the line",
            ])
    }

    @Test("of many lines that cannot be used the first ones are told, and that there are more")
    func manyStrays() {
        let lines = (1...1_000).map { "no-\($0)\n" }.joined()
        let order = SuiteOrder(bytes(lines), files: ["a.yaml"])
        #expect(order.problems.count == 21)
        #expect(order.problems.last?.message == "there are more such lines")
        #expect(text(order.bytes) == lines + "a.yaml\n")
    }

    @Test("cases change places around the lines that cannot be used")
    func moves() {
        let order = SuiteOrder(bytes("a\nmissing\nb\na\n"), files: ["a.yaml", "b.yaml"])
        #expect(text(order.following(["b.yaml", "a.yaml"])) == "b\nmissing\na\na\n")
        #expect(
            text(order.moving("a.yaml", besides: "b.yaml", isBehind: true))
                == "missing\nb\na\na\n")
        #expect(text(order.moving("a.yaml", besides: nil, isBehind: true)) == "missing\nb\na\na\n")
        #expect(text(order.renaming("b.yaml", to: "c.yaml")) == "a\nmissing\nc.yaml\na\n")
        #expect(text(order.renaming("b.yaml", to: nil)) == "a\nmissing\na\n")
    }

    @Test(
        "a text with a line for each case stays byte for byte", arguments: ["a\nb", "a\r\nb\n\n"])
    func same(written: String) {
        let order = SuiteOrder(bytes(written), files: ["a.yaml", "b.yaml"])
        #expect(text(order.bytes) == written)
        #expect(text(order.following(["a.yaml", "b.yaml"])) == written)
        #expect(order.problems.isEmpty)
    }

    @Test("a last line that goes takes its missing newline along")
    func openEnd() {
        let order = SuiteOrder(bytes("a\nb\ngone"), files: ["a.yaml", "b.yaml"])
        #expect(text(order.bytes) == "a\nb\ngone")
        #expect(text(order.dropping(["gone.yaml"]).bytes) == "a\nb\n")
        #expect(text(order.renaming("b.yaml", to: nil)) == "a\ngone")
    }

    // MARK: - In the store

    private func order(_ fixture: SuiteFixture) throws -> String {
        let place = SuitePlace(suite: fixture.suite.id, directory: .suite, name: "order.txt")
        return try fixture.text(of: try #require(try fixture.reader.file(at: place)).id)
    }

    private func write(_ order: String, _ fixture: SuiteFixture) throws {
        let place = SuitePlace(suite: fixture.suite.id, directory: .suite, name: "order.txt")
        _ = try fixture.command.replace(place, with: bytes(order), at: fixture.now())
    }

    private func tend(_ fixture: SuiteFixture) throws {
        try fixture.writer.bringOrderUpToDate(of: fixture.suite.id, at: fixture.now())
    }

    @Test("the line of a case goes with the case, and what names none from the beginning stays")
    func removed() throws {
        let fixture = try SuiteFixture()
        try fixture.settled("a.yaml", "1")
        try fixture.settled("b.yaml", "2")
        try write("b\nmissing\na\n", fixture)
        try tend(fixture)
        #expect(try order(fixture) == "b\nmissing\na\n")
        try fixture.writer.unlink(fixture.place("b.yaml"), at: fixture.now())
        #expect(try fixture.reader.orderedCaseNames(of: fixture.suite.id) == ["a.yaml"])
        try tend(fixture)
        #expect(try order(fixture) == "missing\na\n")
        // Whoever names it after that is told.
        try write("b\na\n", fixture)
        try tend(fixture)
        #expect(try order(fixture) == "b\na\n")
        let names = try fixture.reader.caseNames(of: fixture.suite.id)
        #expect(
            try fixture.reader.order(of: fixture.suite.id, files: names).problems.map(\.line) == [1]
        )
    }

    @Test("a case that gets another name stays in its place, and one that moves away leaves it")
    func renamed() throws {
        let fixture = try SuiteFixture()
        for name in ["a.yaml", "b.yaml", "c.yaml"] { try fixture.settled(name, name) }
        try write("c\n# next\nb\na\n", fixture)
        func rename(_ name: String, to newName: String) throws {
            _ = try fixture.writer.rename(
                fixture.place(name), to: fixture.place(newName), keepsExisting: false,
                at: fixture.now())
            try tend(fixture)
        }
        try rename("c.yaml", to: "d.yaml")
        #expect(try order(fixture) == "d.yaml\n# next\nb\na\n")
        try rename("d.yaml", to: "a.yaml")
        #expect(try order(fixture) == "# next\nb\na\n")
        try rename("b.yaml", to: "b.txt")
        #expect(try order(fixture) == "# next\na\n")
    }

    @Test("an editor that moves a case aside and writes it anew leaves its line where it was")
    func movedAside() throws {
        let fixture = try SuiteFixture()
        for name in ["a.yaml", "b.yaml"] { try fixture.settled(name, name) }
        try write("b\na\n", fixture)
        _ = try fixture.writer.rename(
            fixture.place("b.yaml"), to: fixture.place("b.yaml~"), keepsExisting: false,
            at: fixture.now())
        try tend(fixture)
        try fixture.settled("b.yaml", "new")
        try tend(fixture)
        #expect(try order(fixture) == "b\na\n")
    }
}
