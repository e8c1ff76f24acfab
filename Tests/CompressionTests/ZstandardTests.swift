import Compression
import Testing

@Suite struct ZstandardTests {
    @Test("what was compressed comes back", arguments: [0, 1, 255, 256 << 10, 3 << 20])
    func roundTrip(size: Int) throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let frame = Zstandard.compressed(bytes)
        #expect(try Zstandard.decompressed(frame, size: size) == bytes)
    }

    @Test("any flipped bit is an error, never other bytes")
    func damage() {
        let bytes = (0..<2000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }
        let frame = Zstandard.compressed(bytes)
        for bit in 0..<(frame.count * 8) {
            var changed = frame
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            let result = Result { try Zstandard.decompressed(changed, size: bytes.count) }
            guard case .success(let content) = result else { continue }
            #expect(content == bytes)
        }
        for end in 0..<frame.count {
            #expect(throws: CompressionError.self) {
                try Zstandard.decompressed(Array(frame[..<end]), size: bytes.count)
            }
        }
    }

    @Test("another size than recorded is an error, before memory is asked for")
    func wrongSize() {
        let frame = Zstandard.compressed([1, 2, 3])
        for size in [-1, 0, 2, 4, Int.max] {
            #expect(throws: CompressionError.wrongSize(expected: size)) {
                try Zstandard.decompressed(frame, size: size)
            }
        }
        #expect(throws: CompressionError.damaged) { try Zstandard.decompressed([], size: 0) }
        #expect(throws: CompressionError.damaged) {
            try Zstandard.decompressed([1, 2, 3, 4, 5, 6, 7, 8, 9], size: 9)
        }
    }
}
