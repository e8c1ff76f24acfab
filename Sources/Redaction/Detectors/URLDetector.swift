/// Users, passwords and hosts of addresses, `scheme://user:password@host:port/`.
enum URLDetector {
    static let matches: Detector = { text in
        text.indices.filter { text[$0] == UInt8(ascii: ":") && text.has("://", at: $0) }
            .flatMap { colon -> [Match] in
                guard let last = text.at(colon - 1), last.isAlphanumeric else { return [] }
                let start = colon + 3
                let end = text.end(from: start) { !$0.isOne(of: "/?# \n\r\t\"'<>`\\|{}()[],;") }
                return parts(text, start..<end)
            }
    }

    private static func parts(_ text: [UInt8], _ authority: Range<Int>) -> [Match] {
        var matches: [Match] = []
        var host = authority
        if let at = authority.last(where: { text[$0] == UInt8(ascii: "@") }) {
            host = (at + 1)..<authority.upperBound
            let end = authority.first { $0 < at && text[$0] == UInt8(ascii: ":") } ?? at
            if end > authority.lowerBound {
                matches.append(Match(range: authority.lowerBound..<end, kind: .user))
            }
            if end + 1 < at { matches.append(Match(range: (end + 1)..<at, kind: .secret)) }
        }
        let end = text.end(from: host.lowerBound) { $0.isHostCharacter || $0 == UInt8(ascii: "_") }
        var name = host.lowerBound..<min(end, host.upperBound)
        while let last = name.last, text[last].isOne(of: ".-") { name = name.lowerBound..<last }
        // Numbers are addresses, which have a detector of their own.
        if text[name].contains(where: \.isLetter) {
            matches.append(Match(range: name, kind: .host))
        }
        return matches
    }
}
