internal import JSON

/// What a tool was given or gave back, in the form in which it is shown.
struct Payload: Sendable {
    /// The form.
    enum Form: Sendable {
        /// A JSON object or array, as YAML.
        case yaml(JSONValue)
        /// Text that looks like Markdown.
        case markdown(String)
        /// Any other text.
        case text(String)
    }

    /// The payload as the source gave it.
    let raw: String
    /// The form in which it is shown.
    let form: Form

    /// Finds the form: JSON objects and arrays are structured, a JSON string is its text.
    init(_ raw: String) {
        self.raw = raw
        if let document = JSONText.container(raw) {
            form = .yaml(document)
        } else {
            let text = JSONText.string(raw) ?? raw
            form = MarkdownGuess.looksLikeMarkdown(text) ? .markdown(text) : .text(text)
        }
    }

    /// True for a JSON object or array.
    var isStructured: Bool {
        switch form {
        case .yaml: true
        case .markdown, .text: false
        }
    }

    /// The extension of the payload's file.
    var pathExtension: String {
        switch form {
        case .yaml: "yaml"
        case .markdown: "md"
        case .text: "txt"
        }
    }
}
