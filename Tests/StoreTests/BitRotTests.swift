import Foundation
import Store
import Testing
import Traces

@Suite struct BitRotTests {
    /// Everything that can be read of an interaction, by path.
    private func files(
        _ reader: StoreReader, _ row: InteractionRow
    ) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        guard let manifest = try reader.manifest(row.projection) else { return files }
        for index in manifest.entries.indices where manifest.entry(at: index).kind == .file {
            do {
                files[manifest.path(at: index)] = try reader.content(of: index, in: manifest)
            } catch {
                #expect(error.code == .damaged || error.code == .system)
            }
        }
        return files
    }

    @Test("flipped bits anywhere in the file are errors or harmless, never other bytes")
    func anywhere() throws {
        let temporary = try TemporaryStore()
        var expected: [TraceRow.ID: (files: [String: [UInt8]], records: [Record])] = [:]
        do {
            let store = try temporary.open()
            for low in UInt64(1)...4 {
                let trace = TraceID(high: low, low: low)
                let text = Fixture.noise(3000, seed: low)
                let span = Fixture.span(
                    1, trace: trace, attributes: [Attribute("big", .string(text))])
                _ = try store.append(Fixture.batch([.span(span)]))
            }
            for trace in try store.traces() {
                let texts = (0..<3).map { Fixture.noise(900, seed: UInt64($0) + trace.traceID.low) }
                try store.commitFiles(
                    texts.enumerated().map { Fixture.file("f\($0.offset)", $0.element) },
                    of: trace, conversation: ConversationKey(sourceID: "s", name: "talk"))
                let reader = store.reader(account: nil)
                let row = try #require(try reader.interaction(trace.id))
                expected[trace.id] = (
                    try files(reader, row), try store.records(of: trace.id).map(\.record)
                )
            }
        }
        let sound = try Data(contentsOf: URL(fileURLWithPath: temporary.path))
        var state: UInt64 = 7
        for _ in 0..<120 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var damaged = sound
            damaged[Int((state >> 20) % UInt64(sound.count))] ^= UInt8(1 << (state >> 13 & 7))
            try damaged.write(to: URL(fileURLWithPath: temporary.path))
            do {
                try compare(try temporary.open(.readOnly), expected)
            } catch let error as StoreError {
                #expect(error.code != .missing)
            }
        }
    }

    private func compare(
        _ store: Store, _ expected: [TraceRow.ID: (files: [String: [UInt8]], records: [Record])]
    ) throws {
        _ = try store.check()
        let reader = store.reader(account: nil)
        _ = try reader.changes(after: 0)
        _ = try reader.conversations()
        for day in try reader.days(of: .interaction) {
            _ = day.id
            for row in try reader.interactions(of: .interaction, on: day.day) {
                guard let whole = expected[row.id] else { continue }
                for (path, bytes) in try files(reader, row) where whole.files[path] != nil {
                    #expect(whole.files[path] == bytes)
                }
                do {
                    let records = try store.records(of: row.id).map(\.record)
                    #expect(records.allSatisfy { whole.records.contains($0) })
                } catch {
                    #expect(error.code != .missing)
                }
            }
        }
    }
}
