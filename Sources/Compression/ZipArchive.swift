internal import CZlib
internal import CZstd

/// A zip archive, read entry by entry: stored, deflated or (method 93) zstd, zip64 too.
///
/// The list at the end says what is inside; where that is damaged or cut off, the entries' own headers
/// do, so that damage in one place costs what stands there and no more.
public struct ZipArchive: Sendable {
    /// One file in an archive.
    public struct Entry: Hashable, Sendable {
        /// The name, `/` between its parts.
        public var name: String
        /// How it is compressed, as the format numbers it.
        public var method: UInt16
        /// Where its header begins in the archive, in bytes.
        public var headerOffset: Int
        /// The size in the archive, in bytes.
        public var compressedBytes: Int
        /// The size of the content, in bytes.
        public var contentBytes: Int
        /// The CRC-32 of the content.
        public var checksum: UInt32

        /// True for a way of compression that can be read: stored, deflated or zstd.
        public var isReadable: Bool { Method(rawValue: method) != nil }
    }

    /// The ways of compression that are read, as the format numbers them.
    private enum Method: UInt16 {
        case stored = 0
        case deflated = 8
        case zstandard = 93
    }

    /// Reads a range of the archive's bytes.
    public typealias Read = (Range<Int>) throws -> [UInt8]

    /// The entries in the order of the archive.
    public let entries: [Entry]
    private let sizeBytes: Int

    /// Reads the list of an archive of a size.
    ///
    /// - Throws: `damaged` when nothing in it is an entry, and what `read` throws.
    public init(sizeBytes: Int, read: Read) throws {
        self.sizeBytes = sizeBytes
        let listed = try ZipDirectory.entries(sizeBytes: sizeBytes, read: read) ?? []
        let confirmed = try listed.filter { try ZipDirectory.isConfirmed($0, read: read) }
        if !listed.isEmpty && confirmed.count == listed.count {
            entries = listed
        } else {
            let offsets = Set(confirmed.map(\.headerOffset))
            let scanned = try ZipDirectory.scannedEntries(sizeBytes: sizeBytes, read: read)
            entries = (confirmed + scanned.filter { !offsets.contains($0.headerOffset) })
                .sorted { $0.headerOffset < $1.headerOffset }
        }
        if entries.isEmpty { throw CompressionError.damaged }
    }

    /// True when bytes begin as a zip archive with something in it does.
    public static func isZip(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
    }

    /// The content of an entry.
    ///
    /// - Throws: `CompressionError` when it is damaged or larger than the limit, and what `read` throws.
    public func content(of entry: Entry, limitBytes: Int, read: Read) throws -> [UInt8] {
        guard entry.contentBytes <= limitBytes else { throw CompressionError.overLimit(limitBytes) }
        let fixed = try read(entry.headerOffset..<min(sizeBytes, entry.headerOffset + 30))
        guard fixed.count == 30, Self.isZip(fixed) else { throw CompressionError.damaged }
        let start =
            entry.headerOffset + 30 + Int(fixed.uint16(at: 26)) + Int(fixed.uint16(at: 28))
        let end = start + entry.compressedBytes
        guard start <= end, end <= sizeBytes else { throw CompressionError.cut }
        let packed = try read(start..<end)
        let content: [UInt8]
        switch Method(rawValue: entry.method) {
        case .stored: content = packed
        case .deflated: content = try Self.inflated(packed, size: entry.contentBytes)
        case .zstandard: content = try Self.zstandard(packed, size: entry.contentBytes)
        case nil: throw CompressionError.damaged
        }
        let sum = content.withUnsafeBufferPointer { buffer in
            crc32_z(0, buffer.baseAddress, buffer.count)
        }
        guard UInt32(truncatingIfNeeded: sum) == entry.checksum else {
            throw CompressionError.damaged
        }
        return content
    }

    private static func inflated(_ packed: [UInt8], size: Int) throws -> [UInt8] {
        var stream = z_stream()
        let opened = inflateInit2_(
            &stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard opened == Z_OK, packed.count <= Int(UInt32.max), size <= Int(UInt32.max) else {
            throw CompressionError.damaged
        }
        defer { inflateEnd(&stream) }
        var status = Z_OK
        let content = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            packed.withUnsafeBufferPointer { input in
                // zlib does not write to its input.
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(size)
                status = inflate(&stream, Z_FINISH)
                count = size - Int(stream.avail_out)
            }
        }
        guard status == Z_STREAM_END, content.count == size else { throw CompressionError.damaged }
        return content
    }

    private static func zstandard(_ packed: [UInt8], size: Int) throws -> [UInt8] {
        var result = 0
        let content = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            result = packed.withUnsafeBytes { input in
                ZSTD_decompress(buffer.baseAddress, size, input.baseAddress, input.count)
            }
            count = ZSTD_isError(result) == 0 ? result : 0
        }
        guard content.count == size else { throw CompressionError.damaged }
        return content
    }
}
