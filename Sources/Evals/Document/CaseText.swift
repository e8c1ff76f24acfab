internal import Glibc

/// The lines of a case, each with what its standalone text leaves out.
struct CaseText {
    /// One line of the standalone text.
    struct Line {
        /// The bytes of the file: indentation, dash, text and line end.
        var original: Range<Int>
        /// Where the text of the line begins in the file.
        var text: Int
    }

    let lines: [Line]
    let source: [UInt8]

    /// Takes the lines of a case apart.
    ///
    /// `column` is that of the dash, `width` that of what stands behind it, `marker` the offset of the
    /// dash; nil for an entry, which has none.
    init(_ bytes: [UInt8], region: Range<Int>, column: Int, width: Int, marker: Int?) {
        source = bytes
        lines = bytes.withUnsafeBufferPointer { buffer in
            Self.lines(of: buffer, region: region, column: column, width: width, marker: marker)
        }
    }

    private static func lines(
        of bytes: UnsafeBufferPointer<UInt8>, region: Range<Int>, column: Int, width: Int,
        marker: Int?
    ) -> [Line] {
        var lines: [Line] = []
        var start = region.lowerBound
        var carried: Int?
        while start < region.upperBound {
            let end = bytes[start..<region.upperBound].endOfLine ?? region.upperBound
            let isAbove = marker.map { end <= $0 } ?? true
            var text = Self.skipSpaces(
                in: bytes, from: start, before: end, atMost: isAbove ? column : width)
            if let marker, start <= marker, marker < end {
                text = Self.skipSpaces(in: bytes, from: marker + 1, before: end, atMost: .max)
                if Self.isLineEnd(bytes, text, end) {
                    // A dash alone: the next line brings the text.
                    carried = start
                    start = end
                    continue
                }
            }
            lines.append(Line(original: (carried ?? start)..<end, text: text))
            carried = nil
            start = end
        }
        if let carried {
            lines.append(Line(original: carried..<region.upperBound, text: region.upperBound))
        }
        return lines
    }

    /// The standalone text.
    var text: [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(lines.reduce(0) { $0 + $1.original.upperBound - $1.text })
        for line in lines { text += source[line.text..<line.original.upperBound] }
        return text
    }

    func text(of line: Line) -> ArraySlice<UInt8> { source[line.text..<line.original.upperBound] }

    private static func skipSpaces(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int, before end: Int, atMost count: Int
    ) -> Int {
        var offset = start
        while offset < end, offset - start < count, bytes[offset] == 0x20 { offset += 1 }
        return offset
    }

    private static func isLineEnd(
        _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ end: Int
    ) -> Bool {
        offset == end || bytes[offset] == 0x0A || bytes[offset] == 0x0D
    }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
    /// The index behind the first newline; nil when there is none.
    var endOfLine: Int? {
        guard let start = base.baseAddress.map({ $0 + startIndex }),
            let newline = memchr(start, 0x0A, count)
        else { return nil }
        return startIndex + (UnsafeRawPointer(newline) - UnsafeRawPointer(start)) + 1
    }
}
