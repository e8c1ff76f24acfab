internal import Glibc
public import SystemPackage

/// Why a file could not be read or replaced.
public struct FileFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried: a verb.
    public let action: String
    /// The file or directory.
    public let path: FilePath
    /// What the system answered, or would have.
    public let code: Errno
    /// Why, in words.
    public let reason: String

    /// What failed, on what, and why.
    public var description: String { "cannot \(action) \(path): \(reason)" }

    init(_ action: String, _ path: FilePath, _ code: Errno, _ reason: String? = nil) {
        self.action = action
        self.path = path
        self.code = code
        self.reason = reason ?? "\(code)"
    }

    /// The failure of the system call that was made last.
    static func last(_ action: String, _ path: FilePath) -> FileFailure {
        FileFailure(action, path, Errno(rawValue: errno))
    }
}
