internal import CZlib

/// Gzip streams as a whole; `GzipReader` reads large ones piece by piece.
public enum Gzip {
    /// True when bytes begin as a gzip stream does.
    public static func isGzip(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: [0x1F, 0x8B, 0x08])
    }

    /// What a stream of one or more members stands for.
    ///
    /// - Throws: `overLimit` before more than `limitBytes` are kept, `damaged` or `cut`.
    public static func decompressed(
        _ bytes: [UInt8], limitBytes: Int
    ) throws(CompressionError) -> [UInt8] {
        let inflater = GzipInflater(limitBytes: limitBytes)
        var content: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        var position = 0
        while true {
            let step = try Self.step(inflater, bytes, from: position, into: &piece).get()
            position += step.consumed
            content += piece[..<step.written]
            if step == (0, 0) { break }
        }
        try inflater.finish()
        return content
    }

    // A result, because the standard library's buffer closures do not carry typed errors.
    private static func step(
        _ inflater: GzipInflater, _ bytes: [UInt8], from position: Int, into piece: inout [UInt8]
    ) -> Result<(consumed: Int, written: Int), CompressionError> {
        bytes.withUnsafeBytes { input in
            piece.withUnsafeMutableBytes { output in
                do throws(CompressionError) {
                    let rest = UnsafeRawBufferPointer(rebasing: input[position...])
                    return .success(try inflater.inflate(rest, into: output))
                } catch {
                    return .failure(error)
                }
            }
        }
    }

    /// A stream of one member.
    public static func compressed(_ bytes: [UInt8], level: Int = 6) -> [UInt8] {
        var stream = z_stream()
        let opened = deflateInit2_(
            &stream, Int32(clamping: level), Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY,
            ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(opened == Z_OK, "a deflate stream of the usual size can be made")
        defer { deflateEnd(&stream) }
        var content: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        var position = 0
        var status = Z_OK
        while status != Z_STREAM_END {
            // zlib counts in 32 bits, so the input is given in pieces too.
            let size = min(bytes.count - position, 1 << 30)
            let isLast = position + size == bytes.count
            let (taken, written) = bytes.withUnsafeBytes { input in
                piece.withUnsafeMutableBytes { output in
                    let start = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
                    stream.next_in = start.map { UnsafeMutablePointer(mutating: $0 + position) }
                    stream.avail_in = UInt32(size)
                    stream.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
                    stream.avail_out = UInt32(output.count)
                    status = deflate(&stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                    return (size - Int(stream.avail_in), output.count - Int(stream.avail_out))
                }
            }
            position += taken
            content += piece[..<written]
        }
        return content
    }
}
