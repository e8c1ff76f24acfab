/// The rows of one kind of directory: the table that says which directory has which entries.
struct Layout<Subject>: Sendable {
    /// The rows, in the order in which the reference shows them.
    let rows: [Row<Subject>]

    /// The entries that listing shows, sorted by the bytes of their names.
    func entries(of subject: Subject, in tree: Tree) throws -> [Entry] {
        try rows.flatMap { try $0.list(subject, tree) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The entry of a name, hidden ones included; nil when there is none.
    func entry(named name: String, of subject: Subject, in tree: Tree) throws -> Entry? {
        for row in rows {
            if let entry = try row.find(name, subject, tree) { return entry }
        }
        return nil
    }

    /// The bytes of the file of a fixed name.
    func bytes(of name: String, subject: Subject, in tree: Tree) throws -> [UInt8] {
        let row = rows.first { $0.pattern.utf8.elementsEqual(name.utf8) }
        guard let bytes = row?.bytes else {
            preconditionFailure("the layout has a file row \(name)")
        }
        return try bytes(subject, tree)
    }

    /// The lines of the reference.
    var lines: [LayoutLine] {
        rows.map { LayoutLine(pattern: $0.pattern, summary: $0.summary, inside: $0.inside) }
    }
}
