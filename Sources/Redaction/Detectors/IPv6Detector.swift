/// IPv6 addresses.
enum IPv6Detector {
    static let matches: Detector = { text in
        text.runs { $0.isHexDigit || $0.isOne(of: ":.") }.compactMap { run in
            var range = run
            while let last = range.last, text[last] == UInt8(ascii: ".") {
                range = range.lowerBound..<last
            }
            // A colon that ends a sentence's part is none of the address.
            if range.count > 2, text[range.upperBound - 1] == UInt8(ascii: ":"),
                text[range.upperBound - 2] != UInt8(ascii: ":")
            {
                range = range.lowerBound..<(range.upperBound - 1)
            }
            guard text.at(range.lowerBound - 1)?.isWord != true,
                text.at(run.upperBound)?.isWord != true, let isSure = isAddress(text[range])
            else { return nil }
            return Match(range: range, kind: .address, isSure: isSure)
        }
    }

    /// Nil for what is no address; false for what may be something else (`dead::beef`).
    private static func isAddress(_ bytes: ArraySlice<UInt8>) -> Bool? {
        guard bytes.contains(UInt8(ascii: ":")), bytes.count <= 45 else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return nil }
        let groups = halves.map { $0.split(separator: ":", omittingEmptySubsequences: false) }
            .map { $0 == [""] ? [] : $0 }
        var count = 0
        for (index, group) in groups.joined().enumerated() {
            let isLast = index == groups.joined().count - 1
            if isLast, group.utf8.contains(UInt8(ascii: ".")) {
                guard group.split(separator: ".").count == 4 else { return nil }
                count += 2
            } else {
                guard (1...4).contains(group.utf8.count), !group.utf8.contains(UInt8(ascii: "."))
                else { return nil }
                count += 1
            }
        }
        if halves.count == 1 { return count == 8 ? true : nil }
        guard (1...7).contains(count) else { return nil }
        return count >= 2 && bytes.contains(where: \.isDigit)
    }
}
