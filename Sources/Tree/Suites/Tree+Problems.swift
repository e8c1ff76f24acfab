internal import Evals
internal import Rendering
internal import Store

extension Tree {
    /// What is wrong in a suite; nil when nothing is.
    func problems(of suite: SuiteRow) throws -> SuiteProblems? {
        let files = try SuiteDirectory.allCases.flatMap { try reader.files(of: suite.id, in: $0) }
        let link = try reader.links().first { $0.suite == suite.id }
        return try SuiteProblems(of: suite, files: files, link: link) { file in
            try problems(of: file) ?? problems(of: file, among: files)
        }
    }

    /// What is wrong with a file for the sake of the others, one problem on each line; nil when nothing is.
    private func problems(of file: SuiteFileRow, among files: [SuiteFileRow]) throws -> String? {
        switch file.kind {
        case .definition: try lackText(of: file, with: files)
        case .order: try orderText(of: file, with: files)
        case .testCase, .conflict, .temporary, .other: nil
        }
    }

    /// The lines of the order that cannot be used.
    private func orderText(
        of file: SuiteFileRow, with files: [SuiteFileRow]
    ) throws -> String? {
        guard file.target == nil else { return nil }
        let cases = files.filter { $0.kind == .testCase }.sorted { $0.id < $1.id }
        let problems = try reader.order(of: file.suite, files: cases.compactMap(\.name)).problems
        return problems.isEmpty
            ? nil
            : problems.map { DisplayText.escaped($0.description) }.joined(separator: "\n")
    }

    /// What a suite with a sound definition does not have that running needs, one problem on each line; nil when
    /// nothing is missing.
    private func lackText(
        of definition: SuiteFileRow, with files: [SuiteFileRow]
    ) throws -> String? {
        let lacks = try lacks(of: definition)
        var problems = lacks.intersection(.run).problems(line: 1)
        // Where all cases share matchers, none is read for the sake of its own.
        if lacks.contains(.matchers) {
            let names = try files.filter { file in
                guard file.kind == .testCase, try self.problems(of: file) == nil else {
                    return false
                }
                return try self.lacks(of: file).contains(.matchers)
            }.compactMap { $0.name.flatMap { CaseFileName.caseName(ofFile: $0) } }
                .map { DisplayText.escaped($0).replacing("\n", with: "\\n") }
            if !names.isEmpty { problems.append(EvalLacks.noMatchers(inCases: names)) }
        }
        return problems.isEmpty ? nil : problems.map(\.description).joined(separator: "\n")
    }

    /// What a definition, or a case of a suite without matchers, does not have; nothing when it cannot be read.
    private func lacks(of file: SuiteFileRow) throws -> EvalLacks {
        guard file.target == nil else { return [] }
        let key = FileVersion(file: file.id, version: file.version)
        return try lackingFiles.value(for: key, cost: { _ in 64 }) {
            let bytes = try reader.bytes(
                of: file.id, from: 0, maximumBytes: EvalLimits.standard.caseBytes + 1)
            return file.kind == .definition
                ? Suite.decode(bytes).runnable?.lacks ?? []
                : EvalCase.decode(bytes, hasOwnFile: true).runnable?.lacks(in: .matchers) ?? []
        }
    }

    /// What is wrong with the content of a file, one problem on each line; nil when nothing is.
    func problems(of file: SuiteFileRow) throws -> String? {
        guard file.kind.hasRevisions, file.target == nil else { return nil }
        if file.isChecked { return file.problems }
        let key = FileVersion(file: file.id, version: file.version)
        let found = try checkedFiles.value(for: key, cost: { $0.utf8.count + 64 }) {
            // More than the decoder takes tells it that this is too much.
            let bytes = try reader.bytes(
                of: file.id, from: 0, maximumBytes: EvalLimits.standard.caseBytes + 1)
            return SuiteProblems.text(of: bytes, kind: file.kind)
        }
        return found.isEmpty ? nil : found
    }

    /// `PROBLEMS.md` in the revision of a number.
    func problemsPage(of inode: Inode, suite id: SuiteRow.ID) throws -> Page {
        guard let page = try reader.suite(id).flatMap({ try problems(of: $0) }) else {
            throw TreeError.stale(inode)
        }
        let node = page.node(of: id)
        guard node.inode == inode else { throw TreeError.stale(inode) }
        return Page(node: node, bytes: page.bytes)
    }
}

/// Which content of which file.
struct FileVersion: Hashable, Sendable {
    let file: SuiteFileRow.ID
    let version: FileChange.ID
}
