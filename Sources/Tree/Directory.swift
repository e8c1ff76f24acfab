/// A directory of the tree: its node, and a layout with the subject that its rows speak of.
struct Directory {
    /// The directory itself.
    let node: Node
    /// The entries that listing shows, sorted by the bytes of their names.
    let entries: () throws -> [Entry]
    /// The entry of a name, hidden ones included; nil when there is none.
    let entry: (String) throws -> Entry?
    /// The bytes of the file of a fixed name.
    let bytes: (String) throws -> [UInt8]

    /// Binds a layout to its subject.
    init<Subject>(_ node: Node, _ layout: Layout<Subject>, _ subject: Subject, in tree: Tree) {
        self.node = node
        entries = { try layout.entries(of: subject, in: tree) }
        entry = { try layout.entry(named: $0, of: subject, in: tree) }
        bytes = { try layout.bytes(of: $0, subject: subject, in: tree) }
    }
}
