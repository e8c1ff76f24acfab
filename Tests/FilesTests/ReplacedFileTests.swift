import Files
import Foundation
import SystemPackage
import Testing

@Suite struct ReplacedFileTests {
    /// Sizes around those of the pieces in which a file is read.
    private static let sizes = [0, 1, 65_535, 65_536, 65_537, 300_000]

    private let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory
            .appending(path: "files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    private func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 / 7) }
    }

    private func file(_ bytes: [UInt8]) throws -> ReplacedFile {
        let url = directory.appending(path: "file-\(UUID().uuidString)")
        try Data(bytes).write(to: url)
        return ReplacedFile(path: FilePath(url.path))
    }

    @Test(
        "a file of any size is read whole, and replaced while it is what was read", arguments: sizes
    )
    func replaced(size: Int) throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let old = bytes(size)
        let file = try file(old)
        #expect(try file.read() == old)
        let new = bytes(size + 70_000)
        #expect(try file.replace(old, with: new))
        #expect(try file.read() == new)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).count == 1)
    }

    @Test("a file that has any other byte, or more or fewer, stays as it is", arguments: sizes)
    func saved(size: Int) throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let read = bytes(size)
        var others = [read + [0], read + bytes(65_536)]
        for index in Set([0, size / 2, size - 1]) where read.indices.contains(index) {
            var other = read
            other[index] ^= 1
            others += [other, Array(read[..<index])]
        }
        for other in others {
            let file = try file(other)
            #expect(try !file.replace(read, with: [1]))
            #expect(try file.read() == other)
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        #expect(files.count == others.count)
    }
}
