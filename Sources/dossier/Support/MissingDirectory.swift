internal import Foundation
internal import Glibc

/// A directory that is made when nothing has its name.
enum MissingDirectory {
    /// Makes it unless something is there, be it a mount whose process died; true when it was made.
    static func make(at path: String) throws -> Bool {
        var facts = stat()
        guard lstat(path, &facts) != 0, errno == ENOENT else { return false }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return true
    }
}
