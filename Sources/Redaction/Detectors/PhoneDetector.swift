/// Telephone numbers.
enum PhoneDetector {
    static let matches: Detector = { text in
        var matches: [Match] = []
        var index = 0
        while index < text.count {
            guard text[index].isDigit || text[index].isOne(of: "+("),
                text.at(index - 1).map({ !$0.isWord && !$0.isOne(of: ".-/:") }) ?? true
            else {
                index += 1
                continue
            }
            let end = numberEnd(text, index)
            if let isSure = certainty(text, index..<end) {
                matches.append(Match(range: index..<end, kind: .phone, isSure: isSure))
            }
            index = max(end, index + 1)
        }
        return matches
    }

    /// Digits with single separators between their groups.
    private static func numberEnd(_ text: [UInt8], _ start: Int) -> Int {
        var end = start
        var index = start
        while index < text.count, index - start < 32 {
            if text[index].isDigit {
                end = index + 1
            } else if text[index] == UInt8(ascii: "+") {
                guard index == start else { break }
            } else if !text[index].isOne(of: " -.()/\u{0}") || text[index] == 0 {
                break
            } else if text.at(index + 1)?.isOne(of: " -./") == true,
                !(text[index] == UInt8(ascii: ")"))
            {
                break
            }
            index += 1
        }
        return end
    }

    private static func certainty(_ text: [UInt8], _ range: Range<Int>) -> Bool? {
        let digits = text[range].count(where: \.isDigit)
        guard (7...15).contains(digits), text.at(range.upperBound)?.isWord != true,
            text.at(range.upperBound)?.isOne(of: "-:") != true
        else { return nil }
        let groups = text[range].split { !$0.isDigit }.map(\.count)
        if text[range.lowerBound] == UInt8(ascii: "+") { return digits >= 8 ? true : nil }
        guard groups.count > 1 else { return nil }
        // As North America writes them: (415) 555-2671.
        if groups == [3, 3, 4] || groups == [1, 3, 3, 4] {
            return text[range].contains(UInt8(ascii: ".")) ? false : true
        }
        // As they are written at home elsewhere, 030 1234567; much else looks like this.
        let isLocal =
            text[range.lowerBound] == UInt8(ascii: "0") && digits >= 9
            && groups.count <= 5 && !text[range].contains(UInt8(ascii: "."))
        return isLocal ? false : nil
    }
}
