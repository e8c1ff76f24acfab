internal import Evals
internal import Rendering
internal import Store
internal import Traces

/// `PROBLEMS.md` of a suite: everything that keeps the runner from running a case.
struct SuiteProblems: Sendable {
    /// The bytes.
    let bytes: [UInt8]
    /// When the latest thing that it speaks of was changed.
    let modified: Timestamp

    /// The page of a suite whose files have been looked at; nil when nothing is wrong.
    init?(
        of suite: SuiteRow, files: [SuiteFileRow], link: SuiteLink?,
        problems: (SuiteFileRow) throws -> String?
    ) rethrows {
        var lines: [String] = []
        if !files.contains(where: { $0.kind == .definition }) {
            lines.append("- suite.yaml is missing; write it, it says what is tested and how")
        }
        for file in files {
            guard let name = file.name else { continue }
            let path = file.directory == .cases ? "cases/\(name)" : name
            if file.kind == .conflict {
                lines.append(
                    "- \(DisplayText.escaped(path)): another version of a case that was changed in two "
                        + "places at once; take what you need into the case, then remove this file")
            }
            if file.kind == .other, file.directory == .cases {
                lines.append(
                    "- \(DisplayText.escaped(path)): is no case, because its name does not end in "
                        + "\(SuiteFileKind.caseEnding); rename it")
            }
            for problem in try problems(file)?.split(separator: "\n") ?? [] {
                lines.append("- \(DisplayText.escaped(path)):\(problem)")
            }
        }
        for problem in link?.problems?.split(separator: "\n") ?? [] {
            lines.append("- \(DisplayText.escaped(String(problem)))")
        }
        guard !lines.isEmpty else { return nil }
        let head = [
            "# Problems of this suite", "",
            "What is listed here is kept as it was written, and the runner leaves it out. Each line says "
                + "where it is wrong and what to do; this file goes when nothing is.", "",
        ]
        bytes = Array(((head + lines).joined(separator: "\n") + "\n").utf8)
        modified = files.map(\.changed).reduce(max(suite.namesModified, suite.casesModified), max)
    }

    /// The node of the page.
    func node(of suite: SuiteRow.ID) -> Node {
        let digest = bytes.reduce(0x811c_9dc5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
        return Node(
            inode: Address.suiteProblems(suite, digest: digest).inode, kind: .file,
            sizeBytes: bytes.count, modified: modified)
    }

    /// What is wrong with the content of a file, a problem on each line, without the file's name; empty when nothing is.
    static func text(of bytes: [UInt8], kind: SuiteFileKind) -> String {
        let problems: [Problem] =
            switch kind {
            case .testCase: problems(ofCase: bytes)
            case .definition: Suite.decode(bytes).problems + SuiteDocument.strayCases(in: bytes)
            case .order, .conflict, .temporary, .other: []
            }
        return problems.map(\.description).joined(separator: "\n")
    }

    private static func problems(ofCase bytes: [UInt8]) -> [Problem] {
        if bytes.starts(with: "# Request of model call ".utf8) {
            return [
                Problem(
                    line: 1, "this is the page of a model call and no case",
                    advice: "make a case of the call itself: dossier eval steal PATH-OF-THE-PAGE "
                        + "--suite SUITE")
            ]
        }
        return EvalCase.decode(bytes, hasOwnFile: true).problems
    }
}
