/// A stretch of a prompt that stands word for word in a case.
public struct VerbatimOverlap: Hashable, Sendable {
    /// The index of the case in the list that was compared.
    public let caseIndex: Int
    /// The stretch, with white space as single spaces.
    public let text: String

    /// The longest stretch that a prompt shares with each case, from a length on, longest first.
    ///
    /// Cases are compared by the texts in their input and expectation. Lengths are bytes; white
    /// space of any kind counts as one space.
    ///
    /// - Complexity: O(bytes of the prompt and the cases), unless the prompt repeats itself.
    public static func found(
        prompt: String, cases: [EvalCase], minimumLength: Int = 40
    ) -> [VerbatimOverlap] {
        let index = WindowIndex(normalized(prompt), length: max(minimumLength, 1))
        return cases.enumerated().compactMap { caseIndex, evalCase in
            let texts = texts(in: evalCase.input) + (evalCase.expect.map(texts) ?? [])
            let longest = texts.map { index.longestShared(with: normalized($0)) }
                .max { $0.count < $1.count }
            guard let longest, !longest.isEmpty else { return nil }
            return VerbatimOverlap(
                caseIndex: caseIndex, text: String(decoding: longest, as: UTF8.self).trimmed)
        }.sorted { ($1.text.utf8.count, $0.caseIndex) < ($0.text.utf8.count, $1.caseIndex) }
    }

    private static func texts(in value: EvalValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .list(let elements): elements.flatMap(texts)
        case .map(let members): members.flatMap { texts(in: $0.value) }
        case .null, .bool, .int, .double: []
        }
    }

    private static func normalized(_ text: String) -> [UInt8] {
        Array(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").utf8)
    }
}

/// Where each window of a text stands, by a rolling hash.
private struct WindowIndex {
    /// Places of one window that are looked at; a prompt that repeats itself has more.
    private static let mostPlaces = 8
    private static let base: UInt64 = 1_099_511_628_211

    private let text: [UInt8]
    private let length: Int
    private let places: [UInt64: [Int]]

    init(_ text: [UInt8], length: Int) {
        self.text = text
        self.length = length
        var places: [UInt64: [Int]] = [:]
        Self.forEachWindow(of: text, length: length) { start, hash in
            if places[hash, default: []].count < Self.mostPlaces {
                places[hash, default: []].append(start)
            }
        }
        self.places = places
    }

    /// The longest stretch of a text that the indexed text has too; empty below the length.
    func longestShared(with other: [UInt8]) -> ArraySlice<UInt8> {
        var longest = other[0..<0]
        Self.forEachWindow(of: other, length: length) { start, hash in
            guard start + longest.count < other.count, let candidates = places[hash] else { return }
            for place in candidates {
                var count = 0
                while place + count < text.count, start + count < other.count,
                    text[place + count] == other[start + count]
                {
                    count += 1
                }
                if count >= length, count > longest.count {
                    longest = other[start..<(start + count)]
                }
            }
        }
        // Begins and ends with whole characters.
        longest = longest.drop { $0 & 0xC0 == 0x80 }
        while let last = longest.last, last >= 0x80,
            String(validating: longest, as: UTF8.self) == nil
        {
            longest.removeLast()
        }
        return longest
    }

    private static func forEachWindow(
        of bytes: [UInt8], length: Int, _ body: (Int, UInt64) -> Void
    ) {
        guard bytes.count >= length else { return }
        var hash: UInt64 = 0
        var highest: UInt64 = 1
        for _ in stride(from: 1, to: length, by: 1) { highest = highest &* base }
        for (end, byte) in bytes.enumerated() {
            if end >= length { hash = hash &- UInt64(bytes[end - length]) &* highest }
            hash = hash &* base &+ UInt64(byte)
            if end >= length - 1 { body(end - length + 1, hash) }
        }
    }
}
