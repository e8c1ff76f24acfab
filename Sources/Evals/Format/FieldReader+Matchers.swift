extension FieldReader {
    /// The words of matchers, as they stand in files.
    static let matcherKinds = [
        "equals", "contains", "not-contains", "regex", "one-of", "yaml", "json-schema", "command",
        "grade",
    ]

    mutating func matchers(_ tree: YAMLTree?) -> [Matcher]? {
        list(tree, "matchers") { reader, element in reader.matcher(element) }
    }

    private mutating func matcher(_ tree: YAMLTree) -> Matcher? {
        if let word = tree.text {
            guard let kind = kind(word, nil, [:], at: tree) else { return nil }
            return Matcher(kind, usesExpect: true)
        }
        let known = Self.matcherKinds + ["name", "ignore-case", "tolerance", "timeout"]
        guard let fields = fields(of: tree, "a matcher", known: known) else { return nil }
        let words = Self.matcherKinds.filter { fields[$0] != nil }
        guard words.count == 1, let value = fields[words[0]] else {
            note(
                tree, "a matcher has \(words.count) kinds instead of one",
                advice: "write one of " + Self.matcherKinds.joined(separator: ", "))
            return nil
        }
        let usesExpect = value.value.isNull
        guard let kind = kind(words[0], usesExpect ? nil : value, fields, at: tree) else {
            return nil
        }
        var ignoresCase = false
        if let tree = fields["ignore-case"] {
            if case .bool(let value) = tree.value {
                ignoresCase = value
            } else {
                note(tree, "ignore-case is neither true nor false", advice: "write true or false")
            }
        }
        return Matcher(
            name: text(fields["name"], "the name of a matcher"), kind, usesExpect: usesExpect,
            ignoresCase: ignoresCase)
    }

    /// `value` is nil for a matcher that compares with `expect`.
    private mutating func kind(
        _ word: String, _ value: YAMLTree?, _ fields: [String: YAMLTree], at tree: YAMLTree
    ) -> Matcher.Kind? {
        switch word {
        case "equals": return .equals(value?.value ?? .null)
        case "contains": return .contains(value.flatMap { texts($0, word) } ?? [])
        case "not-contains": return .notContains(value.flatMap { texts($0, word) } ?? [])
        case "one-of": return oneOf(value)
        case "regex": return regex(value)
        case "yaml":
            let tolerance = fields["tolerance"].flatMap { toleranceOf($0) } ?? 0
            return .yaml(value?.value ?? .null, tolerance: tolerance)
        case "json-schema", "command", "grade":
            guard let value else {
                note(tree, "\(word) says nothing", advice: "give it a value")
                return nil
            }
            return kindWithValue(word, value, fields)
        default:
            note(
                tree, "there is no matcher \"\(word)\"",
                advice: "write one of " + Self.matcherKinds.joined(separator: ", "))
            return nil
        }
    }

    private mutating func kindWithValue(
        _ word: String, _ value: YAMLTree, _ fields: [String: YAMLTree]
    ) -> Matcher.Kind? {
        switch word {
        case "json-schema":
            for complaint in JSONSchema(value.value).unsupported {
                note(
                    value, "json-schema has \(complaint), which is not looked at",
                    advice: "use " + JSONSchema.keywords.joined(separator: ", "))
            }
            return .jsonSchema(value.value)
        case "command":
            return command(value, timeout: fields["timeout"]).map(Matcher.Kind.command)
        default:
            return rubric(value).map(Matcher.Kind.graded)
        }
    }

    private mutating func oneOf(_ value: YAMLTree?) -> Matcher.Kind? {
        guard let value else { return .oneOf([]) }
        guard let elements = value.elements, !elements.isEmpty else {
            note(value, "one-of is no list of values", advice: "write a list")
            return nil
        }
        return .oneOf(elements.map(\.value))
    }

    private mutating func regex(_ value: YAMLTree?) -> Matcher.Kind? {
        guard let value else { return .regex("") }
        guard let pattern = text(value, "regex") else { return nil }
        if let reason = Pattern.objection(to: pattern) {
            note(value, "the regular expression cannot be read: \(reason)", advice: "mend it")
            return nil
        }
        return .regex(pattern)
    }

    private mutating func toleranceOf(_ tree: YAMLTree) -> Double? {
        if let number = tree.value.double, number >= 0, number.isFinite { return number }
        note(tree, "the tolerance is no number of 0 or more", advice: "write such a number")
        return nil
    }

    private mutating func rubric(_ tree: YAMLTree) -> Rubric? {
        let known = ["prompt", "anchors", "pass"]
        guard let fields = fields(of: tree, "grade", known: known) else { return nil }
        guard let prompt = text(fields["prompt"], "the prompt of a grade") else {
            note(tree, "the grade has no prompt", advice: "write what is judged as `prompt:`")
            return nil
        }
        var anchors = Array(repeating: "", count: 4)
        if let tree = fields["anchors"],
            let texts = self.fields(of: tree, "anchors", known: ["1", "2", "3", "4"])
        {
            for score in 1...4 {
                anchors[score - 1] = text(texts[String(score)], "an anchor") ?? ""
            }
        }
        if anchors.contains(where: \.isEmpty) {
            note(
                fields["anchors"] ?? tree, "an anchor is missing",
                advice: "write what an output of each grade 1, 2, 3 and 4 looks like")
            return nil
        }
        return Rubric(
            prompt: prompt, anchors: anchors,
            passesAt: integer(fields["pass"], "pass", in: 1...4) ?? 3)
    }
}
