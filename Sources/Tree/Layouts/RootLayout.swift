internal import Rendering
internal import Store
internal import Traces

/// The subject of the root's rows: everything that the reader may see.
struct Root {}

/// The root directory.
enum RootLayout {
    /// The rows of the root.
    static let table = Layout<Root>(rows: [
        .fixed(
            "README.md", "what this is, totals, and how to find things",
            node: { _, tree in
                let totals = try RootTotals(of: tree)
                return Node(
                    inode: Address.rootReadme(revision: totals.revision).inode, kind: .file,
                    sizeBytes: readme(totals).utf8.count, modified: totals.modified)
            },
            bytes: { _, tree in Array(try readme(RootTotals(of: tree)).utf8) }),
        .fixed(
            "AGENTS.md", "the same, under the name that coding agents read",
            node: { _, _ in link(.agentsLink) }),
        .fixed(
            "CLAUDE.md", "the same, under the name that Claude reads",
            node: { _, _ in link(.claudeLink) }),
        .fixed(
            "interactions", "every interaction, by UTC day", inside: KindLayout.table.lines,
            node: { _, tree in try KindLayout.node(of: .interaction, in: tree) }),
        .fixed(
            "investigations", "the same layout, for runs that end in a report", isDirectory: true,
            node: { _, tree in try KindLayout.node(of: .investigation, in: tree) }),
        .fixed(
            "conversations", "interactions grouped by conversation, session or thread",
            inside: ConversationsLayout.table.lines,
            node: { _, tree in try ConversationsLayout.node(in: tree) }),
        .fixed(
            "live", "interactions that have not ended", inside: LiveLayout.table.lines,
            node: { _, tree in try LiveLayout.node(in: tree) }),
        .fixed(
            "evals", "eval suites, whose cases are files to edit",
            inside: EvalsLayout.table.lines, node: { _, tree in try EvalsLayout.node(in: tree) }),
        .fixed(
            "playbooks", "procedures to follow", inside: PlaybooksLayout.table.lines,
            node: { _, _ in PlaybooksLayout.node }),
    ])

    /// The node of the root.
    static func node(in tree: Tree) throws -> Node {
        Node(
            inode: Inode.root, kind: .directory, sizeBytes: 0,
            modified: try RootTotals(of: tree).modified)
    }

    private static func link(_ address: Address) -> Node {
        Node(
            inode: address.inode, kind: .link, sizeBytes: "README.md".utf8.count, modified: .epoch)
    }

    private static func readme(_ totals: RootTotals) -> String {
        RootReadme.text(of: totals, layout: table.lines)
    }
}
