public import Redaction

extension RedactionRules {
    /// Reads the rules of a configuration file: `rules`, a list of maps with `name` and `patterns` or
    /// `words`, and `keep`, a list of texts.
    public static func decode(_ text: [UInt8]) -> Decoded<RedactionRules> {
        let limits = EvalLimits.standard
        switch YAMLReader(limits).node(text, sizeLimit: limits.caseBytes) {
        case .failure(let found): return Decoded(nil, problems: found.problems)
        case .success(let tree):
            var reader = FieldReader()
            let rules = reader.redactionRules(tree)
            return Decoded(rules, problems: reader.problems)
        }
    }
}

extension FieldReader {
    fileprivate mutating func redactionRules(_ tree: YAMLTree) -> RedactionRules? {
        guard let fields = fields(of: tree, "the configuration", known: ["rules", "keep"]) else {
            return nil
        }
        let rules = list(fields["rules"], "rules") { reader, element in
            reader.redactionRule(element)
        }
        return RedactionRules(rules: rules ?? [], kept: texts(fields["keep"], "keep") ?? [])
    }

    private mutating func redactionRule(_ tree: YAMLTree) -> RedactionRules.Rule? {
        let known = ["name", "patterns", "words"]
        guard let fields = fields(of: tree, "a rule", known: known) else { return nil }
        let patterns = texts(fields["patterns"], "patterns") ?? []
        let words = texts(fields["words"], "words") ?? []
        guard let name = text(fields["name"], "the name of a rule"), isPlain(name) else {
            note(
                tree, "the rule has no name of letters, digits and hyphens",
                advice: "write `name: customer` or the like; pseudonyms begin with it")
            return nil
        }
        guard !patterns.isEmpty || !words.isEmpty else {
            note(
                tree, "the rule \(name) finds nothing",
                advice: "give it `patterns:`, `words:` or both")
            return nil
        }
        return RedactionRules.Rule(name: name, patterns: patterns, words: words)
    }

    private func isPlain(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 40
            && name.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || $0 == "-" || ("0"..."9").contains($0)
            }
    }
}
