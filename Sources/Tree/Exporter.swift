internal import Glibc
public import SystemPackage
internal import Traces

/// Writes the tree as plain files: the same names, bytes, links and times as a mount shows.
public struct Exporter {
    /// What an export has written.
    public struct Summary: Hashable, Sendable {
        /// Directories, the root included.
        public var directories = 0
        /// Regular files.
        public var files = 0
        /// Symbolic links.
        public var links = 0
        /// The bytes of the regular files.
        public var bytes = 0
    }

    /// How many bytes are asked of the tree at once.
    private static let pieceBytes = 1 << 20

    private let tree: Tree
    private var summary = Summary()

    /// Creates an exporter of a tree.
    public init(_ tree: Tree) {
        self.tree = tree
    }

    /// Writes everything below a directory, which is created and must not hold anything yet.
    ///
    /// - Throws: `TreeError` when the tree cannot answer, `ExportError` when a file cannot be written.
    public mutating func export(
        to path: FilePath, progress: (Summary) -> Void = { _ in }
    ) throws -> Summary {
        summary = Summary()
        try createDirectory(path)
        var pending = [(path, try tree.node(of: .root), true)]
        while let (directory, node, isNew) = pending.popLast() {
            guard isNew else {
                try setTime(of: directory, node.modified)
                continue
            }
            summary.directories += 1
            // Times of directories are set when everything in them has been written.
            pending.append((directory, node, false))
            for entry in try tree.entries(of: node.inode) {
                let path = directory.appending(entry.name)
                switch entry.node.kind {
                case .directory:
                    try createDirectory(path)
                    pending.append((path, entry.node, true))
                case .file: try writeFile(path, entry.node)
                case .link: try writeLink(path, entry.node)
                }
            }
            progress(summary)
        }
        return summary
    }

    private func createDirectory(_ path: FilePath) throws {
        guard mkdir(path.string, 0o755) != 0 else { return }
        guard errno == EEXIST, isEmptyDirectory(path) else {
            throw ExportError(path: path, errno: Errno(rawValue: errno))
        }
    }

    private func isEmptyDirectory(_ path: FilePath) -> Bool {
        guard let directory = opendir(path.string) else { return false }
        defer { closedir(directory) }
        var count = 0
        while readdir(directory) != nil { count += 1 }
        errno = EEXIST
        return count <= 2
    }

    private mutating func writeFile(_ path: FilePath, _ node: Node) throws {
        try checked(path) {
            let file = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .exclusiveCreate],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try file.closeAfter {
                var offset = 0
                while offset < node.sizeBytes {
                    let piece = try tree.bytes(
                        of: node.inode, from: offset, maximumBytes: Self.pieceBytes)
                    guard !piece.isEmpty else { throw TreeError.stale(node.inode) }
                    try file.writeAll(piece)
                    offset += piece.count
                }
            }
        }
        try setTime(of: path, node.modified)
        summary.files += 1
        summary.bytes += node.sizeBytes
    }

    private mutating func writeLink(_ path: FilePath, _ node: Node) throws {
        guard symlink(try tree.target(of: node.inode), path.string) == 0 else {
            throw ExportError(path: path, errno: Errno(rawValue: errno))
        }
        try setTime(of: path, node.modified)
        summary.links += 1
    }

    private func setTime(of path: FilePath, _ time: Timestamp) throws {
        let second: Int64 = 1_000_000_000
        let nanosecond = (time.nanoseconds % second + second) % second
        let value = timespec(
            tv_sec: Int((time.nanoseconds - nanosecond) / second), tv_nsec: Int(nanosecond))
        let result = withUnsafeTemporaryAllocation(of: timespec.self, capacity: 2) { times in
            times.initialize(repeating: value)
            return utimensat(AT_FDCWD, path.string, times.baseAddress, AT_SYMLINK_NOFOLLOW)
        }
        guard result == 0 else { throw ExportError(path: path, errno: Errno(rawValue: errno)) }
    }

    private func checked(_ path: FilePath, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as Errno {
            throw ExportError(path: path, errno: error)
        }
    }
}
