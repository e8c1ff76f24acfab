internal import Glibc

/// Files that others read while they are written.
enum AtomicFile {
    /// Gives a file other bytes, all at once and durably; its mode stays.
    static func replace(_ path: String, with bytes: [UInt8]) throws {
        var attributes = stat()
        let mode = stat(path, &attributes) == 0 ? attributes.st_mode & 0o7777 : 0o644
        let temporary = "\(path).tmp.\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        var isDone = false
        defer {
            close(descriptor)
            if !isDone { unlink(temporary) }
        }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { throw failure(path) }
            rest = rest.dropFirst(max(0, count))
        }
        guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0, rename(temporary, path) == 0
        else { throw failure(path) }
        isDone = true
    }

    private static func failure(_ path: String) -> OperationFailure {
        OperationFailure("cannot write \(path): \(String(cString: strerror(errno)))")
    }
}
