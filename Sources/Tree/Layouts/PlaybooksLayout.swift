internal import Rendering
internal import Traces

/// The subject of the rows of `playbooks`.
struct Playbooks {}

/// The directory of procedures to follow; their texts come with the program.
enum PlaybooksLayout {
    /// When the texts last changed: 2026-11-28T18:00:00Z.
    private static let modified = Timestamp(nanoseconds: 1_795_888_800_000_000_000)

    /// The rows of the directory.
    static let table = Layout<Playbooks>(rows: [
        .fixed(
            "red-green.md", "how to change a prompt: a failing eval first, then the prompt",
            node: { _, _ in node(of: .redGreenPlaybook, RedGreenPlaybook.text) },
            bytes: { _, _ in Array(RedGreenPlaybook.text.utf8) })
    ])

    /// The node of the directory.
    static var node: Node {
        Node(
            inode: Address.playbooks.inode, kind: .directory, sizeBytes: 0, modified: modified)
    }

    private static func node(of address: Address, _ text: String) -> Node {
        Node(
            inode: address.inode, kind: .file, sizeBytes: text.utf8.count, modified: modified)
    }
}
