internal import Evals
internal import Files
internal import Rendering
public import Store
public import SystemPackage
public import Traces

extension Tree {
    /// Links a suite to a file: the suite of a name, or else the one that the file names; it is made when it is missing.
    ///
    /// - Returns: The suite.
    /// - Throws: `LinkError`; `StoreError`; `TreeError` when this tree is only read.
    public func link(
        _ path: FilePath, casesPath: String, name: String?, at now: Timestamp
    ) throws -> SuiteRow {
        guard let writer else { throw TreeError.refused(.readOnly) }
        let file: LinkedFile
        do {
            file = try LinkedFile(try ReplacedFile(path: path).read(), casesPath: casesPath)
        } catch {
            throw LinkError.unreadable(path, reason: "\(error)")
        }
        for link in try reader.links() where FilePath(link.path) == path {
            let suite = try reader.suite(link.suite)?.name ?? ""
            throw LinkError.linkedAlready(path, suite: suite)
        }
        let stem = path.lastComponent?.stem ?? ""
        let found = Suite.decode(file.document.header).value?.name
        let suiteName = SafeName.component(name ?? found ?? stem)
        let suite =
            try reader.suite(named: suiteName)
            ?? writer.makeSuite(
                named: suiteName,
                files: [
                    (SuiteFileKind.definitionName, file.document.header),
                    (SuiteFileKind.orderName, []),
                ], at: now)
        if let other = try reader.links().first(where: { $0.suite == suite.id }) {
            throw LinkError.suiteTaken(suite.name, path: other.path)
        }
        try writer.link(suite.id, to: path.string, casesPath: casesPath, at: now)
        if try !reader.runs(of: .suite(suite.id)).isEmpty {
            let history = RunHistoryTable.text(of: try reader.history(of: .suite(suite.id)))
            try writer.keep(history: Array(history.utf8), of: suite.id, at: now)
        }
        try tend([Address.suite(suite.id).inode], at: now)
        return suite
    }

    /// Links every suite file of a directory that is not linked yet; gives why others are not.
    ///
    /// Suite files are those named `*.yaml` or `*.yml` that have a list `cases`.
    public func linkSuites(in files: [FilePath], at now: Timestamp) throws -> [LinkError] {
        let linked = Set(try reader.links().map { FilePath($0.path) })
        var failures: [LinkError] = []
        for path in files where !linked.contains(path) {
            do {
                let bytes = try ReplacedFile(path: path).read()
                guard try !LinkedFile(bytes, casesPath: "\(CasesPath.cases)").names.isEmpty else {
                    continue
                }
            } catch is SuiteError {
                continue
            }
            do {
                _ = try link(path, casesPath: "\(CasesPath.cases)", name: nil, at: now)
            } catch let error as LinkError {
                failures.append(error)
            }
        }
        return failures
    }

    /// Brings a suite up to date after it was changed: its order, its linked file, what is wrong in it.
    public func tend(_ suite: SuiteRow, at now: Timestamp) throws(TreeError) {
        try tend([Address.suite(suite.id).inode], at: now)
    }
}
