internal import CZstd

/// Zstandard frames, each made in one call and of a known size.
public enum Zstandard {
    /// The frame of bytes, with a checksum; 3 is the library's usual level.
    public static func compressed(_ bytes: [UInt8], level: Int = 3) -> [UInt8] {
        bytes.withUnsafeBytes { compressed($0, level: level) }
    }

    /// The frame of bytes, with a checksum; 3 is the library's usual level.
    public static func compressed(_ bytes: UnsafeRawBufferPointer, level: Int = 3) -> [UInt8] {
        let context = ZSTD_createCCtx()
        defer { ZSTD_freeCCtx(context) }
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(clamping: level))
        ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
        let bound = ZSTD_compressBound(bytes.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            count = ZSTD_compress2(
                context, buffer.baseAddress, bound, bytes.baseAddress, bytes.count)
            precondition(ZSTD_isError(count) == 0, "compressing into enough memory succeeds")
        }
    }

    /// The `size` bytes that a frame stands for.
    ///
    /// - Throws: `damaged` when it is no frame, `wrongSize` when it stands for another number.
    public static func decompressed(
        _ bytes: [UInt8], size: Int
    ) throws(CompressionError) -> [UInt8] {
        try bytes.withUnsafeBytes { Self.content(of: $0, size: size) }.get()
    }

    /// The `size` bytes that a frame stands for.
    ///
    /// - Throws: `damaged` when it is no frame, `wrongSize` when it stands for another number.
    public static func decompressed(
        _ bytes: UnsafeRawBufferPointer, size: Int
    ) throws(CompressionError) -> [UInt8] {
        try content(of: bytes, size: size).get()
    }

    private static func content(
        of bytes: UnsafeRawBufferPointer, size: Int
    ) -> Result<[UInt8], CompressionError> {
        let declared = ZSTD_getFrameContentSize(bytes.baseAddress, bytes.count)
        let unknown = UInt64.max  // ZSTD_CONTENTSIZE_UNKNOWN; one less means an error.
        guard declared < unknown - 1 else { return .failure(.damaged) }
        // Checked before memory is asked for: a damaged size must not become an allocation.
        guard UInt64(exactly: size) == declared else {
            return .failure(.wrongSize(expected: size))
        }
        var result = 0
        let content = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            result = ZSTD_decompress(buffer.baseAddress, size, bytes.baseAddress, bytes.count)
            count = ZSTD_isError(result) == 0 ? result : 0
        }
        guard ZSTD_isError(result) == 0 else { return .failure(.damaged) }
        return result == size ? .success(content) : .failure(.wrongSize(expected: size))
    }
}
