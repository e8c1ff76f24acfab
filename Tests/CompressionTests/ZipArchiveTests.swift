import Compression
import Testing

@Suite struct ZipArchiveTests {
    /// An archive of stored entries, as `zip -0` makes them.
    private func archive(_ entries: [(name: String, content: String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        var list: [UInt8] = []
        for (name, content) in entries {
            let offset = bytes.count
            var common = number(20, 2) + number(0, 2) + number(0, 2) + number(0, 4)
            common += number(Int(checksum(content)), 4)
            common += number(content.utf8.count, 4) + number(content.utf8.count, 4)
            common += number(name.utf8.count, 2) + number(0, 2)
            bytes += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + Array(content.utf8)
            list += [0x50, 0x4B, 1, 2] + number(20, 2) + common + number(0, 10)
            list += number(offset, 4) + Array(name.utf8)
        }
        let start = bytes.count
        bytes += list
        bytes += [0x50, 0x4B, 5, 6] + number(0, 4) + number(entries.count, 2)
        bytes += number(entries.count, 2) + number(list.count, 4) + number(start, 4) + number(0, 2)
        return bytes
    }

    private func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
    }

    /// CRC-32 bit by bit.
    private func checksum(_ text: String) -> UInt32 {
        var sum = UInt32.max
        for byte in text.utf8 {
            sum ^= UInt32(byte)
            for _ in 0..<8 {
                let isOdd = sum & 1 == 1
                sum >>= 1
                if isOdd { sum ^= 0xEDB8_8320 }
            }
        }
        return ~sum
    }

    private func contents(_ bytes: [UInt8]) throws -> [String: String] {
        let read: ZipArchive.Read = { Array(bytes[$0.clamped(to: 0..<bytes.count)]) }
        let archive = try ZipArchive(sizeBytes: bytes.count, read: read)
        var contents: [String: String] = [:]
        for entry in archive.entries {
            do {
                let content = try archive.content(of: entry, limitBytes: 1 << 20, read: read)
                contents[entry.name] = String(decoding: content, as: UTF8.self)
            } catch is CompressionError {
                continue  // The damage of one entry is no damage of another.
            }
        }
        return contents
    }

    private let entries = [("a.json", "{\"a\": 1}"), ("b/c.json", "[true]"), ("d", "last one")]

    @Test("every entry has its content")
    func whole() throws {
        #expect(try contents(archive(entries)) == Dictionary(uniqueKeysWithValues: entries))
    }

    @Test("a flipped byte costs at most the entry that it is in")
    func flipped() throws {
        let whole = archive(entries)
        for offset in whole.indices {
            var bytes = whole
            bytes[offset] ^= 0x41
            let found = try contents(bytes)
            let kept = entries.filter { found[$0.0] == $0.1 }.count
            #expect(kept >= 2, "byte \(offset)")
        }
    }

    @Test("an archive that is cut has the entries before the cut")
    func cut() throws {
        let whole = archive(entries)
        let second = try #require(whole.lastRange(of: Array("b/c.json".utf8))).lowerBound
        let found = try contents(Array(whole[..<second]))
        #expect(found == Dictionary(uniqueKeysWithValues: entries))
        for size in 0..<whole.count {
            do {
                _ = try contents(Array(whole[..<size]))
            } catch is CompressionError {
                #expect(size < 50)
            }
        }
    }

    @Test("no more comes out than the limit allows")
    func limit() throws {
        let bytes = archive(entries)
        let read: ZipArchive.Read = { Array(bytes[$0.clamped(to: 0..<bytes.count)]) }
        let archive = try ZipArchive(sizeBytes: bytes.count, read: read)
        #expect(throws: CompressionError.overLimit(3)) {
            try archive.content(of: archive.entries[0], limitBytes: 3, read: read)
        }
    }
}

extension [UInt8] {
    fileprivate func lastRange(of part: [UInt8]) -> Range<Int>? {
        indices.reversed().first { self[$0...].starts(with: part) }.map { $0..<($0 + part.count) }
    }
}
