import Foundation
import GRDB
import Store
import Testing
import Traces

@Suite struct DamageTests {
    private let temporary: TemporaryStore
    private let store: Store

    init() throws {
        temporary = try TemporaryStore()
        store = try temporary.open()
    }

    /// Calls `body` once for each of some positions of a blob, with one bit of it flipped.
    private func forEachFlip(
        of column: String, in table: String, id: Int64, step: Int, _ body: () throws -> Void
    ) throws {
        let select = "SELECT \(column) FROM \(table) WHERE id = ?"
        let row = try #require(try temporary.rows(select, [id]).first)
        let bytes: [UInt8] = [UInt8](row[0] as Data)
        for position in stride(from: 0, to: bytes.count, by: step) {
            var damaged = bytes
            damaged[position] ^= UInt8(1 << (position % 8))
            try temporary.execute(
                "UPDATE \(table) SET \(column) = ? WHERE id = ?", [Data(damaged), id])
            try body()
        }
        try temporary.execute("UPDATE \(table) SET \(column) = ? WHERE id = ?", [Data(bytes), id])
    }

    @Test("a flipped bit in a pack of files gives an error, never other bytes")
    func filePack() throws {
        _ = try store.append(Fixture.batch([.span(Fixture.span(1))]))
        let trace = try #require(try store.traces().first)
        let texts = (0..<8).map { Fixture.noise(700, seed: $0) }
        try store.commitFiles(
            texts.enumerated().map { Fixture.file("f\($0.offset)", $0.element) }, of: trace)
        let reader = store.reader(account: nil)
        let row = try #require(try reader.interaction(trace.id))
        let manifest = try #require(try reader.manifest(row.projection))
        var errors = 0
        let pack = try #require(
            try temporary.rows("SELECT id FROM pack WHERE role = 'page'").first)
        try forEachFlip(of: "data", in: "pack", id: pack[0], step: 151) {
            for (index, text) in zip(manifest.children(of: 0), texts) {
                do {
                    let bytes = try reader.content(of: index, in: manifest)
                    #expect(bytes == Array(text.utf8))
                } catch let error as StoreError {
                    #expect(error.code == .damaged)
                    errors += 1
                }
            }
            #expect(try !store.check().isSound)
        }
        #expect(errors > 0)
        #expect(try store.check().isSound)
    }

    @Test("a damaged pack still gives the files before the damage")
    func partOfPack() throws {
        _ = try store.append(Fixture.batch([.span(Fixture.span(1))]))
        let trace = try #require(try store.traces().first)
        let texts = (0..<4).map { Fixture.noise(60_000, seed: $0) }
        try store.commitFiles(
            texts.enumerated().map { Fixture.file("f\($0.offset)", $0.element) }, of: trace)
        try temporary.execute(
            """
            UPDATE pack
            SET data = CAST(substr(data, 1, length(data) - 1000) || zeroblob(1000) AS BLOB)
            WHERE role = 'page'
            """)
        let reader = store.reader(account: nil)
        let row = try #require(try reader.interaction(trace.id))
        let manifest = try #require(try reader.manifest(row.projection))
        let first = try reader.content(of: manifest.children(of: 0).lowerBound, in: manifest)
        #expect(first == Array(texts[0].utf8))
        let last = manifest.children(of: 0).upperBound - 1
        #expect(throws: StoreError.self) { try reader.content(of: last, in: manifest) }
        #expect(try store.check().problems.contains { $0.description.contains("/f3") })
    }

    @Test("a flipped bit in a manifest changes nothing or gives an error; a projection mends it")
    func manifest() throws {
        _ = try store.append(Fixture.batch([.span(Fixture.span(1))]))
        let trace = try #require(try store.traces().first)
        try store.commitFiles([Fixture.file("a", "1"), Fixture.file("b", "2")], of: trace)
        let reader = store.reader(account: nil)
        let row = try #require(try reader.interaction(trace.id))
        let whole = try reader.manifest(row.projection)
        var errors = 0
        try forEachFlip(of: "manifest", in: "projection", id: row.projection, step: 1) {
            do {
                let read = try reader.manifest(row.projection)
                #expect(read == whole)
            } catch let error as StoreError {
                #expect(error.code == .damaged)
                errors += 1
            }
        }
        #expect(errors > 50)
        try temporary.execute("UPDATE projection SET manifest = x'00'")
        #expect(try store.check().problems.map(\.isDamage) == [false])
        try store.commitFiles([Fixture.file("a", "1"), Fixture.file("b", "2")], of: trace)
        let mended = try #require(try reader.interaction(trace.id))
        #expect(try reader.manifest(mended.projection) != nil)
        #expect(try store.check().isSound)
    }

    @Test("a flipped bit in a record fails its trace alone, and names it")
    func records() throws {
        let traces = (1...3).map { TraceID(high: 0, low: $0) }
        for trace in traces {
            _ = try store.append(
                Fixture.batch([
                    .span(
                        Fixture.span(
                            1, trace: trace,
                            attributes: [
                                Attribute("big", .string(Fixture.noise(5000, seed: trace.low)))
                            ]))
                ]))
        }
        let rows = try store.traces()
        let packs = try temporary.rows("SELECT id FROM pack ORDER BY id").map { $0[0] as Int64 }
        #expect(packs.count == 3)
        let expected = try rows.map { try store.records(of: $0.id) }
        try forEachFlip(of: "data", in: "pack", id: packs[1], step: 97) {
            // A new store: this one remembers the pack.
            let fresh = try temporary.open(.readOnly)
            for (row, records) in zip(rows, expected) {
                do {
                    #expect(try fresh.records(of: row.id) == records)
                } catch let error as StoreError {
                    #expect(error.code == .damaged)
                    #expect(row.traceID == traces[1])
                    #expect(error.description.contains(traces[1].description))
                }
            }
        }
        try temporary.execute("UPDATE content SET offsetBytes = offsetBytes + 1")
        #expect(try !store.check().isSound)
        try temporary.execute("UPDATE content SET offsetBytes = offsetBytes - 1")
        try temporary.execute("UPDATE record SET lengthBytes = 9000000000000000000")
        #expect(throws: StoreError.self) {
            try temporary.open(.readOnly).records(of: rows[0].id)
        }
        #expect(try store.check().problemCount == 3)
    }

    @Test("sums that do not add up are told")
    func sums() throws {
        _ = try store.append(Fixture.batch([.span(Fixture.span(1))]))
        try store.commitFiles(
            [Fixture.file("a", "1")], of: try #require(try store.traces().first))
        try temporary.execute("UPDATE day SET indexBytes = indexBytes + 1")
        #expect(try store.check().problemCount == 1)
    }
}
