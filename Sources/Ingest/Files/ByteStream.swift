internal import Compression
internal import Foundation

/// The content of a file, decompressed, piece by piece.
final class ByteStream {
    private static let pieceBytes = 1 << 20

    private let nextRaw: () throws -> [UInt8]
    private let gzip: GzipReader?

    /// Reads the pieces that `nextRaw` gives; an empty one is the end.
    init(isCompressed: Bool, limitBytes: Int, nextRaw: @escaping () throws -> [UInt8]) {
        self.nextRaw = nextRaw
        gzip = isCompressed ? GzipReader(limitBytes: limitBytes, nextInput: nextRaw) : nil
    }

    /// Reads a file.
    convenience init(path: String, isCompressed: Bool, limitBytes: Int) throws(IngestError) {
        let handle = try Self.open(path)
        self.init(isCompressed: isCompressed, limitBytes: limitBytes) {
            Array(try handle.read(upToCount: Self.pieceBytes) ?? Data())
        }
    }

    /// Reads bytes in memory.
    convenience init(bytes: [UInt8], isCompressed: Bool, limitBytes: Int) {
        var rest = bytes[...]
        self.init(isCompressed: isCompressed, limitBytes: limitBytes) {
            defer { rest = rest.dropFirst(Self.pieceBytes) }
            return Array(rest.prefix(Self.pieceBytes))
        }
    }

    /// The next piece; empty at the end.
    ///
    /// - Throws: `CompressionError`, or the system's error.
    func next() throws -> [UInt8] {
        guard let gzip else { return try nextRaw() }
        var failure: (any Error)?
        let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceBytes) { buffer, count in
            do {
                count = try gzip.read(into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return piece
    }

    /// True when a file begins as a gzip stream does.
    static func isCompressed(path: String) throws(IngestError) -> Bool {
        let handle = try open(path)
        do {
            return Gzip.isGzip(try handle.read(upToCount: 3) ?? Data())
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
    }

    // The handle closes when it is released.
    private static func open(_ path: String) throws(IngestError) -> FileHandle {
        do {
            return try FileHandle(forReadingFrom: URL(filePath: path))
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
    }
}
