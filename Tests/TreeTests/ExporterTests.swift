import Foundation
import SystemPackage
import Testing
import Traces

@testable import Tree

@Suite struct ExporterTests {
    @Test("an export has the names, bytes, links and times of the tree, and nothing else")
    func sameAsTree() throws {
        let sample = try SampleStore.imported()
        let target = sample.directory.appending(path: "export")
        var exporter = Exporter(sample.tree)
        let summary = try exporter.export(to: FilePath(target.path))
        let files = try walk(sample.tree)
        #expect(summary.files == files.filter { $0.node.kind == .file }.count)
        #expect(summary.links == files.filter { $0.node.kind == .link }.count)
        #expect(summary.directories == files.filter { $0.node.kind == .directory }.count)
        let found = FileManager.default.enumerator(atPath: target.path)?.compactMap {
            $0 as? String
        }
        #expect(Set(found ?? []) == Set(files.map(\.path)).subtracting([""]))
        for file in files {
            let path = target.appending(path: file.path).path
            switch file.node.kind {
            case .file:
                let bytes = try Data(contentsOf: URL(filePath: path))
                #expect(Array(bytes) == (try content(of: file.node, in: sample.tree)))
            case .link:
                let link = try FileManager.default.destinationOfSymbolicLink(atPath: path)
                #expect(link == (try sample.tree.target(of: file.node.inode)))
            case .directory: break
            }
            var status = stat()
            #expect(lstat(path, &status) == 0)
            let modified =
                Int64(status.st_mtim.tv_sec) * 1_000_000_000
                + Int64(status.st_mtim.tv_nsec)
            #expect(modified == file.node.modified.nanoseconds, "\(file.path)")
        }
    }

    @Test("a directory that holds something is refused, and left alone")
    func refusesUsedDirectory() throws {
        let sample = try SampleStore()
        let target = sample.directory.appending(path: "export")
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: target.appending(path: "mine"))
        var exporter = Exporter(sample.tree)
        #expect(throws: ExportError.self) { try exporter.export(to: FilePath(target.path)) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: target.path) == ["mine"])
    }
}
