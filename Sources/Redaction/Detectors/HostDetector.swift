/// Names of hosts that stand alone.
enum HostDetector {
    /// Last labels that are hardly anything but a domain's.
    private static let sureLabels: Set<String> = [
        "com", "net", "org", "edu", "gov", "mil", "int", "io", "dev", "cloud", "app", "info", "biz",
        "internal", "intranet", "local", "lan", "corp", "home", "arpa", "svc", "cluster", "tech",
        "uk", "de", "fr", "eu", "ch", "nl", "se", "dk", "fi", "jp", "cn", "au", "ca", "us", "br",
        "ru", "kr", "sg", "be", "cz", "ie", "za", "nz", "hk", "tw", "mx", "ar", "tr", "il", "gr",
    ]
    /// Last labels that are domains' and extensions of files or members of objects alike.
    private static let doubtfulLabels: Set<String> = [
        "ai", "co", "me", "in", "it", "is", "at", "to", "no", "es", "pl", "pt", "ro", "id", "tv",
        "so", "gg", "xyz", "online", "site", "store", "systems", "run", "page", "zone", "host",
    ]

    static let matches: Detector = { text in
        text.runs { $0.isHostCharacter || $0 == UInt8(ascii: "_") }.compactMap { run in
            var range = run
            while let last = range.last, text[last].isOne(of: ".-_") {
                range = range.lowerBound..<last
            }
            while let first = range.first, text[first].isOne(of: ".-_") {
                range = (first + 1)..<range.upperBound
            }
            // What follows a slash is a path; what is called or indexed is code.
            guard !text[range].contains(UInt8(ascii: "_")),
                text.at(range.lowerBound - 1)?.isOne(of: "/\\$") != true,
                text.at(range.upperBound)?.isOne(of: "([\\") != true
            else { return nil }
            return certainty(of: text[range]).map { Match(range: range, kind: .host, isSure: $0) }
        }
    }

    private static func certainty(of bytes: ArraySlice<UInt8>) -> Bool? {
        let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy(isLabel),
            labels[labels.count - 2].contains(where: \.isLetter), let last = labels.last
        else { return nil }
        let top = String(decoding: last.map(\.lowered), as: UTF8.self)
        if sureLabels.contains(top) { return true }
        guard doubtfulLabels.contains(top) else { return nil }
        // Members of objects have no hyphens and few dots.
        return labels.count >= 3 || bytes.contains(UInt8(ascii: "-")) ? true : false
    }

    private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
        (1...63).contains(label.count) && label.first != UInt8(ascii: "-")
            && label.last != UInt8(ascii: "-")
    }
}
