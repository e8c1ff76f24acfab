internal import Store
internal import Traces

/// The subject of the rows of `evals`.
struct SuiteList {}

/// The directory of suites; making a directory in it makes a suite.
enum EvalsLayout {
    /// The rows of the directory.
    static let table = Layout<SuiteList>(rows: [
        .many(
            "<suite>/", "one suite; mkdir makes one, rm -r removes one",
            inside: SuiteLayout.table.lines,
            list: { _, tree in
                var names: Set<[UInt8]> = []
                return try tree.reader.suites().filter {
                    names.insert(Array($0.name.utf8)).inserted
                }
                .map(entry)
            },
            find: { name, _, tree in try tree.reader.suite(named: name).map(entry) })
    ])

    /// The node of the directory.
    static func node(in tree: Tree) throws -> Node {
        Node(
            inode: Address.evals.inode, kind: .directory, sizeBytes: 0,
            modified: Timestamp(nanoseconds: try tree.reader.suitesModifiedNs()),
            permissions: SuiteLayout.directoryPermissions)
    }

    private static func entry(_ suite: SuiteRow) -> Entry {
        Entry(name: suite.name, node: SuiteLayout.node(of: suite))
    }
}
