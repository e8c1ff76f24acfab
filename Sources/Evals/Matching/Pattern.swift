/// Regular expressions of suites: Swift's syntax, which is that of PCRE and ICU for what they share.
enum Pattern {
    /// Why a pattern cannot be read; nil when it can.
    static func objection(to pattern: String) -> String? {
        do {
            _ = try Regex(pattern)
            return nil
        } catch {
            return String(describing: error)
        }
    }

    /// True when a part of a text matches; `^` and `$` are the ends of lines.
    ///
    /// A pattern that cannot be read matches nothing; decoders refuse it before.
    static func matches(_ pattern: String, in text: String, ignoringCase: Bool = false) -> Bool {
        guard let regex = try? Regex(pattern) else { return false }  // Refused by the decoder.
        let prepared = regex.anchorsMatchLineEndings().ignoresCase(ignoringCase)
        return (try? prepared.firstMatch(in: text)) != nil  // Only transforming closures throw.
    }
}
