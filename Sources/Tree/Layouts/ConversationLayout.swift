internal import Rendering
internal import Store
internal import Traces

/// The directory of one conversation.
enum ConversationLayout {
    /// The rows of a conversation.
    static let table = Layout<ConversationRow>(rows: [
        .fixed(
            "index.tsv", "one line for each interaction of the conversation, oldest first",
            node: { row, _ in
                IndexFile.node(
                    .conversationIndex(row.id, revision: row.sums.revision), row.sums)
            },
            bytes: { row, tree in
                try IndexFile.bytes { append in
                    for interaction in try tree.reader.interactions(in: row.id) {
                        append(interaction.place.linkName, interaction.indexLine)
                    }
                }
            }),
        .many(
            "<day>-<time>-<name>-<id>", "links to its interactions, in order",
            list: { row, tree in try tree.reader.interactions(in: row.id).map(link(to:)) },
            find: { name, row, tree in
                try tree.reader.interactions(in: row.id)
                    .first { $0.place.linkName.utf8.elementsEqual(name.utf8) }
                    .map(link(to:))
            }),
    ])

    /// The node of a conversation.
    static func node(of row: ConversationRow) -> Node {
        Node(
            inode: Address.conversation(row.id).inode, kind: .directory, sizeBytes: 0,
            modified: Timestamp(nanoseconds: row.sums.modifiedNs))
    }

    /// The link to an interaction.
    static func link(to row: InteractionRow) -> Entry {
        Entry(
            name: row.place.linkName,
            node: Node(
                inode: Address.conversationLink(row.id).inode, kind: .link,
                sizeBytes: target(of: row).utf8.count, modified: row.start))
    }

    /// Where the link to an interaction leads.
    static func target(of row: InteractionRow) -> String {
        "../../\(KindLayout.name(of: row.kind))/\(row.place.path)"
    }
}
