/// Where the cases of a file stand.
///
/// As text: `cases` or `config.tests`, the names of keys joined by points, lead to a list whose
/// elements are the cases, or to a map whose entries are; `.` is the root; `-` takes the whole file
/// as a single case.
public struct CasesPath: Hashable, Sendable, CustomStringConvertible {
    /// The keys from the root; empty for the root itself.
    public let keys: [String]
    /// True when the whole file is a single case.
    public let isWholeFile: Bool

    /// Creates a path of keys.
    public init(keys: [String]) {
        self.keys = keys
        isWholeFile = false
    }

    /// Reads a path.
    public init(_ text: String) {
        isWholeFile = text == "-"
        keys = isWholeFile || text == "." ? [] : text.split(separator: ".").map(String.init)
    }

    /// Where cases stand in our own format.
    public static let cases = CasesPath(keys: ["cases"])
    /// A list or a map that is the whole file.
    public static let root = CasesPath(keys: [])
    /// A file that is a single case.
    public static let wholeFile = CasesPath("-")

    /// The path as text.
    public var description: String {
        if isWholeFile { return "-" }
        return keys.isEmpty ? "." : keys.joined(separator: ".")
    }
}
