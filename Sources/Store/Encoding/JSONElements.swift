/// Where the elements of a JSON array stand, blanks around them left out.
///
/// Only brackets and strings are looked at: whatever else is wrong with the text does not matter for
/// cutting it.
struct JSONElements {
    private(set) var ranges: [Range<Int>] = []

    private let text: UnsafeRawBufferPointer
    private var position = 1
    private var depth = 0
    private var start = 1

    /// Nil when the text is not one array whose brackets match.
    init?(of text: UnsafeRawBufferPointer) {
        self.text = text
        guard text.first == UInt8(ascii: "[") else { return nil }
        while position < text.count {
            let byte = text[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                skipString()
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                guard depth < 0 else { continue }
                finishElement()
                let rest = text[position...]
                guard rest.allSatisfy(Self.isBlank) else { return nil }
                return
            case UInt8(ascii: ",") where depth == 0:
                finishElement()
                start = position
            default:
                continue
            }
        }
        return nil
    }

    private mutating func skipString() {
        while position < text.count {
            let byte = text[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return }
            if byte == UInt8(ascii: "\\") { position += 1 }
        }
    }

    private mutating func finishElement() {
        var range = start..<position - 1
        while let first = range.first, Self.isBlank(text[first]) {
            range = first + 1..<range.upperBound
        }
        while let last = range.last, Self.isBlank(text[last]) {
            range = range.lowerBound..<last
        }
        if !range.isEmpty { ranges.append(range) }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
