/// What the rules of a configuration name.
struct RuleDetector: Sendable {
    private struct Compiled: Sendable {
        let name: String
        let patterns: [String]
        let words: [[UInt8]]
    }

    private let rules: [Compiled]

    /// Checks the patterns.
    init(_ rules: [RedactionRules.Rule]) throws(RedactionPatternError) {
        self.rules = rules.map {
            Compiled(
                name: $0.name, patterns: $0.patterns,
                words: $0.words.map { $0.utf8.map(\.lowered) }.filter { !$0.isEmpty })
        }
        for rule in rules {
            for pattern in rule.patterns {
                do {
                    _ = try Regex(pattern)
                } catch {
                    throw RedactionPatternError(
                        rule: rule.name, pattern: pattern, reason: "\(error)")
                }
            }
        }
    }

    /// The matches, rule by rule.
    func matches(in text: String) -> [Match] {
        guard !rules.isEmpty else { return [] }
        let lowered = text.utf8.map(\.lowered)
        return rules.flatMap { rule in
            rule.patterns.flatMap { Self.matches(of: $0, in: text, rule: rule.name) }
                + rule.words.flatMap { Self.matches(of: $0, in: lowered, rule: rule.name) }
        }
    }

    private static func matches(of pattern: String, in text: String, rule: String) -> [Match] {
        // A regular expression is no `Sendable` value; it was compiled once to see that it can be.
        guard let regex = try? Regex(pattern) else { return [] }
        return text.matches(of: regex).compactMap { match in
            guard !match.range.isEmpty else { return nil }
            let start = text.utf8.distance(from: text.startIndex, to: match.range.lowerBound)
            let end = text.utf8.distance(from: text.startIndex, to: match.range.upperBound)
            return Match(range: start..<end, kind: .rule(rule))
        }
    }

    private static func matches(of word: [UInt8], in text: [UInt8], rule: String) -> [Match] {
        var matches: [Match] = []
        var index = 0
        while index + word.count <= text.count {
            let end = index + word.count
            if text[index] == word[0], text[index..<end].elementsEqual(word),
                !(text.at(index - 1)?.isWord == true && word[0].isWord),
                !(text.at(end)?.isWord == true && word[word.count - 1].isWord)
            {
                matches.append(Match(range: index..<end, kind: .rule(rule)))
                index = end
            } else {
                index += 1
            }
        }
        return matches
    }
}
