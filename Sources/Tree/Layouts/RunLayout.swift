internal import Store
internal import Traces

/// The directory of a run.
enum RunLayout {
    /// The rows of the directory.
    static let table = Layout<RunRow>(rows: [
        page("summary.md", "counts, rates with their intervals, what did not pass and why"),
        page("cases.tsv", "a row for each case; held-out ones together"),
        .many(
            "<case>/", "input.yaml, output.*, grades.yaml with every reason",
            list: { run, tree in
                try tree.reader.runDirectories(of: run.id).map { entry($0, of: run) }
            },
            find: { name, run, tree in
                try tree.reader.runDirectories(of: run.id)
                    .first { $0.name.utf8.elementsEqual(name.utf8) }.map { entry($0, of: run) }
            }),
    ])

    /// The rows of the directory of a case.
    static let caseTable = Layout<RunCaseDirectory>(rows: [
        .many(
            "<page>", "what the run kept of the case",
            list: { directory, tree in try pages(of: directory, in: tree).map(entry) },
            find: { name, directory, tree in
                try pages(of: directory, in: tree)
                    .first { $0.name.utf8.elementsEqual(name.utf8) }.map(entry)
            })
    ])

    /// The node of a run.
    static func node(of run: RunRow) -> Node {
        Node(
            inode: Address.run(run.id).inode, kind: .directory, sizeBytes: 0,
            modified: run.modified)
    }

    /// The node of the directory of a case.
    static func node(of directory: RunCaseDirectory) -> Node {
        Node(
            inode: Address.runCase(directory.run.id, index: directory.index).inode,
            kind: .directory, sizeBytes: 0, modified: directory.run.modified)
    }

    /// The node of a page.
    static func node(of page: RunPageRow) -> Node {
        Node(
            inode: Address.runPage(page.id).inode, kind: .file, sizeBytes: page.sizeBytes,
            modified: page.modified)
    }

    private static func page(_ name: String, _ summary: String) -> Row<RunRow> {
        .many(
            name, summary,
            list: { run, tree in try page(name, of: run, in: tree).map { [$0] } ?? [] },
            find: { wanted, run, tree in
                guard wanted.utf8.elementsEqual(name.utf8) else { return nil }
                return try page(name, of: run, in: tree)
            })
    }

    private static func page(_ name: String, of run: RunRow, in tree: Tree) throws -> Entry? {
        try tree.reader.runPages(of: run.id, caseIndex: nil).first { $0.name == name }.map(entry)
    }

    private static func pages(
        of directory: RunCaseDirectory, in tree: Tree
    ) throws -> [RunPageRow] {
        try tree.reader.runPages(of: directory.run.id, caseIndex: directory.index)
    }

    private static func entry(_ page: RunPageRow) -> Entry {
        Entry(name: page.name, node: node(of: page))
    }

    private static func entry(_ directory: (index: Int, name: String), of run: RunRow) -> Entry {
        Entry(
            name: directory.name, node: node(of: RunCaseDirectory(run: run, index: directory.index))
        )
    }
}

/// The directory of a case of a run.
struct RunCaseDirectory {
    /// The run.
    let run: RunRow
    /// The index of the case in the run.
    let index: Int
}
