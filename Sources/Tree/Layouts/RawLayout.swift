internal import Rendering
internal import Store
internal import Traces

/// The hidden directory of an interaction's raw records: rendered when it is looked into, never kept.
enum RawLayout {
    /// The rows of the directory.
    static let table = Layout<ProjectedTrace>(rows: [
        .many(
            "<span>.jsonl", "every record of one span as it was stored, one a line",
            list: { row, tree in
                let pages = try tree.rawPages(of: row)
                return pages.files.indices.map { entry(of: $0, in: pages, row) }
            },
            find: { name, row, tree in
                let pages = try tree.rawPages(of: row)
                return pages.files.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
                    .map { entry(of: $0, in: pages, row) }
            })
    ])

    /// The node of the directory.
    static func node(of row: ProjectedTrace) -> Node {
        Node(
            inode: Address.raw(row.id).inode, kind: .directory, sizeBytes: 0,
            modified: Timestamp(nanoseconds: row.modifiedNs))
    }

    private static func entry(of index: Int, in pages: RawPages, _ row: ProjectedTrace) -> Entry {
        let address = Address.rawRecords(projection: row.projection, index: index)
        return Entry(
            name: pages.files[index].name,
            node: Node(
                inode: address.inode, kind: .file, sizeBytes: pages.files[index].bytes.count,
                modified: Timestamp(nanoseconds: row.modifiedNs)))
    }
}
