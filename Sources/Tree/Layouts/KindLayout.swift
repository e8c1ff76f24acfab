internal import Rendering
internal import Store
internal import Traces

/// The directory of a kind: `interactions` or `investigations`.
enum KindLayout {
    /// The rows of a kind.
    static let table = Layout<InteractionKind>(rows: [
        .fixed(
            "index.tsv", "one line for each of them, oldest first",
            node: { kind, tree in
                let sums = try tree.reader.sums(of: kind)
                return IndexFile.node(.kindIndex(kind, revision: sums.revision), sums)
            },
            bytes: { kind, tree in
                try IndexFile.bytes { append in
                    try tree.reader.forEachIndexRow(of: kind) { append($0.place.path, $0.line) }
                }
            }),
        .many(
            "<day>/", "one directory for each UTC day", inside: DayLayout.table.lines,
            list: { kind, tree in
                try tree.reader.days(of: kind).map {
                    Entry(name: "\($0.day)", node: DayLayout.node(of: $0))
                }
            },
            find: { name, kind, tree in
                guard let day = Day(text: name) else { return nil }
                return try tree.reader.day(day, of: kind).map {
                    Entry(name: name, node: DayLayout.node(of: $0))
                }
            }),
    ])

    /// The name of the directory of a kind.
    static func name(of kind: InteractionKind) -> String {
        switch kind {
        case .interaction: "interactions"
        case .investigation: "investigations"
        }
    }

    /// The node of the directory of a kind.
    static func node(of kind: InteractionKind, in tree: Tree) throws -> Node {
        Node(
            inode: Address.kind(kind).inode, kind: .directory, sizeBytes: 0,
            modified: Timestamp(nanoseconds: try tree.reader.sums(of: kind).modifiedNs))
    }
}
