/// A line of the reference of the tree: a name's pattern and what it holds.
public struct LayoutLine: Hashable, Sendable {
    /// The name, or its pattern with the changing part in angle brackets; a directory ends in `/`.
    public var pattern: String
    /// What it holds, in a line.
    public var summary: String
    /// The lines of what is inside, for a directory.
    public var inside: [LayoutLine]

    /// Creates a line.
    public init(pattern: String, summary: String, inside: [LayoutLine] = []) {
        self.pattern = pattern
        self.summary = summary
        self.inside = inside
    }
}

extension Tree {
    /// The reference of the tree: the rows of the root, and what is inside.
    public static var layout: [LayoutLine] { RootLayout.table.lines }
}
