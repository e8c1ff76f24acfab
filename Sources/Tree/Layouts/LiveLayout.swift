internal import Rendering
internal import Store
internal import Traces

/// The subject of the rows of `live`.
struct Live {}

/// The directory of unfinished interactions.
///
/// A finished one leaves the list; its names are found for a while, for whoever has just listed it.
enum LiveLayout {
    private static let logSuffix = ".log"

    /// The rows of the directory.
    static let table = Layout<Live>(rows: [
        .fixed(
            "index.tsv", "one line for each of them",
            node: { _, tree in
                let sums = try tree.reader.liveSums()
                return IndexFile.node(.liveIndex(revision: sums.revision), sums)
            },
            bytes: { _, tree in
                try IndexFile.bytes { append in
                    for row in try tree.reader.liveRows() { append(row.name, row.indexLine) }
                }
            }),
        .many(
            "<id>", "the interaction; a link to its permanent place once its root is known",
            list: { _, tree in try tree.reader.liveRows().map(interaction(of:)) },
            find: { name, _, tree in try tree.reader.liveRow(named: name).map(interaction(of:)) }),
        .many(
            "<id>.log", "a line for each span as it starts or ends; follow it with `tail -f`",
            list: { _, tree in try tree.reader.liveRows().map(log(of:)) },
            find: { name, _, tree in
                guard name.utf8.suffix(logSuffix.utf8.count).elementsEqual(logSuffix.utf8) else {
                    return nil
                }
                return try tree.reader.liveRow(named: String(name.dropLast(logSuffix.count)))
                    .map(log(of:))
            }),
    ])

    /// The node of the directory.
    static func node(in tree: Tree) throws -> Node {
        Node(
            inode: Address.live.inode, kind: .directory, sizeBytes: 0,
            modified: Timestamp(nanoseconds: try tree.reader.liveSums().modifiedNs))
    }

    /// The name of the log of an entry.
    static func logName(of name: String) -> String { name + logSuffix }

    /// Where the link to an interaction that has its place leads.
    static func target(of kind: InteractionKind, _ place: InteractionPlace) -> String {
        "../\(KindLayout.name(of: kind))/\(place.path)"
    }

    /// The log of an entry.
    static func log(of row: LiveRow) -> Entry {
        Entry(
            name: logName(of: row.name),
            node: Node(
                inode: Address.liveLog(row.id, generation: row.log.generation).inode, kind: .file,
                sizeBytes: row.log.sizeBytes, modified: Timestamp(nanoseconds: row.modifiedNs)))
    }

    /// The directory of an entry, or the link to it.
    private static func interaction(of row: LiveRow) -> Entry {
        guard let place = row.place else {
            return Entry(
                name: row.name,
                node: Node(
                    inode: Address.liveDirectory(row.id).inode, kind: .directory, sizeBytes: 0,
                    modified: Timestamp(nanoseconds: row.modifiedNs)))
        }
        return Entry(name: row.name, node: link(row.id, row.kind, place))
    }

    /// The node of a link to an interaction that has its place.
    static func link(_ id: Int64, _ kind: InteractionKind, _ place: InteractionPlace) -> Node {
        Node(
            inode: Address.liveLink(id).inode, kind: .link,
            sizeBytes: target(of: kind, place).utf8.count, modified: place.day.start)
    }
}
