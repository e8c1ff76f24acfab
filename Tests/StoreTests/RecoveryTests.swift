import Store
import Testing
import Traces

@Suite struct RecoveryTests {
    let fixture: SuiteFixture

    init() throws {
        fixture = try SuiteFixture()
    }

    @Test("an empty draft is dropped, and the case shows its latest revision")
    func emptyDraft() throws {
        let file = try fixture.settled("a.yaml", "one")
        _ = try fixture.writer.resize(file.id, to: 0, at: fixture.now())
        try fixture.writer.setAside(file.id, at: fixture.now())
        #expect(try fixture.text("a.yaml") == "one")
        #expect(try fixture.names() == ["a.yaml"])
    }

    @Test("a draft that was cut short is kept beside the case")
    func cutShort() throws {
        let file = try fixture.settled("a.yaml", "one")
        _ = try fixture.writer.resize(file.id, to: 0, at: fixture.now())
        try fixture.write("half", to: file.id)
        try fixture.writer.setAside(file.id, at: fixture.now())
        let names = try fixture.names()
        #expect(names.count == 2 && names.last == "a.yaml")
        #expect(try fixture.text("a.yaml") == "one" && fixture.text(names[0]) == "half")
    }

    @Test("a case that an editor had just moved aside is given back")
    func movedAside() throws {
        try fixture.settled("a.yaml", "one")
        _ = try fixture.writer.rename(
            fixture.place("a.yaml"), to: fixture.place("a.yaml~"), keepsExisting: false,
            at: fixture.now())
        #expect(try fixture.writer.restoreMovedAside(at: fixture.now()) == [fixture.suite.id])
        #expect(try fixture.text("a.yaml") == "one" && fixture.text("a.yaml~") == "one")
        #expect(try fixture.writer.restoreMovedAside(at: fixture.now()).isEmpty)
    }

    @Test("temporary files are forgotten when nobody has changed them, and nothing else is")
    func forgotten() throws {
        try fixture.settled("a.yaml", "one")
        for name in ["a.yaml~", ".a.yaml.swp", "4913", "sedAbC123", "notes.txt", "x.tmp.12.ab"] {
            try fixture.make(name)
        }
        let open = try fixture.make(".b.yaml.swp")
        let later = fixture.now()
        try fixture.make("late~")
        try fixture.writer.forgetUnused(before: later, at: fixture.now())
        #expect(try fixture.names() == ["a.yaml", "late~", "notes.txt"])
        #expect(try fixture.write("still open", to: open.id).sizeBytes == 10)
        try fixture.writer.forgetUnused(before: fixture.now(), at: fixture.now())
        #expect(
            try fixture.reader.file(open.id) == nil && fixture.names() == ["a.yaml", "notes.txt"])
        #expect(try fixture.unusedBlocks() == 0)
    }

    @Test("the order gets a line for each case, and keeps what was written")
    func order() throws {
        for name in ["a.yaml", "b.yaml", "c.yaml", "d.yaml~"] { try fixture.settled(name, name) }
        let place = SuitePlace(suite: fixture.suite.id, directory: .suite, name: "order.txt")
        func text() throws -> String {
            try fixture.text(of: #require(try fixture.reader.file(at: place)).id)
        }
        try fixture.writer.bringOrderUpToDate(of: fixture.suite.id, at: fixture.now())
        #expect(try text() == "a.yaml\nb.yaml\nc.yaml\n")
        _ = try fixture.command.replace(
            place, with: Array("# worst first\n\nc.yaml\r\nno.yaml\n  a".utf8), at: fixture.now())
        try fixture.writer.bringOrderUpToDate(of: fixture.suite.id, at: fixture.now())
        #expect(try text() == "# worst first\n\nc.yaml\r\nno.yaml\n  a\nb.yaml\n")
        #expect(
            try fixture.reader.cases(of: fixture.suite.id).map(\.name) == [
                "c.yaml", "a.yaml", "b.yaml",
            ])
    }

    @Test("a suite with cases is not removed, and one without takes nothing of its history away")
    func removedSuite() throws {
        try fixture.settled("a.yaml", "one")
        let error = #expect(throws: StoreError.self) {
            try fixture.writer.removeSuite(fixture.suite.id, at: fixture.now())
        }
        #expect(error?.code == .notEmpty)
        try fixture.writer.unlink(fixture.place("a.yaml"), at: fixture.now())
        try fixture.writer.removeSuite(fixture.suite.id, at: fixture.now())
        #expect(try fixture.reader.suites().isEmpty)
        #expect(throws: Never.self) {
            try fixture.writer.makeSuite(named: "pirate", files: [], at: fixture.now())
        }
    }
}
