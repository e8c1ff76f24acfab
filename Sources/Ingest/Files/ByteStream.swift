internal import Compression
internal import Foundation

/// The content of a file, decompressed, piece by piece.
final class ByteStream {
    private static let pieceBytes = 1 << 20

    private let handle: FileHandle
    private let gzip: GzipReader?

    init(path: String, isCompressed: Bool, limitBytes: Int) throws(IngestError) {
        let handle = try Self.open(path)
        self.handle = handle
        gzip =
            isCompressed
            ? GzipReader(limitBytes: limitBytes) {
                Array(try handle.read(upToCount: Self.pieceBytes) ?? Data())
            } : nil
    }

    deinit {
        // Nothing was written, so a failure to close loses nothing.
        handle.closeFile()
    }

    /// The next piece; empty at the end.
    ///
    /// - Throws: `CompressionError`, or the system's error.
    func next() throws -> [UInt8] {
        guard let gzip else {
            return Array(try handle.read(upToCount: Self.pieceBytes) ?? Data())
        }
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

    static func isCompressed(path: String) throws(IngestError) -> Bool {
        let handle = try open(path)
        defer { handle.closeFile() }
        do {
            return Gzip.isGzip(try handle.read(upToCount: 3) ?? Data())
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
    }

    private static func open(_ path: String) throws(IngestError) -> FileHandle {
        do {
            return try FileHandle(forReadingFrom: URL(filePath: path))
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
    }
}
