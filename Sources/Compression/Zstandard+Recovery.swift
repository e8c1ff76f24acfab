internal import CZstd

extension Zstandard {
    /// The bytes that come out of a damaged frame before the damage is met, `size` at most.
    ///
    /// They may be wrong themselves: only a digest can tell.
    public static func recovered(_ bytes: [UInt8], size: Int) -> [UInt8] {
        let stream = ZSTD_createDStream()
        defer { ZSTD_freeDStream(stream) }
        return bytes.withUnsafeBytes { source in
            [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                var input = ZSTD_inBuffer(src: source.baseAddress, size: 0, pos: 0)
                var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: size, pos: 0)
                // In small steps: given a whole frame, the library gives all of it or nothing.
                while input.pos == input.size, input.size < source.count {
                    input.size = min(source.count, input.size + 256)
                    var before = (-1, -1)
                    while before != (input.pos, output.pos) {
                        before = (input.pos, output.pos)
                        let result = ZSTD_decompressStream(stream, &output, &input)
                        if ZSTD_isError(result) != 0 { break }
                    }
                }
                count = output.pos
            }
        }
    }
}
