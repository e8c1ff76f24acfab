/// Puts stable pseudonyms in place of what tells on people and machines.
///
/// The same original gets the same pseudonym for the same key, in every text. What is replaced once is
/// left alone by a second pass. Names of people and companies are not recognised, unless a rule names
/// them.
public struct Pseudonymizer: Sendable {
    /// What is recognised, the earlier ones first where two overlap.
    private static let detectors: [Detector] = [
        PrivateKeyDetector.matches, KnownKeyDetector.matches, EmailDetector.matches,
        URLDetector.matches, AssignmentDetector.matches, IPv6Detector.matches,
        IPv4Detector.matches, HostDetector.matches, PhoneDetector.matches,
        EntropyDetector.matches, NumberDetector.matches,
    ]

    private let pseudonyms: Pseudonyms
    private let rules: RuleDetector
    private let kept: KeptTexts

    /// Creates a pseudonymizer with a secret key.
    public init(
        key: [UInt8], rules: RedactionRules = RedactionRules()
    ) throws(RedactionPatternError) {
        pseudonyms = Pseudonyms(key: key)
        self.rules = try RuleDetector(rules.rules)
        kept = KeptTexts(rules.kept)
    }

    /// The text with pseudonyms, and what was found.
    ///
    /// - Complexity: O(bytes), but for the patterns of rules.
    public func redacted(_ text: String) -> RedactedText {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var findings: [Finding] = []
        var copied = 0
        for match in matches(in: text, bytes) {
            let original = bytes.text(match.range)
            guard match.isSure else {
                findings.append(Finding(kind: match.kind, original: original, pseudonym: nil))
                continue
            }
            let pseudonym = pseudonyms.pseudonym(for: original, kind: match.kind)
            result += bytes[copied..<match.range.lowerBound]
            result += pseudonym.utf8
            copied = match.range.upperBound
            findings.append(Finding(kind: match.kind, original: original, pseudonym: pseudonym))
        }
        result += bytes[copied...]
        return RedactedText(text: String(decoding: result, as: UTF8.self), findings: findings)
    }

    /// A text that is a secret as a whole.
    func replaced(_ text: String, as kind: Finding.Kind) -> RedactedText {
        guard !kept.contain(text, kind: kind) else { return RedactedText(text: text) }
        let pseudonym = pseudonyms.pseudonym(for: text, kind: kind)
        return RedactedText(
            text: pseudonym,
            findings: [Finding(kind: kind, original: text, pseudonym: pseudonym)])
    }

    /// The matches in the order of the text, none over another.
    private func matches(in text: String, _ bytes: [UInt8]) -> [Match] {
        var taken = TakenRanges()
        var matches: [Match] = []
        let found = [rules.matches(in: text)] + Self.detectors.map { $0(bytes) }
        // What is sure goes before what is suspected.
        for isSure in [true, false] {
            for match in found.joined() where match.isSure == isSure {
                guard !kept.contain(bytes.text(match.range), kind: match.kind),
                    taken.take(match.range)
                else { continue }
                matches.append(match)
            }
        }
        return matches.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}
