extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    var isUpper: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
    var isLower: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
    var isLetter: Bool { isUpper || isLower }
    var isAlphanumeric: Bool { isLetter || isDigit }

    var isHexDigit: Bool {
        isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(lowered)
    }

    /// A letter, a digit, an underscore, or a part of a character beyond ASCII.
    var isWord: Bool { isAlphanumeric || self == UInt8(ascii: "_") || self >= 0x80 }

    /// A character of names of hosts: no underscore, dots between labels.
    var isHostCharacter: Bool {
        isAlphanumeric || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
    }

    /// The lower case of an ASCII letter; anything else as it is.
    var lowered: UInt8 { isUpper ? self | 0x20 : self }

    /// True for one of the characters of an ASCII text.
    func isOne(of characters: StaticString) -> Bool {
        characters.withUTF8Buffer { $0.contains(self) }
    }
}

extension [UInt8] {
    /// The byte at an index; nil outside.
    func at(_ index: Int) -> UInt8? { indices.contains(index) ? self[index] : nil }

    /// The end of the run of bytes from an index on that fulfil a condition.
    func end(from start: Int, while condition: (UInt8) -> Bool) -> Int {
        var end = start
        while end < count, condition(self[end]) { end += 1 }
        return end
    }

    /// The maximal runs of bytes that fulfil a condition.
    func runs(of condition: (UInt8) -> Bool) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var index = 0
        while index < count {
            let end = end(from: index, while: condition)
            if end > index { runs.append(index..<end) }
            index = end + 1
        }
        return runs
    }

    /// True when a text stands at an index, whatever the case of its letters; `text` is in lower case.
    func has(_ text: StaticString, at index: Int) -> Bool {
        guard index >= 0, index + text.utf8CodeUnitCount <= count else { return false }
        return text.withUTF8Buffer { buffer in
            for offset in 0..<buffer.count where self[index + offset].lowered != buffer[offset] {
                return false
            }
            return true
        }
    }

    /// The bytes of a range as text.
    func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }
}
