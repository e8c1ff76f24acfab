internal import Foundation

/// Words that look random, which may be keys without a name.
///
/// Identifiers that are no secret are only suspected.
enum EntropyDetector {
    static let matches: Detector = { text in
        text.runs { $0.isAlphanumeric || $0.isOne(of: "+_=-") }.compactMap { run in
            var range = run
            while let last = range.last, text[last].isOne(of: "-_+") {
                range = range.lowerBound..<last
            }
            while let first = range.first, text[first].isOne(of: "-_+=") {
                range = (first + 1)..<range.upperBound
            }
            guard range.count >= 20, text.at(range.lowerBound - 1).map({ $0 < 0x80 }) ?? true
            else { return nil }
            let word = text[range]
            if isIdentifier(word) {
                return Match(range: range, kind: .identifier, isSure: false)
            }
            return isRandom(word) ? Match(range: range, kind: .secret) : nil
        }
    }

    /// A UUID, or at least 32 hexadecimal digits.
    private static func isIdentifier(_ word: ArraySlice<UInt8>) -> Bool {
        let digits = word.filter { $0 != UInt8(ascii: "-") }
        guard digits.allSatisfy(\.isHexDigit), digits.contains(where: \.isDigit) else {
            return false
        }
        return digits.count >= 32
    }

    /// Upper case, lower case and digits mixed, with many characters that differ.
    private static func isRandom(_ word: ArraySlice<UInt8>) -> Bool {
        let upper = word.count(where: \.isUpper)
        let lower = word.count(where: \.isLower)
        let digits = word.count(where: \.isDigit)
        guard upper >= 2, lower >= 2, digits >= 2 else { return false }
        return entropy(of: word) >= 3.7 && changes(in: word) * 5 >= word.count * 2
    }

    /// Bits a character.
    private static func entropy(of word: ArraySlice<UInt8>) -> Double {
        var counts = [Int](repeating: 0, count: 256)
        for byte in word { counts[Int(byte)] += 1 }
        return counts.filter { $0 > 0 }.reduce(0) { sum, count in
            let share = Double(count) / Double(word.count)
            return sum - share * log2(share)
        }
    }

    /// How often the class of character changes from one to the next: words change seldom.
    private static func changes(in word: ArraySlice<UInt8>) -> Int {
        zip(word, word.dropFirst()).count { characterClass($0) != characterClass($1) }
    }

    private static func characterClass(_ byte: UInt8) -> Int {
        if byte.isUpper { return 0 }
        if byte.isLower { return 1 }
        return byte.isDigit ? 2 : 3
    }
}
