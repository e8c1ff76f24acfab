import Compression
import Foundation
import Ingest
import JSON
import Testing

@Suite struct InputFileTests {
    private func withDirectory(_ body: (URL) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "dossier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try body(directory)
    }

    private func lines(_ file: InputFile) throws -> [Line] {
        let reader = try file.lines()
        var lines: [Line] = []
        while let line = reader.next() { lines.append(line) }
        return lines
    }

    @Test("lines come with their offsets, whatever their ends and however long")
    func lineOffsets() throws {
        let long = String(repeating: "x", count: 3 << 20)
        let text = "one\r\n\n  \ntwo\n\(long)\nlast"
        for bytes in [Array(text.utf8), Gzip.compressed(Array(text.utf8))] {
            let lines = try lines(InputFile(path: "x", bytes: bytes))
            #expect(lines.map(\.number) == [1, 4, 5, 6])
            #expect(lines.map(\.offsetBytes) == [0, 9, 13, 14 + (3 << 20)])
            #expect(lines.map(\.lengthBytes) == [4, 3, 3 << 20, 4])
            #expect(lines.last?.bytes == Array("last".utf8))
        }
        #expect(try lines(InputFile(path: "x", bytes: [])).isEmpty)
    }

    @Test("a line over the limit is cut and says so; the next ones are read")
    func longLine() throws {
        var limits = InputLimits()
        limits.lineBytes = 10
        let bytes = Array("short\n0123456789\n0123456789a\nend".utf8)
        let lines = try lines(InputFile(path: "x", bytes: bytes, limits: limits))
        #expect(lines.map(\.isTooLong) == [false, false, true, false])
        #expect(lines[2].lengthBytes == 11)
    }

    @Test("files on disk are read plain or compressed, with the files beside them")
    func disk() throws {
        try withDirectory { directory in
            let text = Array("{\"a\":1}\n".utf8)
            let plain = directory.appending(path: "a.json")
            let packed = directory.appending(path: "b.json.gz")
            try Data(text).write(to: plain)
            try Data(Gzip.compressed(text)).write(to: packed)
            for url in [plain, packed] {
                let file = try InputFile(path: url.path)
                let content = try file.content()
                #expect(content.failure == nil)
                #expect(content.source[0..<content.source.count] == text)
                #expect(try lines(file).map(\.lengthBytes) == [7])
                #expect(file.sibling("a.json")?.name == "a.json")
                #expect(file.sibling("absent") == nil)
            }
            #expect(throws: IngestError.notAFile(path: directory.path)) {
                try InputFile(path: directory.path)
            }
            #expect(throws: IngestError.self) {
                try InputFile(path: directory.appending(path: "absent").path)
            }
        }
    }

    @Test("a bomb stops at the limit")
    func bomb() throws {
        var limits = InputLimits()
        limits.decompressedBytes = 1 << 20
        let bomb = Gzip.compressed([UInt8](repeating: 0x20, count: 10 << 20))
        let file = InputFile(path: "x.gz", bytes: bomb, limits: limits)
        let content = try file.content()
        #expect(content.source.count <= 1 << 20)
        #expect(content.failure as? CompressionError == .overLimit(1 << 20))
        let reader = try file.lines()
        while reader.next() != nil {}
        #expect(reader.failure as? CompressionError == .overLimit(1 << 20))
    }

    @Test("a directory is listed in order, without what is no trace")
    func list() throws {
        try withDirectory { directory in
            for name in ["b.json", "B.json", "a.truth.json", "SOURCE.md", ".hidden", "sub/c.jsonl"]
            {
                let url = directory.appending(path: name)
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data("{}".utf8).write(to: url)
            }
            try FileManager.default.createSymbolicLink(
                atPath: directory.appending(path: "sub/loop").path,
                withDestinationPath: directory.path)
            let list = try FileList(at: directory.path)
            let root = directory.path + "/"
            #expect(list.paths == ["B.json", "b.json", "sub/c.jsonl"].map { root + $0 })
            #expect(
                list.skipped.map(\.path)
                    == ["SOURCE.md", "a.truth.json", "sub/loop"].map {
                        root + $0
                    })
            #expect(try FileList(at: root + "b.json").paths == [root + "b.json"])
            #expect(throws: IngestError.self) { try FileList(at: root + "absent") }
        }
    }

    @Test("a directory that cannot be looked at is told, and costs nothing else")
    func unreadable() throws {
        try withDirectory { directory in
            // Nobody may look at a path of more than 4096 bytes, not even root.
            let name = String(repeating: "d", count: 250)
            let script = """
                import os, sys
                os.chdir(sys.argv[1])
                for name in ["a.json", "z.json"]: open(name, "w").write("{}")
                for _ in range(20):
                    os.mkdir(sys.argv[2])
                    os.chdir(sys.argv[2])
                    open("in.json", "w").write("{}")
                """
            try run("python3", "-c", script, directory.path, name)
            // Its path is too long to be removed with the rest.
            defer { try? run("rm", "-rf", "\(directory.path)/\(name)") }
            let list = try FileList(at: directory.path)
            let names = list.paths.map { URL(filePath: $0).lastPathComponent }
            #expect(names.first == "a.json" && names.last == "z.json")
            #expect(names.count(where: { $0 == "in.json" }) >= 15)
            #expect(list.skipped.isEmpty)
            #expect(list.unreadable.count >= 1)
            #expect(list.unreadable.allSatisfy { $0.path.utf8.count > 4000 && !$0.reason.isEmpty })
        }
    }

    private func run(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}
