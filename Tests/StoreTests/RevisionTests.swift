import Store
import Testing
import Traces

@Suite struct RevisionTests {
    let fixture: SuiteFixture

    init() throws {
        fixture = try SuiteFixture()
    }

    @Test("saving in place makes a revision of what was there and one of what is new")
    func inPlace() throws {
        let file = try fixture.settled("a.yaml", "one")
        for text in ["two", "three"] {
            _ = try fixture.writer.resize(file.id, to: 0, at: fixture.now())
            try fixture.write(text, to: file.id)
        }
        // "two" was nobody's revision yet when it was cut away.
        #expect(try fixture.history("a.yaml") == ["one", "two"])
        _ = try fixture.writer.settle(file.id, at: fixture.now())
        #expect(try fixture.history("a.yaml") == ["one", "two", "three"])
    }

    @Test("settling twice, or after writing the same again, makes no second revision")
    func same() throws {
        let file = try fixture.settled("a.yaml", "one")
        _ = try fixture.writer.settle(file.id, at: fixture.now())
        try fixture.write("one", to: file.id)
        _ = try fixture.writer.settle(file.id, at: fixture.now())
        #expect(try fixture.history("a.yaml") == ["one"])
        #expect(try fixture.unusedBlocks() == 0)
    }

    @Test("a temporary file that is renamed onto a case is the case's next revision")
    func atomicSave() throws {
        try fixture.settled("a.yaml", "one")
        let temporary = try fixture.make(".a.yaml.tmp.1234")
        try fixture.write("two", to: temporary.id)
        let renamed = try fixture.writer.rename(
            fixture.place(".a.yaml.tmp.1234"), to: fixture.place("a.yaml"), keepsExisting: false,
            at: fixture.now())
        #expect(renamed.id == temporary.id && !renamed.isDraft)
        #expect(try fixture.history("a.yaml") == ["one", "two"])
        #expect(try fixture.names() == ["a.yaml"])
    }

    @Test("a case that is moved aside and written anew continues its history")
    func backupSave() throws {
        let old = try fixture.settled("a.yaml", "one")
        _ = try fixture.writer.rename(
            fixture.place("a.yaml"), to: fixture.place("a.yaml~"), keepsExisting: false,
            at: fixture.now())
        try fixture.settled("a.yaml", "two")
        try fixture.writer.unlink(fixture.place("a.yaml~"), at: fixture.now())
        #expect(try fixture.history("a.yaml") == ["one", "two"])
        #expect(try fixture.text(of: old.id) == "one", "who has it open still reads it")
    }

    @Test("a case that is renamed takes its history along, one that is removed leaves it")
    func renamedAndRemoved() throws {
        try fixture.settled("a.yaml", "one")
        _ = try fixture.writer.rename(
            fixture.place("a.yaml"), to: fixture.place("b.yaml"), keepsExisting: true,
            at: fixture.now())
        #expect(try fixture.history("b.yaml") == ["one"] && fixture.history("a.yaml").isEmpty)
        try fixture.writer.unlink(fixture.place("b.yaml"), at: fixture.now())
        #expect(try fixture.names().isEmpty)
        #expect(try fixture.history("b.yaml") == ["one"])
        #expect(try fixture.reader.documentNames(of: fixture.suite.id, in: .cases) == ["b.yaml"])
    }

    @Test("a rename that may not replace leaves both files as they are")
    func keepsExisting() throws {
        try fixture.settled("a.yaml", "one")
        try fixture.settled("b.yaml", "two")
        let error = #expect(throws: StoreError.self) {
            try fixture.writer.rename(
                fixture.place("a.yaml"), to: fixture.place("b.yaml"), keepsExisting: true,
                at: fixture.now())
        }
        #expect(error?.code == .exists)
        #expect(try fixture.text("a.yaml") == "one" && fixture.text("b.yaml") == "two")
    }

    @Test("a command's version takes the name, and what was being written is a revision")
    func commandDuringDraft() throws {
        let file = try fixture.settled("a.yaml", "one")
        _ = try fixture.writer.resize(file.id, to: 0, at: fixture.now())
        try fixture.write("draft", to: file.id)
        let new = try fixture.command.replace(
            fixture.place("a.yaml"), with: Array("command".utf8), at: fixture.now())
        #expect(new.id != file.id)
        #expect(try fixture.history("a.yaml") == ["one", "draft", "command"])
        #expect(try fixture.names() == ["a.yaml"])
    }

    @Test("what is written on after another version took the name is kept beside it")
    func lostUpdate() throws {
        let file = try fixture.settled("a.yaml", "one")
        _ = try fixture.writer.resize(file.id, to: 0, at: fixture.now())
        try fixture.write("first half", to: file.id)
        _ = try fixture.command.replace(
            fixture.place("a.yaml"), with: Array("command".utf8), at: fixture.now())
        try fixture.write(", second half", to: file.id, at: 10)
        let names = try fixture.names()
        #expect(names.count == 2 && names[0].hasPrefix("a.conflict-2026"))
        #expect(try fixture.text("a.yaml") == "command")
        #expect(try fixture.text(names[0]) == "first half, second half")
        #expect(SuiteFileKind(fixture.place(names[0])) == .conflict)
        let error = #expect(throws: StoreError.self) {
            let again = try fixture.settled("b.yaml", "x")
            _ = try fixture.command.replace(fixture.place("b.yaml"), with: [], at: fixture.now())
            _ = try fixture.writer.resize(again.id, to: 0, at: fixture.now())
        }
        #expect(error?.code == .stale, "who opens a file to save it anew is led to the new one")
    }

    @Test("changes of files that were looked at are made together, or not at all")
    func together() throws {
        let one = try fixture.settled("a.yaml", "one")
        let (first, second) = (fixture.place("a.yaml"), fixture.place("b.yaml"))
        try fixture.command.apply(
            [
                SuiteChange(second, version: nil, .put(Array("new".utf8))),
                SuiteChange(first, version: one.version, .put(Array("two".utf8))),
            ], of: first.suite, at: fixture.now())
        let error = #expect(throws: StoreError.self) {
            try fixture.command.apply(
                [
                    SuiteChange(fixture.place("c.yaml"), version: nil, .put([])),
                    SuiteChange(first, version: one.version, .remove),
                ], of: first.suite, at: fixture.now())
        }
        #expect(error?.code == .stale)
        #expect(try fixture.text("a.yaml") == "two")
        #expect(try fixture.names() == ["a.yaml", "b.yaml"])
        let two = try #require(try fixture.reader.file(at: first))
        try fixture.command.apply(
            [
                SuiteChange(first, version: two.version, .rename(to: "d.yaml")),
                SuiteChange(
                    second, version: try fixture.reader.file(at: second)?.version, .remove),
            ], of: first.suite, at: fixture.now())
        #expect(try fixture.names() == ["d.yaml"])
    }

    @Test("a thousand revisions are kept, and blocks that nothing shows are not")
    func pruned() throws {
        let file = try fixture.make("a.yaml")
        for number in 1...1_100 {
            try fixture.write("revision \(number)\n", to: file.id)
            _ = try fixture.writer.settle(file.id, at: fixture.now())
        }
        let kept = try fixture.reader.revisions(of: fixture.place("a.yaml"))
        #expect((1_000...1_020).contains(kept.count) && kept.first?.number == 1_100)
        #expect(try fixture.unusedBlocks() == 0)
    }

    @Test("what another process changes is told with whether it was this one")
    func changes() throws {
        let file = try fixture.settled("a.yaml", "one")
        let latest = try fixture.reader.latestFileChange()
        let other = try fixture.temporary.open()
        _ = try Array("two".utf8).withUnsafeBytes {
            try other.suiteWriter(account: nil, origin: .mount)
                .write($0, to: file.id, at: 0, at: fixture.now())
        }
        let changes = try #require(try fixture.reader.fileChanges(after: latest))
        #expect(changes.map(\.file) == [file.id] && changes.map(\.isOwn) == [false])
        #expect(try other.reader(account: nil).fileChanges(after: latest)?.map(\.isOwn) == [true])
    }

    @Test("what a suite and its linked file agree on is what was given last, wherever parts came")
    func agreement() throws {
        let suite = fixture.suite.id
        try fixture.writer.link(suite, to: "/suite.yaml", casesPath: "cases", at: fixture.now())
        func part(_ name: String, _ text: String) -> LinkedPart {
            let digest = ContentDigest(of: Array(text.utf8))
            return LinkedPart(name: name, linkedDigest: digest, storedDigest: digest)
        }
        let all = ["", "a", "b", "c"].map { part($0, $0) }
        let states = [
            all, [all[0], part("a", "other"), all[2], all[3]],
            [all[0], part("new", "new"), all[1], all[2], all[3]], [all[0], all[3], all[1]], [],
        ]
        for state in states {
            try fixture.writer.carryOver(
                [], agreement: state, problems: nil, of: suite, at: fixture.now())
            #expect(try fixture.reader.agreement(of: suite) == state)
        }
    }

    @Test("the files that were not checked are those that changed since, without drafts")
    func unchecked() throws {
        let file = try fixture.settled("a.yaml", "one")
        try fixture.settled("b.yaml", "two")
        try fixture.settled("a.yaml.tmp", "no case")
        func unchecked() throws -> [String] {
            try fixture.reader.uncheckedFiles(of: fixture.suite.id).compactMap(\.name)
                .filter { $0.hasPrefix("a") || $0.hasPrefix("b") }
        }
        #expect(try unchecked() == ["a.yaml", "b.yaml"])
        let row = try #require(try fixture.reader.file(file.id))
        try fixture.writer.setProblems([(file: row, problems: "wrong")])
        #expect(try unchecked() == ["b.yaml"])
        try fixture.write("two", to: file.id)
        #expect(try unchecked() == ["b.yaml"])
        _ = try fixture.writer.settle(file.id, at: fixture.now())
        #expect(try unchecked() == ["a.yaml", "b.yaml"])
    }
}
