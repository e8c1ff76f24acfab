import Foundation
import Ingest
import Store
import Traces

@testable import Tree

/// A store in a temporary directory that is removed with it.
final class SampleStore: Sendable {
    let directory: URL
    let store: Store

    /// An empty store.
    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(
            path: "dossier-tree-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        store = try Store(
            path: directory.appending(path: "store.dossier").path,
            access: .readWrite(creating: true))
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)  // A leftover in /tmp harms nobody.
    }

    /// A store of all sample data, projected.
    static func imported() throws -> SampleStore {
        let sample = try SampleStore()
        for kind in InteractionKind.allCases {
            for path in try sampleFiles(of: kind) { try sample.append(path, kind: kind) }
        }
        _ = try sample.projector.projectChanged()
        return sample
    }

    /// The files of the sample data of a kind.
    static func sampleFiles(of kind: InteractionKind) throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try FileList(at: root.appending(path: "SampleData/\(kind.rawValue)s").path).paths
    }

    var projector: Projector { Projector(store, interpret: Interpretation.interaction(of:)) }

    var tree: Tree { Tree(store.reader(account: "sample")) }

    /// Stores the records of a file without projecting them.
    func append(_ path: String, kind: InteractionKind) throws {
        try append(try Self.records(of: path), kind: kind)
    }

    /// Stores records without projecting them.
    func append(_ records: [StoredRecord], kind: InteractionKind) throws {
        let source = ImportSource(path: "sample.json", format: "otlp-json", sizeBytes: 1)
        let batch = RecordBatch(account: "sample", kind: kind, source: source, records: records)
        _ = try store.append(batch)
    }

    /// The records of a file.
    static func records(of path: String) throws -> [StoredRecord] {
        var records: [StoredRecord] = []
        let file = try InputFile(path: path)
        try Formats.detect(file).format.decode(file) { decoded in
            if case .record(let record, let provenance) = decoded {
                records.append(StoredRecord(record, provenance))
            }
        }
        return records
    }
}

/// Every path of a tree with its node, walked as `find` does.
func walk(_ tree: Tree) throws -> [(path: String, node: Node)] {
    var found: [(String, Node)] = [("", try tree.node(of: .root))]
    var pending = [("", Inode.root)]
    while let (path, inode) = pending.popLast() {
        for entry in try tree.entries(of: inode) {
            let path = path.isEmpty ? entry.name : "\(path)/\(entry.name)"
            found.append((path, entry.node))
            if entry.node.kind == .directory { pending.append((path, entry.node.inode)) }
        }
    }
    return found
}

/// The whole of a file.
func content(of node: Node, in tree: Tree) throws -> [UInt8] {
    Array(try tree.bytes(of: node.inode, from: 0, maximumBytes: .max))
}
