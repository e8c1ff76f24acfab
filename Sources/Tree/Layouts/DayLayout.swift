internal import Rendering
internal import Store
internal import Traces

/// The directory of a UTC day.
enum DayLayout {
    /// The rows of a day.
    static let table = Layout<DayRow>(rows: [
        .fixed(
            "index.tsv", "one line for each interaction of the day, oldest first",
            node: { row, _ in
                IndexFile.node(.dayIndex(row.id, revision: row.sums.revision), row.sums)
            },
            bytes: { row, tree in
                try IndexFile.bytes { append in
                    try tree.reader.forEachIndexRow(of: row.kind, on: row.day) {
                        append($0.place.name, $0.line)
                    }
                }
            }),
        .many(
            "<time>-<name>-<id>/", "one interaction; the name never changes",
            inside: InteractionLayout.lines,
            list: { row, tree in
                try tree.reader.names(of: row.kind, on: row.day).map {
                    Entry(
                        name: $0.name,
                        node: InteractionLayout.node(id: $0.id, modifiedNs: $0.modifiedNs))
                }
            },
            find: { name, row, tree in
                let place = InteractionPlace(day: row.day, name: name)
                return try tree.reader.interaction(of: row.kind, at: place).map {
                    Entry(name: name, node: InteractionLayout.node(of: $0))
                }
            }),
    ])

    /// The node of a day.
    static func node(of row: DayRow) -> Node {
        Node(
            inode: Address.day(row.id).inode, kind: .directory, sizeBytes: 0,
            modified: Timestamp(nanoseconds: row.sums.modifiedNs))
    }
}
