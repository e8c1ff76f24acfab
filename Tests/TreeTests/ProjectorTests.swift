import Store
import Testing
import Traces

@testable import Tree

@Suite struct ProjectorTests {
    @Test("a rebuild of an unchanged store changes nothing")
    func rebuildOfUnchanged() throws {
        let sample = try SampleStore.imported()
        let before = try walk(sample.tree)
        let summary = try sample.projector.rebuild()
        #expect(summary.added == 0 && summary.changed == 0 && summary.filesWritten == 0)
        let after = try walk(sample.tree)
        #expect(before.map(\.path) == after.map(\.path))
        #expect(before.map(\.node) == after.map(\.node))
    }

    @Test("records that come in many pieces and orders make the tree that they make at once")
    func piecesAndOrders() throws {
        let paths = try SampleStore.sampleFiles(of: .investigation).prefix(3)
        let records = try paths.flatMap { try SampleStore.records(of: $0) }
        let atOnce = try SampleStore()
        try atOnce.append(records, kind: .investigation)
        _ = try atOnce.projector.projectChanged()
        let inPieces = try SampleStore()
        // The names of directories are given when a trace is first seen: with its first records.
        for piece in [Array(records.prefix(records.count / 2)), records.reversed(), records] {
            try inPieces.append(piece, kind: .investigation)
        }
        _ = try inPieces.projector.projectChanged()
        #expect(try texts(of: atOnce) == texts(of: inPieces))
    }

    @Test("a record that comes late gives changed files new numbers and leaves the others theirs")
    func lateRecord() throws {
        let path = try #require(try SampleStore.sampleFiles(of: .investigation).first)
        let records = try SampleStore.records(of: path)
        let sample = try SampleStore()
        try sample.append(records, kind: .investigation)
        _ = try sample.projector.projectChanged()
        let before = Dictionary(
            uniqueKeysWithValues: try walk(sample.tree).map { ($0.path, $0.node) })
        let old = try #require(
            before.first {
                $0.key.hasSuffix("/annotations.yaml") == false
                    && $0.key.hasSuffix("/README.md")
            })
        let oldBytes = try content(of: old.value, in: sample.tree)
        let trace = try #require(records.first).record.traceID
        let late = Annotation(traceID: trace, name: "late-label", label: "wrong", author: "human")
        let provenance = Provenance(format: "test", file: "late", offsetBytes: 0, lengthBytes: 0)
        try sample.append([StoredRecord(.annotation(late), provenance)], kind: .investigation)
        let summary = try sample.projector.projectChanged()
        #expect(summary.changed == 1)
        for (path, node) in try walk(sample.tree) {
            guard let earlier = before[path] else { continue }
            if node.kind == .directory {
                #expect(node.inode == earlier.inode, "\(path)")
            } else if node.inode == earlier.inode {
                #expect(node == earlier, "\(path)")
            } else {
                #expect(node.modified != earlier.modified, "\(path)")
            }
        }
        #expect(try content(of: old.value, in: sample.tree) == oldBytes)
        #expect(try walk(sample.tree).contains { $0.path.hasSuffix("/annotations.yaml") })
    }

    @Test(
        "a round shows what happens now before what piled up, and rounds show all of it in the end")
    func rounds() throws {
        let sample = try SampleStore()
        let files = try SampleStore.sampleFiles(of: .interaction)
        for path in files.dropFirst() { try sample.append(path, kind: .interaction) }
        let backlog = try sample.store.dirtyTraces().count
        #expect(backlog > 3)
        let path = try #require(files.first)
        let record = try #require(try SampleStore.records(of: path).first)
        let source = ImportSource(path: "sample.json", format: "otlp-json", sizeBytes: 1)
        _ = try sample.store.append(
            RecordBatch(
                account: "sample", kind: .interaction, source: source, records: [record],
                arrival: .live(at: .now())))
        let projector = sample.projector
        let first = try projector.projectRound(.latestFirst, unfinishedOnly: false)
        #expect(first.count == 1 && first.hasMore)
        #expect(try sample.tree.reader.liveRows().count == 1)
        #expect(try sample.store.dirtyTraces().count == backlog)
        let others = try projector.projectRound(.latestFirst, unfinishedOnly: true)
        #expect(others.count == 0 && !others.hasMore)
        var rounds = 0
        while try projector.projectRound(.latestFirst, unfinishedOnly: false).hasMore {
            rounds += 1
            #expect(rounds <= backlog)
        }
        #expect(try sample.store.dirtyTraces().isEmpty)
    }

    @Test(
        "a name that was listed is found as long as what it was is kept, however often it changed since"
    )
    func pastNames() throws {
        let sample = try SampleStore()
        let path = try #require(try SampleStore.sampleFiles(of: .investigation).first)
        let records = try SampleStore.records(of: path)
        let trace = try #require(records.first).record.traceID
        let provenance = Provenance(format: "test", file: "late", offsetBytes: 0, lengthBytes: 0)
        func add(_ number: Int) throws {
            // Each one begins before all others, so that the names of all steps move.
            let start = Timestamp(nanoseconds: 1_700_000_000_000_000_000 - Int64(number))
            let span = Span(
                traceID: trace,
                spanID: try #require(
                    SpanID(bytes: (0..<8).map { UInt8(number >> ($0 * 8) & 255) })),
                name: "step \(number)", start: start, end: start)
            try sample.append([StoredRecord(.span(span), provenance)], kind: .investigation)
            _ = try sample.projector.projectChanged()
        }
        try sample.append(records, kind: .investigation)
        try add(1)
        let before = try walk(sample.tree).filter { $0.path.contains("/spans/") }
        #expect(before.count > 1)
        for number in 2..<100 { try add(number) }
        let tree = sample.tree
        let now = Set(try walk(tree).map(\.path))
        let gone = before.filter { !now.contains($0.path) }
        #expect(!gone.isEmpty)
        // Some names were those of other steps in between: then they are what they were last.
        var asListed = 0
        for (path, node) in gone {
            let parts = path.split(separator: "/").map(String.init)
            var inode = Inode.root
            for part in parts.dropLast() {
                inode = try #require(try tree.entry(named: part, in: inode)).node.inode
            }
            let found = try tree.entry(named: try #require(parts.last), in: inode)
            #expect(found != nil, "\(path)")
            if found?.node == node { asListed += 1 }
        }
        #expect(asListed > 0)
    }

    private func texts(of sample: SampleStore) throws -> [String: String] {
        var texts: [String: String] = [:]
        for (path, node) in try walk(sample.tree) where node.kind == .file {
            texts[path] = String(decoding: try content(of: node, in: sample.tree), as: UTF8.self)
        }
        return texts
    }
}
