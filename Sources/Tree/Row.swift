/// One row of a directory's layout: names that it may hold, and how they come about.
///
/// Everything that knows which files there are derives from these rows: look-up, listing, export, the
/// text of `README.md` and the reference of the tree.
struct Row<Subject>: Sendable {
    /// The name, or its pattern with the changing part in angle brackets, `<day>/`.
    let pattern: String
    /// What it holds, in a line.
    let summary: String
    /// The rows of the directory that the row names; empty for files and links.
    let inside: [LayoutLine]
    /// The entries that listing shows; none for a hidden row.
    let list: @Sendable (Subject, Tree) throws -> [Entry]
    /// The entry of a name, when it is one of the row's.
    let find: @Sendable (String, Subject, Tree) throws -> Entry?
    /// The bytes of the row's file; nil for directories and links.
    let bytes: (@Sendable (Subject, Tree) throws -> [UInt8])?
}

extension Row {
    /// A file or link with a fixed name, which `node` describes without rendering it.
    static func fixed(
        _ name: String, _ summary: String, inside: [LayoutLine] = [], isDirectory: Bool = false,
        node: @escaping @Sendable (Subject, Tree) throws -> Node,
        bytes: (@Sendable (Subject, Tree) throws -> [UInt8])? = nil
    ) -> Row {
        let pattern = inside.isEmpty && !isDirectory ? name : name + "/"
        return Row(
            pattern: pattern, summary: summary, inside: inside,
            list: { [Entry(name: name, node: try node($0, $1))] },
            find: { wanted, subject, tree in
                guard wanted.utf8.elementsEqual(name.utf8) else { return nil }
                return Entry(name: name, node: try node(subject, tree))
            },
            bytes: bytes)
    }

    /// Entries that the store gives.
    static func many(
        _ pattern: String, _ summary: String, inside: [LayoutLine] = [],
        list: @escaping @Sendable (Subject, Tree) throws -> [Entry],
        find: @escaping @Sendable (String, Subject, Tree) throws -> Entry?
    ) -> Row {
        Row(
            pattern: pattern, summary: summary, inside: inside, list: list, find: find, bytes: nil)
    }
}
