internal import Store
internal import Traces

/// The directory of a suite's runs.
enum ResultsLayout {
    /// The rows of the directory.
    static let table = Layout<SuiteRow>(rows: [
        .many(
            "<run>/", "one run, named for its time; runs of `dossier eval run`",
            inside: RunLayout.table.lines,
            list: { suite, tree in try runs(of: suite, in: tree).map(entry) },
            find: { name, suite, tree in
                try runs(of: suite, in: tree)
                    .first { $0.name.utf8.elementsEqual(name.utf8) }.map(entry)
            })
    ])

    /// The runs; none when the directory of cases was removed, so that what is left of the suite can be.
    private static func runs(of suite: SuiteRow, in tree: Tree) throws -> [RunRow] {
        suite.removedEntries.contains(.cases) ? [] : try tree.reader.runs(of: .suite(suite.id))
    }

    /// The node of the directory.
    ///
    /// Its time moves with its names: the kernel takes what it remembers of them for true otherwise.
    static func node(of suite: SuiteRow, in tree: Tree) throws -> Node {
        let latest = try runs(of: suite, in: tree).map(\.modified).max()
        let whenEmpty = suite.removedEntries.isEmpty ? suite.listed : suite.namesModified
        return Node(
            inode: Address.results(suite.id).inode, kind: .directory, sizeBytes: 0,
            modified: latest ?? whenEmpty)
    }

    private static func entry(_ run: RunRow) -> Entry {
        Entry(name: run.name, node: RunLayout.node(of: run))
    }
}
