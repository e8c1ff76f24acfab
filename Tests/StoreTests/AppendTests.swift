import Store
import Testing
import Traces

@Suite struct AppendTests {
    private let temporary: TemporaryStore
    private let store: Store

    init() throws {
        temporary = try TemporaryStore()
        store = try temporary.open()
    }

    private func records() throws -> [Record] {
        let trace = try #require(try store.traces().first)
        return try store.records(of: trace.id).map(\.record)
    }

    @Test("records come back as they were stored")
    func roundTrip() throws {
        let big = Fixture.noise(100_000)
        let messages = "[" + Fixture.messages(20).joined(separator: ", ") + "]"
        let nested = AttributeValue.array([
            .null, .bool(false), .int(.min), .double(-.infinity), .array([]), .map([]),
            .map([Attribute("", .array([.string("x"), .bytes([0, 255])]))]), .string(""),
        ])
        let span = Fixture.span(
            1,
            attributes: [
                Attribute("big", .string(big)), Attribute("messages", .string(messages)),
                Attribute("nested", nested), Attribute("k", .int(1)), Attribute("k", .int(2)),
                Attribute("bytes", .bytes([UInt8](repeating: 7, count: 5000))),
            ])
        let log = Fixture.log("hello")
        let annotation = Fixture.annotation("correctness")
        _ = try store.append(Fixture.batch([.annotation(annotation), .log(log), .span(span)]))
        #expect(try records() == [.span(span), .log(log), .annotation(annotation)])
    }

    @Test("values nested deeper than any stack come back")
    func deepNesting() throws {
        var value = AttributeValue.string("core")
        for _ in 0..<2000 { value = .array([value]) }
        let span = Fixture.span(1, attributes: [Attribute("deep", value)])
        _ = try store.append(Fixture.batch([.span(span)]))
        #expect(try records() == [.span(span)])
    }

    @Test("a span sent twice is stored once")
    func idempotence() throws {
        let batch = Fixture.batch([
            .span(Fixture.span(1)), .log(Fixture.log("a")), .annotation(Fixture.annotation("b")),
        ])
        let first = try store.append(batch)
        #expect((first.spansAdded, first.logsAdded, first.annotationsAdded) == (1, 1, 1))
        let second = try store.append(batch)
        #expect((second.spansKnown, second.logsKnown, second.annotationsKnown) == (1, 1, 1))
        #expect(second.isEmpty)
        #expect(try records().count == 3)
        let both = try store.append([batch, batch])
        #expect(both.allSatisfy { $0.isEmpty })
    }

    @Test("two different spans with one id are both kept")
    func repeatedID() throws {
        let one = Fixture.span(1, name: "one")
        let two = Fixture.span(1, name: "two", startMs: 5)
        let summary = try store.append(Fixture.batch([.span(one), .span(two)]))
        #expect(summary.spansAdded == 2)
        #expect(try records() == [.span(one), .span(two)])
    }

    @Test("the record that ended later wins, whatever the order of import")
    func superseding() throws {
        let versions = [nil, 10, 30, 20].map { Fixture.span(1, endMs: $0) }
        let longer = Fixture.span(1, endMs: 30, attributes: [Attribute("k", .string("longer"))])
        for order in [versions + [longer], [longer] + versions.reversed()] {
            let temporary = try TemporaryStore()
            let store = try temporary.open()
            let summaries = try order.map { try store.append(Fixture.batch([.span($0)])) }
            #expect(summaries.map(\.spansUpdated).reduce(0, +) == order.count - 1)
            let trace = try #require(try store.traces().first)
            #expect(try store.records(of: trace.id).map(\.record) == [.span(longer)])
            #expect(try store.statistics().spansSuperseded == 4)
        }
    }

    @Test("records come in one order, whatever the order of import")
    func order() throws {
        var records: [Record] = ["x", "y"].map { .log(Fixture.log($0)) }
        for id in UInt64(1)...40 {
            records.append(
                .span(Fixture.span(id, name: "s\(id % 3)", startMs: Int64(id % 5))))
        }
        var results: [[Record]] = []
        for order in [records, records.reversed()] {
            let temporary = try TemporaryStore()
            let store = try temporary.open()
            for record in order { _ = try store.append(Fixture.batch([record])) }
            let trace = try #require(try store.traces().first)
            results.append(try store.records(of: trace.id).map(\.record))
        }
        #expect(results[0] == results[1])
        #expect(results[0].count == 42)
    }

    @Test("only traces that got new records are dirty, earliest first")
    func dirtyTraces() throws {
        let late = Fixture.span(1, trace: TraceID(high: 1, low: 1), startMs: 50)
        let early = Fixture.span(1, trace: TraceID(high: 2, low: 2), startMs: 40)
        _ = try store.append(Fixture.batch([.span(late), .span(early)], kind: .investigation))
        let dirty = try store.dirtyTraces()
        #expect(dirty.map(\.traceID.low) == [2, 1])
        #expect(dirty.allSatisfy { $0.kind == .investigation && $0.account == "acme" })
        for trace in dirty {
            try store.commitFiles([Fixture.file("a", "b")], of: trace)
        }
        #expect(try store.dirtyTraces().isEmpty)
        _ = try store.append(Fixture.batch([.span(late)], kind: .interaction))
        #expect(try store.dirtyTraces().isEmpty)
        _ = try store.append(Fixture.batch([.span(Fixture.span(2, trace: late.traceID))]))
        #expect(try store.dirtyTraces().map(\.traceID) == [late.traceID])
        #expect(try store.dirtyTraces().map(\.kind) == [.investigation])
    }

    @Test("what could not be read is kept, counted and told once")
    func rejected() throws {
        let rejection = RejectedRecord(
            provenance: Provenance(
                format: "otlp-json", file: "a.json", offsetBytes: 3, lengthBytes: 4),
            reason: "not JSON", bytes: Array("{{{{".utf8))
        let batch = Fixture.batch([], rejections: [rejection])
        #expect(try store.append(batch).rejected == 1)
        #expect(try store.append(batch).rejectedKnown == 1)
        let report = try store.check()
        #expect(report.isSound)
        #expect(report.rejections.map(\.count) == [1])
        #expect(report.rejections.first?.examples == [rejection.provenance])
    }

    @Test("accounts do not share traces")
    func accounts() throws {
        _ = try store.append(Fixture.batch([.span(Fixture.span(1))], account: "a"))
        let summary = try store.append(Fixture.batch([.span(Fixture.span(1))], account: "b"))
        #expect(summary.spansAdded == 1)
        #expect(try store.traces().map(\.account).sorted() == ["a", "b"])
    }

    @Test("a prompt that grows is stored once, message by message")
    func growingPrompt() throws {
        let messages = Fixture.messages(40)
        let spans = (1...40).map { (count: Int) -> Span in
            let prompt = "[" + messages.prefix(count).joined(separator: ",") + "]"
            return Fixture.span(
                UInt64(count), startMs: Int64(count),
                attributes: [Attribute("gen_ai.input.messages", .string(prompt))])
        }
        _ = try store.append(Fixture.batch(spans.map { .span($0) }))
        let statistics = try store.statistics()
        #expect(statistics.contents == 40)
        #expect(statistics.recordBytes < 40 * 940 + 40 * 40 * 20 + 20_000)
        #expect(try records() == spans.map { .span($0) })
    }
}
