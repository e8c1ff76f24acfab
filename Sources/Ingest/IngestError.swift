/// Why a file cannot be imported at all.
public enum IngestError: Error, Hashable, Sendable {
    /// There is no such file, or it may not be read; with the system's words.
    case unreadable(path: String, reason: String)
    /// It is a directory, a pipe or a device.
    case notAFile(path: String)
    /// Its content is larger than a limit, in bytes, and cannot be read piece by piece.
    case overLimit(path: String, limitBytes: Int)
    /// No format, or more than one, knows it.
    case unknownFormat(UnknownFormat)
}

extension IngestError: CustomStringConvertible {
    /// What failed, on which file, and what to do.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
        case .notAFile(let path): "\(path): not a regular file"
        case .overLimit(let path, let limitBytes):
            "\(path): content of more than \(limitBytes) bytes in one piece; split it into lines"
        case .unknownFormat(let unknown): unknown.description
        }
    }
}
