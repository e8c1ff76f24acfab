import Store
import Testing
import Traces

/// Traces that are not finished: their phases, their list, their logs, and what is left of their past.
@Suite struct LiveTests {
    private let temporary: TemporaryStore
    private let store: Store
    private let reader: StoreReader
    private let now = Fixture.start

    init() throws {
        temporary = try TemporaryStore()
        store = try temporary.open()
        reader = store.reader(account: "acme")
    }

    private func append(_ id: UInt64, _ arrival: Arrival) throws {
        var batch = Fixture.batch([.span(Fixture.span(id))])
        batch.arrival = arrival
        _ = try store.append(batch)
    }

    private func trace() throws -> TraceRow { try #require(try store.traces().first) }

    /// Commits a projection of the trace as it is; without a place unless it has one or is given one.
    private func commit(
        _ text: String, placed: Bool = false, status: InteractionStatus = .running,
        lines: [String] = [], atMs: Int64 = 0
    ) throws {
        var trace = try trace()
        if placed {
            let request = PlaceRequest(trace: trace, start: Fixture.start, slug: "chat")
            trace.place = try store.places(for: [request]).first
        }
        var projection = Fixture.projection(
            trace, files: [Fixture.file("a", text), Fixture.file("b", "always the same")],
            line: "\t\(status.rawValue)\n")
        projection.status = status
        projection.liveLines = lines.map { LiveLine(key: $0, text: "line \($0)") }
        _ = try store.commit([projection], now: now.advanced(ms: atMs)) { _ in "" }
    }

    private func log() throws -> String {
        let row = try #require(try reader.liveRows().first)
        let bytes = try reader.liveLog(
            of: row.id, generation: row.log.generation, from: 0, minimumBytes: .max)
        #expect(bytes.count == row.log.sizeBytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("a trace runs while records arrive, is quiet after a while, and is forgotten at last")
    func phases() throws {
        try append(1, .live(at: now))
        #expect(try trace().phase == .running)
        let first = try trace().revision
        #expect(try store.settle(quietSince: now.advanced(ms: -1), forgottenSince: now) == 0)
        #expect(try store.settle(quietSince: now, forgottenSince: now.advanced(ms: -1)) == 1)
        #expect(try trace().phase == .quiet)
        #expect(try trace().revision > first)
        #expect(try store.settle(quietSince: now, forgottenSince: now) == 1)
        #expect(try trace().phase == .settled)
        try append(2, .live(at: now.advanced(ms: 5)))
        #expect(try trace().phase == .running)
    }

    @Test("an entry leads to its place only once something stands there")
    func placed() throws {
        try append(1, .live(at: now))
        try commit("begun")
        let request = PlaceRequest(trace: try trace(), start: Fixture.start, slug: "chat")
        let place = try #require(try store.places(for: [request]).first)
        #expect(try reader.liveRows().map(\.place) == [nil])
        try append(2, .live(at: now))
        try commit("begun and gone on", placed: true)
        #expect(try reader.liveRows().map(\.place) == [place])
    }

    @Test("a file settles what was running, even when it has nothing new; a resend changes nothing")
    func finished() throws {
        try append(1, .live(at: now))
        try append(1, .live(at: now.advanced(ms: 5)))
        #expect(try trace().revision == 2)
        try append(1, .finished)
        #expect(try trace().phase == .settled)
        #expect(try trace().revision == 3)
        try append(1, .finished)
        #expect(try trace().revision == 3)
        try append(1, .live(at: now))
        #expect(try trace().phase == .settled)
    }

    @Test("it is listed without a place, then with one, and leaves when it is over")
    func listed() throws {
        try append(1, .live(at: now))
        try commit("1")
        let row = try #require(try reader.liveRows().first)
        #expect(row.name == "12345678" && row.place == nil && row.isListed)
        #expect(row.indexLine == "\trunning\n")
        #expect(try reader.days(of: .interaction).isEmpty)
        #expect(try reader.liveSums().indexBytes == "12345678\trunning\n".utf8.count)
        #expect(try store.reader(account: "other").liveRows().isEmpty)
        try append(2, .live(at: now))
        try commit("2", placed: true)
        let placed = try #require(try reader.liveRows().first)
        #expect(placed.place == (try trace().place) && placed.place != nil)
        #expect(try reader.interaction(row.id)?.status == .running)
        _ = try store.settle(quietSince: now, forgottenSince: now.advanced(ms: -1))
        try commit("2", placed: true, status: .complete)
        #expect(try reader.liveRows().isEmpty)
        #expect(try reader.liveSums().interactions == 0)
        #expect(try reader.liveRow(named: "12345678")?.isListed == false)
        #expect(try trace().phase == .settled)
        _ = try store.prune(supersededBefore: now.advanced(ms: 1))
        #expect(try reader.liveRow(named: "12345678") == nil)
    }

    @Test("an interaction that has not ended stays listed when it is quiet")
    func quiet() throws {
        try append(1, .live(at: now))
        _ = try store.settle(quietSince: now, forgottenSince: now.advanced(ms: -1))
        try commit("1", placed: true, status: .quiet)
        #expect(try reader.liveRows().map(\.isListed) == [true])
        _ = try store.settle(quietSince: now, forgottenSince: now)
        try commit("1", placed: true, status: .quiet)
        #expect(try reader.liveRows().isEmpty)
    }

    @Test("a log tells each line once, and only grows")
    func logs() throws {
        try append(1, .live(at: now))
        try commit("1", lines: ["x", "y"])
        #expect(try log() == "line x\nline y\n")
        try append(2, .live(at: now))
        try commit("2", lines: ["a", "x", "y", "z"])
        #expect(try log() == "line x\nline y\nline a\nline z\n")
        let row = try #require(try reader.liveRows().first)
        for offset in 0...row.log.sizeBytes {
            let rest = try reader.liveLog(
                of: row.id, generation: row.log.generation, from: offset, minimumBytes: 3)
            let expected = Array(try log().utf8).dropFirst(offset)
            #expect(expected.starts(with: rest) && rest.count >= min(3, expected.count))
        }
        let other = row.log.generation + 1
        #expect(
            try reader.liveLog(of: row.id, generation: other, from: 0, minimumBytes: 9).isEmpty)
    }

    @Test("past projections are removed with their packs, and the present one can be read")
    func pruned() throws {
        try append(1, .live(at: now))
        for number in 0..<20 {
            try append(UInt64(number + 2), .live(at: now))
            try commit(Fixture.noise(5_000, seed: UInt64(number)), atMs: Int64(number))
        }
        let id = try trace().id
        let before = try reader.projections(of: id, limit: 100)
        #expect(before.count == 20)
        let removed = try store.prune(supersededBefore: now.advanced(ms: 10))
        #expect(removed.projections >= 8 && removed.packs >= 7)
        let after = try reader.projections(of: id, limit: 100)
        #expect(after.count == 20 - removed.projections && after.first == before.first)
        // The file that never changed is still named after the first projection.
        #expect(after.last == before.last)
        #expect(try store.check().isSound)
        for projection in after {
            let manifest = try #require(try reader.manifest(projection))
            for index in manifest.entries.indices where manifest.entry(at: index).kind == .file {
                _ = try reader.content(of: index, in: manifest)
            }
        }
        try commit("new", atMs: 30)
        let next = try reader.projections(of: id, limit: 1)
        let (last, latest) = (try #require(before.first), try #require(next.first))
        #expect(latest > last)
    }

    @Test("of what is dirty, what runs and changed last comes first, and what is finished is apart")
    func order() throws {
        func add(_ number: UInt8, _ arrival: Arrival, span: UInt64 = 1) throws {
            let trace = try #require(TraceID(bytes: Array(repeating: number, count: 16)))
            var batch = Fixture.batch([.span(Fixture.span(span, trace: trace))])
            batch.arrival = arrival
            _ = try store.append(batch)
        }
        for number in UInt8(1)...3 { try add(number, .finished) }
        try add(4, .live(at: now))
        _ = try store.settle(quietSince: now, forgottenSince: now.advanced(ms: -1))
        for number in UInt8(5)...8 { try add(number, .live(at: now.advanced(ms: Int64(number)))) }
        func numbers(latestFirst: Bool, limit: Int) throws -> [UInt8?] {
            try store.unfinishedDirtyTraces(latestFirst: latestFirst, limit: limit)
                .map(\.traceID.bytes.first)
        }
        #expect(try numbers(latestFirst: true, limit: 2) == [8, 7])
        #expect(try numbers(latestFirst: true, limit: 9) == [8, 7, 6, 5, 4])
        #expect(try numbers(latestFirst: false, limit: 2) == [5, 6])
        // What still happens comes before what is over, and takes turns with it when the oldest are asked for.
        try add(9, .live(at: now.advanced(ms: 1)), span: 2)
        #expect(try numbers(latestFirst: true, limit: 3) == [9, 8, 7])
        #expect(try numbers(latestFirst: false, limit: 3) == [9, 5, 6])
        try add(9, .live(at: now.advanced(ms: 2)))
        #expect(try numbers(latestFirst: true, limit: 9) == [8, 7, 6, 5, 9, 4])
        let finished = try store.finishedDirtyTraces(limit: 2)
        #expect(finished.map(\.traceID.bytes.first) == [1, 2])
        #expect(try store.finishedDirtyTraces(limit: 9).count == 3)
    }

    @Test("what is left to do is known, and in the end it is nothing")
    func unfinished() throws {
        #expect(try store.unfinished() == .nothing)
        try append(1, .live(at: now))
        #expect(try store.unfinished() == .now)
        try commit("1", placed: true)
        #expect(try store.unfinished() == .now, "it becomes quiet before long")
        _ = try store.settle(quietSince: now, forgottenSince: now.advanced(ms: -1))
        try commit("2", placed: true, status: .quiet)
        #expect(try store.unfinished() == .later)
        _ = try store.settle(quietSince: now, forgottenSince: now)
        try commit("2", placed: true, status: .quiet)
        #expect(try store.unfinished() == .later, "there is a past")
        _ = try store.prune(supersededBefore: now.advanced(ms: 1))
        #expect(try store.unfinished() == .nothing)
    }

    @Test(
        "what a process does is told to the others until it ends, and one alone keeps out the rest")
    func attendance() throws {
        let mine = try Attendance(store)
        #expect(try mine.alone { 1 } == 1)
        do {
            let (recorder, importer) = (try Attendance(store), try Attendance(store))
            try recorder.announce(.recording)
            #expect(try mine.isAnnounced(.recording))
            #expect(try !mine.isAnnounced(.importing))
            #expect(try !recorder.isAnnounced(.recording), "it is itself")
            #expect(try mine.alone { 1 } == nil)
            try importer.announce(.importing)
            #expect(try recorder.isAnnounced(.importing))
            let second = try Attendance(store)
            try second.announce(.recording)
            withExtendedLifetime((recorder, importer, second)) {}
        }
        #expect(try !mine.isAnnounced(.recording) && !mine.isAnnounced(.importing))
        let other = try Attendance(store)
        let inside = try mine.alone { try other.alone { 1 } == nil }
        #expect(inside == true)
        #expect(try other.alone { 1 } == 1)
    }
}
