internal import Foundation
internal import Fuse
internal import Glibc
internal import SystemPackage

/// Files that suites can be linked to.
enum LinkableFile {
    /// The absolute path of a file, without links; refused inside a mount of this program, which would have to wait for
    /// itself.
    static func path(of file: String) throws -> FilePath {
        guard let resolved = realpath(file, nil) else {
            throw OperationFailure("cannot link \(file): \(String(cString: strerror(errno)))")
        }
        defer { free(resolved) }
        let path = FilePath(platformString: resolved)
        let mount = try MountTable.current().rows.last { path.starts(with: $0.path) }
        guard mount?.type != "fuse.dossier" else {
            throw OperationFailure(
                "cannot link \(file): it is inside a mount of this program; link a file of your own"
            )
        }
        return path
    }

    /// The paths of the suite files that a directory may have: `*.yaml` and `*.yml`, by name.
    static func paths(in directory: String) throws -> [FilePath] {
        try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
            .filter { !$0.hasPrefix(".") && ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) }
            .map { try path(of: "\(directory)/\($0)") }
    }
}
