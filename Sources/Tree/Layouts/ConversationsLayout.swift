internal import Rendering
internal import Store
internal import Traces

/// The subject of the rows of `conversations`.
struct Conversations {}

/// The directory of all conversations.
enum ConversationsLayout {
    /// The rows of the directory.
    static let table = Layout<Conversations>(rows: [
        .fixed(
            "index.tsv", "one line for each conversation",
            node: { _, tree in
                let sums = try tree.reader.conversationSums()
                return IndexFile.node(
                    .conversationsIndex(revision: sums.revision), sums,
                    header: ConversationIndex.header)
            },
            bytes: { _, tree in
                try IndexFile.bytes(header: ConversationIndex.header) { append in
                    for row in try tree.reader.conversations() { append(row.indexLine, "") }
                }
            }),
        .many(
            "<id>/", "one conversation", inside: ConversationLayout.table.lines,
            list: { _, tree in
                try tree.reader.conversations().map {
                    Entry(name: $0.name, node: ConversationLayout.node(of: $0))
                }
            },
            find: { name, _, tree in
                try tree.reader.conversation(named: name).map {
                    Entry(name: name, node: ConversationLayout.node(of: $0))
                }
            }),
    ])

    /// The node of the directory.
    static func node(in tree: Tree) throws -> Node {
        Node(
            inode: Address.conversations.inode, kind: .directory, sizeBytes: 0,
            modified: Timestamp(nanoseconds: try tree.reader.conversationSums().modifiedNs))
    }
}
