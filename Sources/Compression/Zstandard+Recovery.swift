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
                var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
                var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: size, pos: 0)
                var position = (0, 0)
                repeat {
                    position = (input.pos, output.pos)
                    let result = ZSTD_decompressStream(stream, &output, &input)
                    guard result != 0, ZSTD_isError(result) == 0 else { break }
                } while position != (input.pos, output.pos)
                count = output.pos
            }
        }
    }
}
