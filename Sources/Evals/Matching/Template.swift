/// Texts with places such as `{{input.question}}` that values of a case fill.
public enum Template {
    /// The text with its places filled; places without a value stay, and are named once each.
    ///
    /// A place is a path of keys and list indices from one of the `values`; spaces inside the
    /// braces do not count. What a value brings is not looked at again.
    public static func filled(
        _ text: String, with values: [String: EvalValue]
    ) -> (text: String, missing: [String]) {
        var output = ""
        var missing: [String] = []
        var rest = text[...]
        while let open = rest.firstRange(of: "{{"),
            let close = rest[open.upperBound...].firstRange(of: "}}")
        {
            output += rest[..<open.lowerBound]
            let path = String(rest[open.upperBound..<close.lowerBound]).trimmed
            if let value = value(at: path, in: values) {
                output += value.text
            } else {
                output += rest[open.lowerBound..<close.upperBound]
                if !missing.contains(path) { missing.append(path) }
            }
            rest = rest[close.upperBound...]
        }
        return (output + rest, missing)
    }

    private static func value(at path: String, in values: [String: EvalValue]) -> EvalValue? {
        let steps = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let first = steps.first, var value = values[first] else { return nil }
        for step in steps.dropFirst() {
            if let elements = value.elements {
                guard let index = Int(step), elements.indices.contains(index) else { return nil }
                value = elements[index]
            } else {
                guard let next = value[step] else { return nil }
                value = next
            }
        }
        return value
    }
}
