public import SystemPackage

/// Why a suite could not be linked to a file.
public enum LinkError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file cannot be read, or is no suite.
    case unreadable(FilePath, reason: String)
    /// The file is linked to a suite already.
    case linkedAlready(FilePath, suite: String)
    /// The suite is linked to another file.
    case suiteTaken(String, path: String)

    /// What failed, on what, and what to do.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be linked: \(reason)"
        case .linkedAlready(let path, let suite): "\(path) is linked to the suite \(suite) already"
        case .suiteTaken(let suite, let path):
            "the suite \(suite) is linked to \(path); unlink it, or give another name with --name"
        }
    }
}
