/// Blocks of private keys, from `-----BEGIN … PRIVATE KEY-----` to their end.
enum PrivateKeyDetector {
    static let matches: Detector = { text in
        var matches: [Match] = []
        var index = 0
        while index < text.count {
            guard text[index] == UInt8(ascii: "-"), text.has("-----begin ", at: index),
                let header = headerEnd(in: text, from: index)
            else {
                index += 1
                continue
            }
            let end = blockEnd(in: text, from: header)
            matches.append(Match(range: index..<end, kind: .privateKey))
            index = end
        }
        return matches
    }

    /// Where the header ends, when it says that it is a private key's.
    private static func headerEnd(in text: [UInt8], from start: Int) -> Int? {
        let words = start + 11
        let end = text.end(from: words) { $0.isUpper || $0.isDigit || $0 == UInt8(ascii: " ") }
        let keyWords: StaticString = "private key"
        guard end > words, text.has("-----", at: end) else { return nil }
        let isPrivate = (words...end).contains { text.has(keyWords, at: $0) }
        return isPrivate ? end + 5 : nil
    }

    /// Where the block ends: behind its last line, or where a cut block stops being one.
    private static func blockEnd(in text: [UInt8], from start: Int) -> Int {
        var index = start
        while index < text.count {
            if text.has("-----end ", at: index) {
                let words = text.end(from: index + 9) {
                    $0.isUpper || $0.isDigit || $0 == UInt8(ascii: " ")
                }
                return text.has("-----", at: words) ? words + 5 : words
            }
            // Base64, headers of old keys, and newlines, escaped ones too.
            guard text[index].isAlphanumeric || text[index].isOne(of: "+/=\n\r\\ :,-\t") else {
                return index
            }
            index += 1
        }
        return index
    }
}
