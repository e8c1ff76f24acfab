/// A Swift file, with its code and its comments told apart.
struct SourceFile: Sendable {
    /// The path from the top of the checkout, `Sources/Store/Store.swift`.
    let path: String
    /// The lines as they stand.
    let lines: [String]
    /// The same lines with comments and the text of string literals blanked.
    let code: [String]
    /// The same lines with everything but comments blanked.
    let comments: [String]

    init(path: String, text: String) {
        self.path = path
        let split = CodeMask.split(text)
        lines = Self.lines(of: text)
        code = Self.lines(of: split.code)
        comments = Self.lines(of: split.comments)
    }

    /// The target that the file belongs to: the directory below Sources or Tests.
    var target: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : ""
    }

    /// The file's name without its ending and without `+Topic`.
    var typeName: String {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        return String(name.prefix { $0 != "+" && $0 != "." })
    }

    /// True for the product, false for tests.
    var isProduct: Bool { path.hasPrefix("Sources/") }

    /// True for files that a tool has written, which no rule of layout binds.
    var isGenerated: Bool { path.hasSuffix(".pb.swift") }

    /// True when the line has a comment, or the one above it and its documentation and attributes
    /// has one; documentation itself is no reason.
    func hasReason(atLine index: Int) -> Bool {
        if comments[index].contains("//") { return true }
        var above = index - 1
        while above >= 0, ["///", "@"].contains(where: { trimmed(above).hasPrefix($0) }) {
            above -= 1
        }
        return above >= 0 && trimmed(above).hasPrefix("//")
    }

    private func trimmed(_ index: Int) -> Substring {
        lines[index].drop { $0 == " " }
    }

    /// A sentence about a line, counted from one.
    func violation(atLine index: Int, _ fact: String) -> String {
        "\(path):\(index + 1): \(fact)"
    }

    private static func lines(of text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
