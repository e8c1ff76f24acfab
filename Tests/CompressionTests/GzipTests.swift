import Compression
import Testing

@Suite struct GzipTests {
    private static let sample = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 * $0 / 31) }

    @Test(
        "a stream is read as a whole and in pieces of any size", arguments: [1, 7, 4096, 1 << 20])
    func pieces(size: Int) throws {
        let content = size == 1 ? Array(Self.sample[..<3000]) : Self.sample
        let stream = Gzip.compressed(content)
        #expect(Gzip.isGzip(stream))
        #expect(try Gzip.decompressed(stream, limitBytes: content.count) == content)
        #expect(try Self.read(stream, pieceBytes: size) == content)
    }

    @Test("members that follow each other are one content; zeros behind them are padding")
    func members() throws {
        let stream =
            Gzip.compressed([1, 2]) + Gzip.compressed([]) + Gzip.compressed(Self.sample)
        #expect(try Gzip.decompressed(stream, limitBytes: 1 << 20) == [1, 2] + Self.sample)
        #expect(try Self.read(stream + [0, 0, 0], pieceBytes: 5) == [1, 2] + Self.sample)
        #expect(throws: CompressionError.trailingBytes) {
            try Gzip.decompressed(stream + [7], limitBytes: 1 << 20)
        }
        #expect(throws: CompressionError.trailingBytes) {
            try Gzip.decompressed(stream + [0] + stream, limitBytes: 1 << 20)
        }
    }

    @Test("a bomb stops at the limit")
    func bomb() {
        let bomb = Gzip.compressed([UInt8](repeating: 0, count: 20 << 20))
        #expect(bomb.count < 100 << 10)
        #expect(throws: CompressionError.overLimit(1 << 20)) {
            try Gzip.decompressed(bomb, limitBytes: 1 << 20)
        }
    }

    @Test("cut at every offset it is an error; damaged it is an error or the same content")
    func damage() {
        let content = Array(Self.sample[..<500])
        let stream = Gzip.compressed(content)
        for end in 0..<stream.count {
            #expect(throws: CompressionError.cut) {
                try Gzip.decompressed(Array(stream[..<end]), limitBytes: 1000)
            }
        }
        for offset in stream.indices {
            var changed = stream
            changed[offset] ^= 0x41
            let result = Result { try Gzip.decompressed(changed, limitBytes: 1000) }
            guard case .success(let read) = result else { continue }
            #expect(read == content)
        }
    }

    @Test(
        "what comes before a damage is read, whatever the size of the pieces",
        arguments: [64, 1 << 20])
    func beforeDamage(size: Int) throws {
        let first = Gzip.compressed(Self.sample)
        for damage in [[7], [0, 7], [0x1F, 0x8B, 0x08, 0xFF]] as [[UInt8]] {
            var (content, rest) = ([UInt8](), (first + damage)[...])
            let reader = GzipReader(limitBytes: 1 << 20) {
                defer { rest = rest.dropFirst(size) }
                return Array(rest.prefix(size))
            }
            var piece = [UInt8](repeating: 0, count: 1 << 20)
            #expect(throws: CompressionError.self) {
                while true {
                    let count = try piece.withUnsafeMutableBytes { try reader.read(into: $0) }
                    if count == 0 { return }
                    content += piece[..<count]
                }
            }
            #expect(content == Self.sample)
        }
    }

    private static func read(_ stream: [UInt8], pieceBytes: Int) throws -> [UInt8] {
        var rest = stream[...]
        let reader = GzipReader(limitBytes: 1 << 20) {
            defer { rest = rest.dropFirst(pieceBytes) }
            return Array(rest.prefix(pieceBytes))
        }
        var content: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: pieceBytes)
        while true {
            let count = try piece.withUnsafeMutableBytes { try reader.read(into: $0) }
            if count == 0 { return content }
            content += piece[..<count]
        }
    }
}
