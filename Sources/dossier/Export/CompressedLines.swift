internal import Compression
internal import Foundation

/// A file of lines that is compressed piece by piece.
struct CompressedLines {
    /// How much text is compressed at once; a damaged stretch of the file costs no more.
    private static let pieceBytes = 8 << 20

    /// How many lines were added.
    private(set) var count = 0

    private let handle: FileHandle
    private var text: [UInt8]

    /// Begins a file with a first line.
    init(at url: URL, header: String) throws {
        try Data().write(to: url)
        handle = try FileHandle(forWritingTo: url)
        text = Array(header.utf8)
    }

    /// Adds a line, which says its end; true when a piece was written.
    mutating func add(_ line: [UInt8]) throws -> Bool {
        text += line
        count += 1
        guard text.count >= Self.pieceBytes else { return false }
        try handle.write(contentsOf: Gzip.compressed(text))
        text = []
        return true
    }

    /// Writes the rest; durable when it returns.
    mutating func finish() throws {
        try handle.write(contentsOf: Gzip.compressed(text))
        text = []
        try handle.synchronize()
        try handle.close()
    }
}
