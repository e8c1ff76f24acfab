internal import Foundation

/// The store's file, before SQLite opens it.
struct StoreFile {
    /// The absolute path without links, beside which SQLite keeps its log; a relative one that begins
    /// with `file:` would be taken for a URI.
    let path: String

    init(path: String) {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        self.path = url.resolvingSymlinksInPath().path
    }

    /// The path of the write-ahead log.
    var logPath: String { path + "-wal" }

    /// The path of the index of the write-ahead log, in which writers are locked.
    var sharedMemoryPath: String { path + "-shm" }

    /// The size of the file, or of its log; zero when it is missing.
    static func sizeBytes(at path: String) -> Int {
        var status = stat()
        return lstat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Checks that the file is one that its owner alone can write, and says whether it is empty.
    ///
    /// A missing one is created where the access allows it. The file itself is not opened: closing it would drop the locks of other connections of this process.
    func prepare(for access: Access) throws(StoreError) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == ENOENT else { throw failure(errno) }
            guard case .readWrite(creating: true) = access else { throw StoreError(.missing, path) }
            try create()
            return true
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw StoreError(.notAStore, path) }
        guard status.st_mode & 0o022 == 0 else {
            throw StoreError(.unsafePermissions, path, "run: chmod 600 '\(path)'")
        }
        return status.st_size == 0
    }

    private func create() throws(StoreError) {
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(
                at: directory, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw StoreError(.system, directory.path, error.localizedDescription)
        }
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST {
            throw failure(errno)
        }
    }

    private func failure(_ code: Int32) -> StoreError {
        StoreError(.system, path, String(cString: strerror(code)))
    }
}
