internal import JSON

extension Payload {
    /// The beginning of a payload on one line: of an object its members, `service=api level=error`.
    func excerpt(bytes limit: Int) -> String {
        switch form {
        case .markdown(let text), .text(let text): return Excerpt.line(text, bytes: limit)
        case .yaml(let value):
            guard value.kind == .object else { return Excerpt.line(value.rawText, bytes: limit) }
            var line = ""
            for member in value.fields {
                guard line.utf8.count <= limit else { break }
                let text = member.value.string ?? member.value.rawText
                line += (line.isEmpty ? "" : " ") + member.name + "=" + text.prefix(limit)
            }
            return Excerpt.line(line.isEmpty ? value.rawText : line, bytes: limit)
        }
    }
}
