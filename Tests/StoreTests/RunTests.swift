import Evals
import Store
import Testing
import Traces

@Suite("Runs in the store")
struct RunTests {
    private let temporary: TemporaryStore
    private let store: Store
    private let owner = RunOwner.file("/suites/pirate.yaml")

    init() throws {
        temporary = try TemporaryStore()
        store = try temporary.open()
    }

    private func run(_ name: String, startMs: Int64 = 0) -> EvalRun {
        EvalRun(
            name: name, suite: "pirate", start: Fixture.start.advanced(ms: startMs),
            prompt: PromptFacts(hash: "ab12", characters: 40, overlappingCases: 1),
            target: "model: parrot", judge: "owl",
            cases: [
                RunCase(
                    name: "caf\u{e9}/1", directory: "caf\u{e9}%2F1", text: [0xFF, 0x00, 0x41],
                    hash: "c1", repeatCount: 2),
                RunCase(name: "b", directory: "b", text: [], hash: "c2", split: .heldOut),
                RunCase(name: "c", directory: "c", text: [], hash: "c3", refusal: "no matchers"),
            ])
    }

    private func attempt(_ index: Int, _ number: Int, _ verdict: Verdict) -> Attempt {
        Attempt(
            key: AttemptKey(caseIndex: index, number: number), start: Fixture.start,
            durationNs: 1_500_000, output: "ahoy\u{0}",
            outcomes: [
                JudgedOutcome(
                    MatchOutcome(matcher: "sound", verdict: .passed, reason: "")),
                JudgedOutcome(
                    MatchOutcome(
                        matcher: "grade", verdict: verdict, reason: "why",
                        grade: Grade(score: verdict == .passed ? 4 : 2, reason: "because")),
                    judgeModel: "owl-2", judgePromptHash: "ff00"),
            ], model: "parrot-2", usage: Usage(inputTokens: 7, outputTokens: 3),
            cost: MicroDollars(12))
    }

    @Test("a run is kept as it was, with every attempt and grade")
    func roundTrip() throws {
        var run = run("one")
        let id = try store.beginRun(run, of: owner)
        let attempts = [
            attempt(0, 1, .passed), attempt(0, 2, .failed), attempt(1, 1, .unscored),
            Attempt(
                key: AttemptKey(caseIndex: 2, number: 1), start: Fixture.start, failure: "no reply"),
        ]
        try store.record(Array(attempts[..<2]), of: id)
        #expect(try store.reader(account: nil).run(id)?.state == .running)
        let end = Fixture.start.advanced(ms: 9)
        try store.record(Array(attempts[2...]), of: id, state: .interrupted, end: end)
        run.attempts = attempts
        run.state = .interrupted
        run.end = end
        #expect(try store.reader(account: nil).run(id) == run)
        #expect(attempts.map(\.verdict) == [.passed, .failed, .unscored, .errored])
        #expect(try temporary.open().reader(account: nil).run(id) == run)
    }

    @Test("names of runs are unique for their owner, and runs are listed by time")
    func names() throws {
        let later = try store.beginRun(run("later", startMs: 5), of: owner)
        let earlier = try store.beginRun(run("earlier"), of: owner)
        let other = try store.beginRun(run("later"), of: .file("/other.yaml"))
        let error = #expect(throws: StoreError.self) { try store.beginRun(run("later"), of: owner) }
        #expect(error?.code == .exists)
        let reader = store.reader(account: nil)
        #expect(try reader.runs(of: owner).map(\.id) == [earlier, later])
        #expect(try reader.runs(named: "later").map(\.id) == [later, other])
    }

    @Test("an attempt is recorded once, and only of a case of its run")
    func attemptsAreUnique() throws {
        let id = try store.beginRun(run("one"), of: owner)
        try store.record([attempt(0, 1, .passed)], of: id)
        #expect(throws: StoreError.self) { try store.record([attempt(0, 1, .failed)], of: id) }
        #expect(throws: StoreError.self) { try store.record([attempt(9, 1, .failed)], of: id) }
        #expect(try store.reader(account: nil).run(id)?.attempts == [attempt(0, 1, .passed)])
    }

    @Test("a page that says the same keeps its number, and one that does not gets another")
    func pages() throws {
        let id = try store.beginRun(run("one"), of: owner)
        let reader = store.reader(account: nil)
        let first = [
            RunPage(name: "summary.md", bytes: [1]), RunPage(caseIndex: 0, name: "out", bytes: []),
        ]
        try store.keepPages(first, of: id, history: nil, at: Fixture.start)
        let before = try reader.runPages(of: id, caseIndex: nil)
        #expect(before.map(\.name) == ["summary.md"] && before.map(\.sizeBytes) == [1])
        #expect(try reader.runDirectories(of: id).map(\.index) == [0])
        let now = Fixture.start.advanced(ms: 1)
        try store.keepPages(first, of: id, history: nil, at: now)
        #expect(try reader.runPages(of: id, caseIndex: nil) == before)
        try store.keepPages(
            [RunPage(name: "summary.md", bytes: [1, 2])], of: id, history: nil, at: now)
        let after = try reader.runPages(of: id, caseIndex: nil)
        #expect(after.map(\.id) != before.map(\.id) && after.map(\.modified) == [now])
        #expect(try reader.bytes(ofRunPage: before[0].id) == nil)
        #expect(try reader.bytes(ofRunPage: after[0].id) == [1, 2])
        #expect(try reader.runRow(id)?.modified == now)
    }

    @Test("history tells each case of each run, oldest first")
    func history() throws {
        for (name, startMs, verdict) in [("two", 10, Verdict.passed), ("one", 0, .failed)] {
            let id = try store.beginRun(run(name, startMs: Int64(startMs)), of: owner)
            try store.record([attempt(0, 1, verdict), attempt(0, 2, .passed)], of: id)
            try store.record([attempt(1, 1, .passed)], of: id)
        }
        let history = try store.reader(account: nil).history(of: owner)
        #expect(history.lines.map(\.run) == ["one", "one", "two", "two"])
        #expect(history.lines.map(\.rate.passed) == [1, 1, 2, 1])
        #expect(history.lines.map(\.rate.attempts) == [2, 1, 2, 1])
        #expect(history.isProven == [true, false, true, false])
    }

    @Test("runs of a suite are seen by its account alone, and tell the mount that they changed")
    func accounts() throws {
        _ = try store.append(Fixture.batch([.span(Fixture.span(1))]))
        let account = try #require(try store.accountNames().first)
        let suite = try store.suiteWriter(account: account, origin: .command)
            .makeSuite(named: "pirate", files: [], at: Fixture.start)
        let id = try store.beginRun(run("one"), of: .suite(suite.id))
        let before = try store.reader(account: nil).latestFileChange()
        try store.keepPages(
            [RunPage(name: "summary.md", bytes: [1])], of: id, history: [9], at: Fixture.start)
        #expect(try store.reader(account: nil).latestFileChange() > before)
        for (name, isSeen) in [(account, true), ("another", false)] {
            let reader = store.reader(account: name)
            #expect(try (reader.run(id) != nil) == isSeen)
            #expect(try reader.runs(of: .suite(suite.id)).isEmpty != isSeen)
            #expect(try reader.runPages(of: id, caseIndex: nil).isEmpty != isSeen)
            #expect(try (reader.historyPage(of: suite.id) != nil) == isSeen)
        }
    }
}
