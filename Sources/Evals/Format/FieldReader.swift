/// Reads the members of a map of a suite file, and notes what is wrong with them.
struct FieldReader {
    private(set) var problems: [Problem] = []

    mutating func note(
        _ tree: YAMLTree, _ message: String, advice: String,
        severity: Problem.Severity = .error
    ) {
        problems.append(
            Problem(
                line: tree.line, column: tree.column, message, advice: advice, severity: severity))
    }

    /// The members of a map by name; a key that is not known is a warning.
    mutating func fields(
        of tree: YAMLTree, _ what: String, known: [String]
    ) -> [String: YAMLTree]? {
        guard let members = tree.members else {
            note(
                tree, "\(what) is no map",
                advice: "write keys with values: " + known.joined(separator: ", "))
            return nil
        }
        var fields: [String: YAMLTree] = [:]
        for member in members {
            if known.contains(member.key) {
                fields[member.key] = member.value
            } else {
                note(
                    member.keyTree, "\(what) has no key \"\(member.key)\", which is passed over",
                    advice: "known keys are " + known.joined(separator: ", "), severity: .warning)
            }
        }
        return fields
    }

    /// A text; a number is read as it is written.
    mutating func text(_ tree: YAMLTree?, _ what: String) -> String? {
        guard let tree, !tree.value.isNull else { return nil }
        if let text = tree.text { return text }
        note(tree, "\(what) is no text", advice: "write a text")
        return nil
    }

    /// A number above zero and up to a bound.
    mutating func number(_ tree: YAMLTree?, _ what: String, upTo bound: Double) -> Double? {
        guard let tree, !tree.value.isNull else { return nil }
        if let number = tree.value.double, number > 0, number <= bound { return number }
        note(tree, "\(what) is no number above 0 and up to \(bound)", advice: "write such a number")
        return nil
    }

    /// A whole number of a range.
    mutating func integer(_ tree: YAMLTree?, _ what: String, in range: ClosedRange<Int>) -> Int? {
        guard let tree, !tree.value.isNull else { return nil }
        if case .int(let number) = tree.value, let number = Int(exactly: number),
            range.contains(number)
        {
            return number
        }
        note(
            tree, "\(what) is no whole number from \(range.lowerBound) to \(range.upperBound)",
            advice: "write such a number")
        return nil
    }

    /// A list of texts, or one text as a list of one.
    mutating func texts(_ tree: YAMLTree?, _ what: String) -> [String]? {
        guard let tree, !tree.value.isNull else { return nil }
        if let text = tree.text { return [text] }
        guard let elements = tree.elements else {
            note(
                tree, "\(what) is neither a text nor a list of texts",
                advice: "write a list of texts")
            return nil
        }
        return elements.compactMap { text($0, "an element of \(what)") }
    }

    /// One of a closed set of words.
    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ tree: YAMLTree?, _ what: String, as type: Word.Type
    ) -> Word? where Word.RawValue == String {
        guard let tree, !tree.value.isNull else { return nil }
        if let word = tree.text.flatMap(Word.init(rawValue:)) { return word }
        note(
            tree, "\(what) is none of the words that it can be",
            advice: "write " + Word.allCases.map(\.rawValue).joined(separator: " or "))
        return nil
    }

    /// Every element of a list, read by `read`.
    mutating func list<Element>(
        _ tree: YAMLTree?, _ what: String,
        _ read: (inout FieldReader, YAMLTree) -> Element?
    ) -> [Element]? {
        guard let tree, !tree.value.isNull else { return nil }
        guard let elements = tree.elements else {
            note(tree, "\(what) is no list", advice: "write each on a line with `- ` before it")
            return nil
        }
        var result: [Element] = []
        for element in elements {
            if let value = read(&self, element) { result.append(value) }
        }
        return result
    }
}
