internal import Store
internal import Traces

/// The directory of a suite's cases.
enum CasesLayout {
    /// The rows of the directory.
    static let table = Layout<SuiteRow>(rows: [
        .many(
            "<case>.yaml", "one case; create, edit, rename and remove it as a file",
            list: { suite, tree in
                try tree.reader.files(of: suite.id, in: .cases).compactMap(SuiteLayout.entry)
            },
            find: { name, suite, tree in
                let place = SuitePlace(suite: suite.id, directory: .cases, name: name)
                return try tree.reader.file(at: place).flatMap(SuiteLayout.entry)
            })
    ])

    /// The node of the directory.
    static func node(of suite: SuiteRow) -> Node {
        Node(
            inode: Address.suiteCases(suite.id).inode, kind: .directory, sizeBytes: 0,
            modified: suite.casesModified, permissions: SuiteLayout.directoryPermissions)
    }
}
