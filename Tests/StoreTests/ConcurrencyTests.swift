import Foundation
import GRDB
import Store
import Testing
import Traces

@Suite struct ConcurrencyTests {
    private let temporary: TemporaryStore

    init() throws {
        temporary = try TemporaryStore()
    }

    @Test("a reader sees only what is committed, and does not wait for a writer")
    func snapshots() throws {
        let store = try temporary.open()
        _ = try store.append(Fixture.batch([.span(Fixture.span(1))]))
        var trace = try #require(try store.traces().first)
        let reader = try temporary.open(.readOnly).reader(account: nil)
        trace.place = try store.places(for: [
            PlaceRequest(trace: trace, start: Fixture.start, slug: "chat")
        ]).first
        let projection = Fixture.projection(
            trace, files: [Fixture.file("a", "b")],
            conversation: ConversationKey(sourceID: "s", name: "talk"))
        var seen: [Int] = []
        _ = try store.commit([projection]) { row in
            // The transaction is still open here.
            seen.append((try? reader.days(of: .interaction).count) ?? -1)
            return "\(row.name)\n"
        }
        #expect(seen == [0])
        #expect(try reader.days(of: .interaction).count == 1)
    }

    @Test("two writers of one process take turns")
    func twoWriters() async throws {
        let stores = [try temporary.open(), try temporary.open()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, store) in stores.enumerated() {
                group.addTask {
                    for low in 0..<20 {
                        let trace = TraceID(high: UInt64(number), low: UInt64(low))
                        _ = try store.append(Fixture.batch([.span(Fixture.span(1, trace: trace))]))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try stores[0].traces().count == 40)
        #expect(try stores[0].check().isSound)
    }

    @Test("a process that dies within a transaction leaves the state before it")
    func crash() throws {
        let store = try temporary.open()
        _ = try store.append(Fixture.batch([.span(Fixture.span(1))]))
        var trace = try #require(try store.traces().first)
        trace.place = try store.places(for: [
            PlaceRequest(trace: trace, start: Fixture.start, slug: "chat")
        ]).first
        let copy = try TemporaryStore()
        let projection = Fixture.projection(
            trace, files: (0..<50).map { Fixture.file("f\($0)", Fixture.noise(90_000, seed: $0)) },
            conversation: ConversationKey(sourceID: "s", name: "talk"))
        _ = try store.commit([projection]) { row in
            // What a crash leaves on the disk: the file and its log, without the locks.
            for suffix in ["", "-wal"] {
                do {
                    try FileManager.default.copyItem(
                        atPath: temporary.path + suffix, toPath: copy.path + suffix)
                } catch {
                    Issue.record(error)
                }
            }
            return "\(row.name)\n"
        }
        let crashed = try copy.open()
        #expect(try crashed.dirtyTraces().count == 1)
        #expect(try crashed.reader(account: nil).days(of: .interaction).isEmpty)
        #expect(try crashed.check().isSound)
        #expect(try crashed.commit([projection]) { $0.name }.added == 1)
        #expect(try crashed.check().isSound)
    }

    @Test("a failed transaction leaves nothing behind, not even in memory")
    func rollback() throws {
        let store = try temporary.open()
        let big = Fixture.noise(5000)
        let span = Fixture.span(1, attributes: [Attribute("big", .string(big))])
        #expect(throws: StoreError.self) {
            try store.append([
                Fixture.batch([.span(span)]), Fixture.batch([.span(span)], account: ""),
            ])
        }
        #expect(try store.traces().isEmpty)
        #expect(try store.append(Fixture.batch([.span(span)])).spansAdded == 1)
        let trace = try #require(try store.traces().first)
        #expect(try store.records(of: trace.id).map(\.record) == [.span(span)])
        #expect(try store.check().isSound)
    }

    @Test("a writer that waits in vain is told who holds the lock")
    func busy() throws {
        _ = try temporary.open()
        let store = try Store(
            path: temporary.path, access: .readWrite(creating: false),
            writerPatience: .milliseconds(20))
        let other = try DatabaseQueue(path: temporary.path)
        try other.inDatabase { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            let error = #expect(throws: StoreError.self) {
                try store.append(Fixture.batch([.span(Fixture.span(1))]))
            }
            #expect(error?.code == .busy)
            #expect(error?.details == "process \(getpid()) holds its lock")
            #expect(try store.traces().isEmpty)
            try database.execute(sql: "ROLLBACK")
        }
        #expect(try store.append(Fixture.batch([.span(Fixture.span(1))])).spansAdded == 1)
    }

    @Test("records come back whatever batches they came in")
    func batches() throws {
        let spans = (1...30).map { (id: UInt64) -> Span in
            Fixture.span(
                id, trace: TraceID(high: 0, low: id % 5), startMs: Int64(id),
                attributes: [Attribute("big", .string(Fixture.noise(30_000, seed: id % 7)))])
        }
        var results: [[StoredRecord]] = []
        for size in [1, 7, 30] {
            let temporary = try TemporaryStore()
            let store = try temporary.open()
            for start in stride(from: 0, to: spans.count, by: size) {
                let part = spans[start..<min(spans.count, start + size)]
                _ = try store.append(Fixture.batch(part.map { .span($0) }))
            }
            let records = try store.traces().flatMap { try store.records(of: $0.id) }
            results.append(records.map { StoredRecord($0.record, Fixture.nowhere) })
        }
        #expect(results[0] == results[1] && results[1] == results[2])
        #expect(results[0].count == 30)
    }
}
