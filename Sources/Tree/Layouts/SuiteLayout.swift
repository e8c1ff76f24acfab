internal import Store
internal import Traces

/// The directory of a suite.
enum SuiteLayout {
    /// The mode of directories in which files can be made.
    static let directoryPermissions: UInt32 = 0o755
    private static let casesName = "cases"
    private static let problemsName = "PROBLEMS.md"
    private static let resultsName = "results"
    private static let historyName = "history.tsv"

    /// The rows of a suite.
    static let table = Layout<SuiteRow>(rows: [
        written(
            SuiteFileKind.definitionName,
            "what is tested, how it is run, and what every case shares; writable"),
        own(
            .cases, casesName + "/", "the cases", inside: CasesLayout.table.lines,
            node: { suite, _ in CasesLayout.node(of: suite) }),
        written(
            SuiteFileKind.orderName, "the cases in their order, a name on each line; writable"),
        own(
            .problems, problemsName,
            "what cannot be run, where it is wrong and what to do; only while there is",
            node: { suite, tree in try tree.problems(of: suite)?.node(of: suite.id) }),
        own(
            .results, resultsName + "/", "what became of runs", inside: ResultsLayout.table.lines,
            node: { suite, tree in try ResultsLayout.node(of: suite, in: tree) }),
        own(
            .history, historyName, "red and green: each case in each run, with the prompt's hash",
            node: { suite, tree in try tree.reader.historyPage(of: suite.id).map(history) }),
        .many(
            "<file>", "what programs write beside these on their way to a save; writable",
            list: { suite, tree in
                try tree.reader.files(of: suite.id, in: .suite)
                    .filter { !SuiteFileKind.isNamed($0.name ?? "") }.compactMap(entry)
            },
            find: { name, suite, tree in
                guard !SuiteFileKind.isNamed(name) else { return nil }
                return try file(name, of: suite, in: tree)
            }),
    ])

    /// The names that stand for what cannot be written.
    private static let reservedNames: [String] = table.rows
        .map { $0.pattern.hasSuffix("/") ? String($0.pattern.dropLast()) : $0.pattern }
        .filter { !$0.hasPrefix("<") && !SuiteFileKind.isNamed($0) }

    /// Whether a name stands for what cannot be written.
    static func isReserved(_ name: String) -> Bool {
        reservedNames.contains { $0.utf8.elementsEqual(name.utf8) }
    }

    /// What nobody writes, by its name.
    static func entries(named name: String) -> SuiteEntries? {
        let names: [(String, SuiteEntries)] = [
            (casesName, .cases), (problemsName, .problems), (resultsName, .results),
            (historyName, .history),
        ]
        return names.first { $0.0.utf8.elementsEqual(name.utf8) }?.1
    }

    /// The node of a suite.
    static func node(of suite: SuiteRow) -> Node {
        Node(
            inode: Address.suite(suite.id).inode, kind: .directory, sizeBytes: 0,
            modified: suite.namesModified, permissions: directoryPermissions)
    }

    /// The entry of a file that has a name.
    static func entry(_ file: SuiteFileRow) -> Entry? {
        file.name.map { Entry(name: $0, node: node(of: file)) }
    }

    /// The node of a file.
    static func node(of file: SuiteFileRow) -> Node {
        Node(
            inode: Address.suiteFile(file.id).inode, kind: file.target == nil ? .file : .link,
            sizeBytes: file.sizeBytes, modified: file.modified,
            permissions: file.target == nil ? file.permissions : 0o777)
    }

    /// The row of a file that is written, with its name.
    private static func written(_ name: String, _ summary: String) -> Row<SuiteRow> {
        .many(
            name, summary,
            list: { suite, tree in try file(name, of: suite, in: tree).map { [$0] } ?? [] },
            find: { wanted, suite, tree in
                guard wanted.utf8.elementsEqual(name.utf8) else { return nil }
                return try file(name, of: suite, in: tree)
            })
    }

    /// The row of what nobody writes, unless it was removed.
    private static func own(
        _ entry: SuiteEntries, _ pattern: String, _ summary: String, inside: [LayoutLine] = [],
        node: @escaping @Sendable (SuiteRow, Tree) throws -> Node?
    ) -> Row<SuiteRow> {
        let name = pattern.hasSuffix("/") ? String(pattern.dropLast()) : pattern
        let find: @Sendable (SuiteRow, Tree) throws -> Entry? = { suite, tree in
            guard !suite.removedEntries.contains(entry) else { return nil }
            return try node(suite, tree).map { Entry(name: name, node: $0) }
        }
        return .many(
            pattern, summary, inside: inside,
            list: { suite, tree in try find(suite, tree).map { [$0] } ?? [] },
            find: { wanted, suite, tree in
                wanted.utf8.elementsEqual(name.utf8) ? try find(suite, tree) : nil
            })
    }

    private static func file(_ name: String, of suite: SuiteRow, in tree: Tree) throws -> Entry? {
        let place = SuitePlace(suite: suite.id, directory: .suite, name: name)
        return try tree.reader.file(at: place).flatMap(entry)
    }

    /// The node of the page of what became of a suite's cases.
    static func history(_ page: RunPageRow) -> Node {
        Node(
            inode: Address.suiteHistory(page.id).inode, kind: .file, sizeBytes: page.sizeBytes,
            modified: page.modified)
    }
}
