/// The pages of the sample that are compared with golden files, and how their paths are read.
enum SamplePages {
    static let golden = [
        "README.md", "actions.yaml", "trace.md", "message.md", "response.md", "metadata.json",
        "scores.tsv", "annotations.yaml", "llm/001-incident-chat/request.md",
        "llm/001-incident-chat/response.md", "llm/001-incident-chat/metadata.json",
        "llm/004-incident-chat/request.md", "llm/006-review-hypothesis/request.md",
        "llm/008-review-hypothesis/response.md", "llm/009-incident-chat/request.md",
        "llm/009-incident-chat/response.md", "tools/inputs/003-get-config.yaml",
        "tools/results/002-search-logs.yaml", "tools/results/003-get-config.error.txt",
        "spans/001-post-chat.yaml", "spans/003-plumbing-4-spans.yaml",
        "spans/tool-003-get-config.yaml",
    ]

    /// The path that a page's text names, relative to the interaction; nil for one outside.
    static func resolved(_ text: String, from page: String, isTop: Bool) -> String? {
        var parts = isTop ? [] : page.split(separator: "/").dropLast().map(String.init)
        for part in text.split(separator: "/") {
            if part == ".." {
                guard !parts.isEmpty else { return nil }
                parts.removeLast()
            } else {
                parts.append(String(part))
            }
        }
        let path = parts.joined(separator: "/")
        let end = path.last == "." ? String(path.dropLast()) : path
        return text.hasSuffix("/") ? end + "/" : end
    }
}
