/// Why a suite file cannot be read, or an edit was refused; the file is as it was.
public enum SuiteError: Error, Hashable, Sendable {
    /// The file is no YAML whose structure can be followed.
    case unreadable(Problem)
    /// There is no list of cases at a path; with the lists and maps that there are.
    case noCases(at: CasesPath, found: [String])
    /// No case has a name or number.
    case noSuchCase(String)
    /// Several cases have a name; their indices.
    case ambiguousName(String, indices: [Int])
    /// A text cannot stand in the file as one case.
    case invalidText(Problem)
    /// Cases do not begin lines of their own: they stand in `[…]`, or behind `?` or `---`.
    case flowList
    /// An anchor and its aliases cannot be kept together.
    case crossingAnchor(name: String, line: Int, reason: String)
    /// The edit would change what the file says elsewhere; with what was found.
    case unsafeEdit(String)
}

extension SuiteError: CustomStringConvertible {
    /// What failed and what to do.
    public var description: String {
        switch self {
        case .unreadable(let problem), .invalidText(let problem):
            problem.description
        case .noCases(let path, let found):
            "no list of cases at \"\(path)\"; "
                + (found.isEmpty
                    ? "add `cases:`"
                    : "give one of these as --cases-path: " + found.joined(separator: ", "))
        case .noSuchCase(let name):
            "no case \"\(name)\"; `dossier eval list` names them all"
        case .ambiguousName(let name, let indices):
            "\"\(name)\" names \(indices.count) cases; say which by index: "
                + indices.map(String.init).joined(separator: ", ")
        case .flowList:
            "the cases do not begin lines of their own (they stand in [ ], or behind ? or ---); "
                + "write each on its lines, with `- ` or its key at the beginning"
        case .crossingAnchor(let name, let line, let reason):
            "line \(line): the anchor &\(name) is used by other cases, and \(reason)"
        case .unsafeEdit(let found):
            "the edit was refused, because it would change more than this case: \(found)"
        }
    }
}
