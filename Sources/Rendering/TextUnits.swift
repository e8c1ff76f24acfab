/// A text as the units by which repetition is found: a line, without the white space around it, or
/// a piece of a long line.
///
/// Pieces end where the content says so, not at fixed lengths, so that the same passage makes the
/// same pieces wherever it stands.
struct TextUnits {
    /// One unit.
    struct Unit {
        var hash: UInt64
        /// Where it begins in the text.
        var offset: Int32
        var length: Int32
        /// Its line, counted from 0.
        var line: Int32
        var beginsLine: Bool
        var endsLine: Bool

        var range: Range<Int> { Int(offset)..<(Int(offset) + Int(length)) }
    }

    /// Lines of more than this many bytes are told in pieces.
    static let longestLine = 160
    private static let shortestPiece = 16
    private static let longestPiece = 256

    /// The units of lines that are not empty, in order.
    private(set) var units: [Unit] = []

    /// Finds the units.
    ///
    /// O(n).
    init(of text: [UInt8]) {
        units.reserveCapacity(text.count / 40 + 1)
        text.withUnsafeBytes { bytes in
            var start = 0
            var line: Int32 = 0
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != 0x0A { end += 1 }
                addLine(bytes, start, end, line)
                start = end + 1
                line += 1
            }
        }
    }

    private mutating func addLine(
        _ bytes: UnsafeRawBufferPointer, _ lineStart: Int, _ lineEnd: Int, _ line: Int32
    ) {
        var start = lineStart
        var end = lineEnd
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        guard start < end else { return }
        guard end - start > Self.longestLine else {
            return add(bytes, start, end, line, true, true)
        }
        var pieceStart = start
        var gear: UInt64 = 0
        for index in start..<end {
            gear = gear << 1 &+ GearTable.values[Int(bytes[index])]
            let length = index + 1 - pieceStart
            let isBoundary = gear >> 24 & 15 == 0 && length >= Self.shortestPiece
            guard isBoundary || length >= Self.longestPiece || index == end - 1 else { continue }
            add(bytes, pieceStart, index + 1, line, pieceStart == start, index == end - 1)
            pieceStart = index + 1
        }
    }

    private mutating func add(
        _ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int, _ line: Int32,
        _ beginsLine: Bool, _ endsLine: Bool
    ) {
        let content = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        units.append(
            Unit(
                hash: ContentHash.value(of: content), offset: Int32(start),
                length: Int32(end - start), line: line, beginsLine: beginsLine, endsLine: endsLine))
    }
}

/// Random numbers for the rolling hash that ends pieces; fixed, because output must be.
private enum GearTable {
    static let values: [UInt64] = {
        var state: UInt64 = 0x5EED
        return (0..<256).map { _ in
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }()
}
