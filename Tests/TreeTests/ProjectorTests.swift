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

    private func texts(of sample: SampleStore) throws -> [String: String] {
        var texts: [String: String] = [:]
        for (path, node) in try walk(sample.tree) where node.kind == .file {
            texts[path] = String(decoding: try content(of: node, in: sample.tree), as: UTF8.self)
        }
        return texts
    }
}
