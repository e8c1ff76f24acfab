/// IPv4 addresses.
enum IPv4Detector {
    static let matches: Detector = { text in
        text.runs { $0.isDigit || $0 == UInt8(ascii: ".") }.compactMap { run in
            var range = run
            while let last = range.last, text[last] == UInt8(ascii: ".") {
                range = range.lowerBound..<last
            }
            let parts = text[range].split(
                separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            guard parts.count == 4, parts.allSatisfy(isNumber) else { return nil }
            let before = text.at(range.lowerBound - 1)
            guard
                before?.isWord != true || before == UInt8(ascii: "_")
                    || isVersionMark(text, range.lowerBound),
                text.at(run.upperBound)?.isWord != true
            else { return nil }
            return Match(
                range: range, kind: .address, isSure: !isVersion(text, range.lowerBound))
        }
    }

    private static func isNumber(_ part: ArraySlice<UInt8>) -> Bool {
        (1...3).contains(part.count)
            && part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 255
    }

    private static func isVersionMark(_ text: [UInt8], _ start: Int) -> Bool {
        text.at(start - 1)?.lowered == UInt8(ascii: "v") && text.at(start - 2)?.isWord != true
    }

    /// Four numbers that are called a version are one, most likely.
    private static func isVersion(_ text: [UInt8], _ start: Int) -> Bool {
        if isVersionMark(text, start) { return true }
        var index = start
        while index > 0, text[index - 1].isOne(of: " :=\"'") { index -= 1 }
        return text.has("version", at: index - 7)
    }
}
