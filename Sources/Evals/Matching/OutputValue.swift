internal import JSON

/// The value that an output says, when it is JSON or YAML.
enum OutputValue {
    /// Reads an output, without the fence of Markdown around all of it; nil when it is neither.
    static func read(_ output: String) -> EvalValue? {
        let text = unfenced(output)
        if let document = try? JSONDocument(text) {  // Not JSON: then it may be YAML.
            return EvalValue(document.root)
        }
        return EvalValue.decode(yaml: Array(text.utf8)).value
    }

    /// The text without the fence around it; the text itself where there is none.
    static func unfenced(_ text: String) -> String {
        let trimmed = text.trimmed
        guard trimmed.hasPrefix("```"), trimmed.hasSuffix("```"),
            let firstEnd = trimmed.firstIndex(of: "\n"), trimmed.count > 6
        else { return trimmed }
        let inside = trimmed[trimmed.index(after: firstEnd)...].dropLast(3)
        return inside.contains("```") ? trimmed : String(inside)
    }
}

extension String {
    /// The text without white space at both ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
