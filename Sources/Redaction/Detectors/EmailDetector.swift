/// E-mail addresses.
enum EmailDetector {
    static let matches: Detector = { text in
        text.indices.filter { text[$0] == UInt8(ascii: "@") }.compactMap { at in
            var start = at
            while start > 0, isLocal(text[start - 1]), at - start < 64 { start -= 1 }
            while start < at, text[start].isOne(of: ".-+%") { start += 1 }
            var end = text.end(from: at + 1, while: \.isHostCharacter)
            while end > at, text[end - 1].isOne(of: ".-") { end -= 1 }
            guard start < at, end - at <= 254, isDomain(text, at + 1..<end),
                // The user and host of an address, `scheme://user:password@host`, are not an e-mail's.
                text.at(start - 1)?.isOne(of: "/:") != true
                    || (start >= 7 && text.has("mailto:", at: start - 7))
                    || text.at(start - 2)?.isOne(of: "/") != true && !isInURL(text, start)
            else { return nil }
            return Match(range: start..<end, kind: .email)
        }
    }

    /// Labels of which the last one is at least two letters.
    private static func isDomain(_ text: [UInt8], _ range: Range<Int>) -> Bool {
        guard let dot = range.last(where: { text[$0] == UInt8(ascii: ".") }), dot > range.lowerBound
        else { return false }
        let top = text[(dot + 1)..<range.upperBound]
        return top.count >= 2 && top.allSatisfy(\.isLetter)
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        byte.isWord || byte.isOne(of: ".+-%'")
    }

    /// True behind `scheme://`, up to the next slash.
    private static func isInURL(_ text: [UInt8], _ index: Int) -> Bool {
        var start = index
        while start > 0, index - start < 300, !text[start - 1].isOne(of: " \n\t\"'<>") {
            start -= 1
            if text.has("://", at: start) {
                return !text[(start + 3)..<index].contains(UInt8(ascii: "/"))
            }
        }
        return false
    }
}
