internal import JSON

/// Lines of a file, in memory that does not grow with the file.
///
/// Lines of white space are left out.
public final class LineReader {
    private let stream: ByteStream
    private let limitBytes: Int
    private var piece: [UInt8] = []
    private var position = 0
    private var offset = 0
    private var number = 0
    private var isFinished = false

    /// Why the file ended too early (a damaged gzip stream, a failing disk); known at the end.
    public private(set) var failure: (any Error)?

    init(_ stream: ByteStream, limitBytes: Int) {
        self.stream = stream
        self.limitBytes = limitBytes
    }

    /// The next line, or nil at the end.
    public func next() -> Line? {
        while let line = nextOfAny() {
            if line.isTooLong || JSONDocument.nextOffset(in: line.source, from: 0) != nil {
                return line
            }
        }
        return nil
    }

    private func nextOfAny() -> Line? {
        var kept: [UInt8] = []
        var length = 0
        let start = offset
        while true {
            if position == piece.count && !readPiece() {
                guard length > 0 else { return nil }
                return line(kept, at: start, length: length)
            }
            let end = endOfLine()
            let stretch = piece[position..<(end ?? piece.count)]
            length += stretch.count
            // Beyond the limit only the beginning is kept, enough to show what it was.
            let room = length > limitBytes ? Rejection.maximumBytes - kept.count : stretch.count
            kept += stretch.prefix(max(room, 0))
            offset += stretch.count + (end == nil ? 0 : 1)
            position = end.map { $0 + 1 } ?? piece.count
            if end != nil { return line(kept, at: start, length: length) }
        }
    }

    private func line(_ bytes: [UInt8], at start: Int, length: Int) -> Line {
        number += 1
        return Line(
            offsetBytes: start, lengthBytes: length, number: number, source: JSONSource(bytes),
            isTooLong: length > limitBytes)
    }

    private func endOfLine() -> Int? {
        piece.withUnsafeBufferPointer { buffer in
            UnsafeBufferPointer(rebasing: buffer[position...]).firstIndex(of: UInt8(ascii: "\n"))
        }.map { $0 + position }
    }

    private func readPiece() -> Bool {
        guard !isFinished else { return false }
        do {
            piece = try stream.next()
        } catch {
            failure = error
            piece = []
        }
        position = 0
        isFinished = piece.isEmpty
        return !isFinished
    }
}
