import GRDB
import Store
import Testing
import Traces

@Suite struct SuiteFileTests {
    let fixture: SuiteFixture

    init() throws {
        fixture = try SuiteFixture()
    }

    @Test("what was written is there when the store is opened again, before it is a revision")
    func durable() throws {
        let file = try fixture.make("a.yaml")
        try fixture.write("input: ahoy\n", to: file.id)
        let again = try fixture.temporary.open().reader(account: nil)
        #expect(try again.bytes(of: file.id) == Array("input: ahoy\n".utf8))
        #expect(try again.revisions(of: fixture.place("a.yaml")).isEmpty)
    }

    @Test("a file shows what a plain file would after any sequence of writes and cuts")
    func asPlainFile() throws {
        var random = Random(seed: 20_261_128)
        for round in 0..<12 {
            let file = try fixture.make("case-\(round).yaml")
            var expected: [UInt8] = []
            for step in 0..<40 {
                let offset = random.below(200_000)
                switch random.below(4) {
                case 0:
                    _ = try fixture.writer.resize(file.id, to: offset, at: fixture.now())
                    expected = Array(expected.prefix(offset))
                    expected += repeatElement(0, count: offset - expected.count)
                case 1 where step % 3 == 0:
                    _ = try fixture.writer.settle(file.id, at: fixture.now())
                default:
                    let bytes = (0..<random.below(90_000) + 1).map {
                        UInt8(truncatingIfNeeded: $0 * 7 + step)
                    }
                    try fixture.write(bytes, to: file.id, at: offset)
                    expected += repeatElement(
                        0, count: max(0, offset + bytes.count - expected.count))
                    expected.replaceSubrange(offset..<offset + bytes.count, with: bytes)
                }
            }
            let start = random.below(expected.count + 1)
            #expect(try fixture.reader.bytes(of: file.id) == expected)
            #expect(
                try fixture.reader.bytes(of: file.id, from: start, maximumBytes: 50_000)
                    == Array(expected.dropFirst(start).prefix(50_000)))
            #expect(try fixture.reader.file(file.id)?.sizeBytes == expected.count)
            _ = try fixture.writer.settle(file.id, at: fixture.now())
            #expect(try fixture.reader.bytes(of: file.id) == expected)
        }
        #expect(try fixture.unusedBlocks() == 0)
    }

    @Test("what nobody wrote goes from a suite after its cases, and comes back with a file")
    func removedEntries() throws {
        let suite = fixture.suite.id
        try fixture.settled("a.yaml", "1")
        func removed() throws -> SuiteEntries? { try fixture.reader.suite(suite)?.removedEntries }
        func remove(_ entries: SuiteEntries) throws {
            try fixture.writer.remove(entries, of: suite, at: fixture.now())
        }
        try remove(.problems)
        #expect(throws: StoreError.self) { try remove(.cases) }
        try fixture.writer.unlink(fixture.place("a.yaml"), at: fixture.now())
        for early in [SuiteEntries.results, .history] {
            #expect(throws: StoreError.self) { try remove(early) }
        }
        try remove(.cases)
        try fixture.writer.bringOrderUpToDate(of: suite, at: fixture.now())
        try remove(.results)
        try fixture.writer.unlink(
            SuitePlace(suite: suite, directory: .suite, name: "order.txt"), at: fixture.now())
        try remove(.history)
        #expect(try removed() == [.problems, .cases, .results, .history])
        let file = try fixture.settled("b.yaml", "2")
        #expect(try removed() == [])
        try remove(.problems)
        try fixture.write("3", to: file.id)
        #expect(try removed() == [])
    }

    @Test("appending goes to the end, whatever offset the caller believed in")
    func appending() throws {
        let file = try fixture.settled("a.yaml", "one\n")
        let bytes = Array("two\n".utf8)
        let written = try bytes.withUnsafeBytes {
            try fixture.writer.write($0, to: file.id, at: 0, appending: true, at: fixture.now())
        }
        #expect(written.offset == 4)
        #expect(try fixture.text("a.yaml") == "one\ntwo\n")
    }

    @Test("a few bytes written into a large file store little anew")
    func sharedBlocks() throws {
        let file = try fixture.make("large.yaml")
        try fixture.write((0..<10_000_000).map { UInt8(truncatingIfNeeded: $0 / 997) }, to: file.id)
        _ = try fixture.writer.settle(file.id, at: fixture.now())
        let before = try blockBytes()
        try fixture.write("changed", to: file.id, at: 5_000_000)
        _ = try fixture.writer.settle(file.id, at: fixture.now())
        #expect(try blockBytes() - before <= 65_536)
        #expect(try fixture.reader.revisions(of: fixture.place("large.yaml")).count == 2)
    }

    @Test("mode and time are what was set, until the content changes")
    func attributes() throws {
        let file = try fixture.settled("a.yaml", "x")
        let time = Timestamp(nanoseconds: 1_234_567_890_123_456_789)
        _ = try fixture.writer.setAttributes(
            of: file.id, permissions: 0o640, modified: time, at: fixture.now())
        _ = try fixture.writer.settle(file.id, at: fixture.now())
        let found = try #require(try fixture.reader.file(file.id))
        #expect(found.permissions == 0o640 && found.modified == time)
        #expect(try fixture.write("y", to: file.id).modified != time)
    }

    @Test("a file that is too large is refused, and the one that is there stays")
    func tooLarge() throws {
        let file = try fixture.settled("a.yaml", "x")
        let error = #expect(throws: StoreError.self) {
            try fixture.write("y", to: file.id, at: SuiteWriter.largestFileBytes)
        }
        #expect(error?.code == .tooLarge)
        #expect(try fixture.text("a.yaml") == "x")
    }

    @Test("flipped bits in a block make the file unreadable instead of wrong")
    func damage() throws {
        let file = try fixture.settled("a.yaml", "input: ahoy\n")
        try fixture.temporary.execute(
            "UPDATE block SET data = CAST('X' || substr(data, 2) AS BLOB)")
        let error = #expect(throws: StoreError.self) { try fixture.reader.bytes(of: file.id) }
        #expect(error?.code == .damaged)
        let report = try fixture.store.check()
        #expect(report.problems.contains { $0.description.contains("cases/a.yaml, revision 1") })
    }

    @Test("the suites of another account are neither shown nor changed")
    func accounts() throws {
        _ = try fixture.store.append(Fixture.batch([.span(Fixture.span(1))], account: "acme"))
        _ = try fixture.store.append(Fixture.batch([.span(Fixture.span(2))], account: "other"))
        let acme = fixture.store.suiteWriter(account: "acme", origin: .mount)
        let suite = try acme.makeSuite(
            named: "own", files: [("suite.yaml", [1])], at: fixture.now())
        let place = SuitePlace(suite: suite.id, directory: .suite, name: "suite.yaml")
        let file = try #require(try fixture.store.reader(account: "acme").file(at: place))
        let other = fixture.store.reader(account: "other")
        #expect(try other.suites().map(\.name) == ["pirate"])
        #expect(try other.file(at: place) == nil && other.file(file.id) == nil)
        #expect(throws: StoreError.self) { try other.bytes(of: file.id) }
        #expect(throws: StoreError.self) {
            try fixture.store.suiteWriter(account: "other", origin: .mount)
                .resize(file.id, to: 0, at: fixture.now())
        }
        #expect(try other.fileChanges(after: 0)?.contains { $0.suite == suite.id } == false)
    }

    private func blockBytes() throws -> Int {
        try fixture.temporary.rows("SELECT sum(length(data)) FROM block").map { $0[0] as Int }[0]
    }
}

/// Numbers that are the same in every run.
struct Random {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
