public import SystemPackage

/// Why a file could not be exported.
public struct ExportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file or directory that could not be written.
    public var path: FilePath
    /// What the operating system answered.
    public var errno: Errno

    /// What failed, on what, and what to do.
    public var description: String {
        errno == .fileExists
            ? "cannot export to \(path): it exists; name a new or empty directory"
            : "cannot write \(path): \(errno)"
    }
}
