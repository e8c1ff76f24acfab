/// Writes a zip archive whose entries are compressed in any way.
struct MadeArchive {
    /// The entries so far.
    private var entries: [UInt8] = []
    private var list: [UInt8] = []
    private var count = 0

    /// The archive.
    var bytes: [UInt8] {
        entries + list + [0x50, 0x4B, 5, 6] + number(0, 4) + number(count, 2) + number(count, 2)
            + number(list.count, 4) + number(entries.count, 4) + number(0, 2)
    }

    /// Adds a file; `packed` is what its content becomes by a method.
    mutating func add(_ name: String, _ content: [UInt8], packed: [UInt8], method: Int) {
        let offset = entries.count
        let facts =
            number(20, 2) + number(0, 2) + number(method, 2) + number(0, 4)
            + number(Int(checksum(content)), 4) + number(packed.count, 4)
            + number(content.count, 4) + number(name.utf8.count, 2) + number(0, 2)
        entries += [0x50, 0x4B, 3, 4] + facts + Array(name.utf8) + packed
        list += [0x50, 0x4B, 1, 2] + number(20, 2) + facts + number(0, 10) + number(offset, 4)
        list += Array(name.utf8)
        count += 1
    }

    private func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
    }

    /// CRC-32 bit by bit.
    private func checksum(_ content: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for byte in content {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
