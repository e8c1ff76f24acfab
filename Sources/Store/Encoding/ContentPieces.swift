/// How a long value is cut into pieces, so that equal stretches of different values are stored once.
///
/// The cuts are part of the canonical encoding of records: equal values are cut equally, for ever.
enum ContentPieces {
    /// Shorter stretches are written where they stand.
    static let minimumBytes = 256
    /// Values up to this length are one piece, unless they are JSON arrays.
    static let wholeBytes = 4096
    /// Content-defined pieces are not shorter, but for the last one.
    static let chunkMinimumBytes = 1024
    /// No piece is longer.
    static let chunkMaximumBytes = 16_384
    /// A cut where these 12 bits of the rolling hash are zero: 4 KiB beyond the minimum on average.
    private static let mask: UInt64 = 0xFFF0_0000_0000_0000

    /// Calls `body` with the stretches of a value, in order and without a gap.
    static func forEach(
        of value: UnsafeRawBufferPointer, body: (UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        var start = 0
        if let elements = JSONElements(of: value) {
            for element in elements.ranges where element.count >= minimumBytes {
                try chunks(of: value, in: start..<element.lowerBound, body: body)
                try chunks(of: value, in: element, body: body)
                start = element.upperBound
            }
        }
        try chunks(of: value, in: start..<value.count, body: body)
    }

    /// Cuts where the content says so, so that a stretch that moved is cut as before.
    private static func chunks(
        of value: UnsafeRawBufferPointer, in range: Range<Int>,
        body: (UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        var start = range.lowerBound
        while range.upperBound - start > wholeBytes {
            let end = cut(value, in: start..<range.upperBound)
            try body(UnsafeRawBufferPointer(rebasing: value[start..<end]))
            start = end
        }
        if start < range.upperBound {
            try body(UnsafeRawBufferPointer(rebasing: value[start..<range.upperBound]))
        }
    }

    /// The end of the first chunk of a range, after the gear hash of the last 64 bytes.
    private static func cut(_ value: UnsafeRawBufferPointer, in range: Range<Int>) -> Int {
        let limit = min(range.upperBound, range.lowerBound + chunkMaximumBytes)
        let firstCut = range.lowerBound + chunkMinimumBytes
        var position = firstCut - 64
        var hash: UInt64 = 0
        return gear.withUnsafeBufferPointer { gear in
            while position < limit {
                hash = (hash &<< 1) &+ gear[Int(value[position])]
                position += 1
                if position >= firstCut, hash & mask == 0 { return position }
            }
            return limit
        }
    }

    /// One random number for each byte: the outputs of SplitMix64 from seed zero.
    private static let gear: [UInt64] = {
        var state: UInt64 = 0
        return (0..<256).map { _ in
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }()
}
