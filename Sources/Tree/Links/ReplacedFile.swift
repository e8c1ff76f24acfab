internal import Glibc
internal import SystemPackage

/// A file that is replaced as a whole: whoever reads it finds the old bytes or the new ones.
///
/// Edits by several processes take turns by a lock on the directory. A symbolic link is followed; the mode stays. An editor
/// takes no lock: its save between our reading and our replacing is noticed, and the edit is not made.
struct ReplacedFile {
    /// The largest file that is read, in bytes.
    static let largestBytes = 256 << 20

    let path: FilePath

    /// What tells whether the file has changed, without reading it; nil when there is none.
    var stamp: FileStamp? {
        var facts = stat()
        guard stat(path.string, &facts) == 0 else { return nil }
        return FileStamp(
            inode: UInt64(facts.st_ino), sizeBytes: Int(facts.st_size),
            modifiedSeconds: Int(facts.st_mtim.tv_sec),
            modifiedNanoseconds: Int(facts.st_mtim.tv_nsec),
            changedSeconds: Int(facts.st_ctim.tv_sec),
            changedNanoseconds: Int(facts.st_ctim.tv_nsec))
    }

    /// The bytes.
    func read() throws(Errno) -> [UInt8] {
        let file = try Self.attempt { try FileDescriptor.open(path, .readOnly) }
        defer { Glibc.close(file.rawValue) }
        var facts = stat()
        guard fstat(file.rawValue, &facts) == 0 else { throw Errno(rawValue: errno) }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw .invalidArgument }
        guard facts.st_size <= Self.largestBytes else { throw .fileTooLarge }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = try Self.attempt {
                try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
            }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// Replaces the bytes, if they are still the old ones; false, and nothing is changed, when they are not.
    func replace(_ old: [UInt8], with new: [UInt8]) throws(Errno) -> Bool {
        guard let resolved = realpath(path.string, nil) else { throw Errno(rawValue: errno) }
        defer { free(resolved) }
        let target = ReplacedFile(path: FilePath(platformString: resolved))
        let directory = target.path.removingLastComponent()
        let lock = try Self.attempt { try FileDescriptor.open(directory, .readOnly) }
        defer { Glibc.close(lock.rawValue) }
        while flock(lock.rawValue, LOCK_EX) != 0 {
            guard errno == EINTR else { throw Errno(rawValue: errno) }
        }
        let name = ".\(target.path.lastComponent?.string.prefix(60) ?? "").tmp.\(getpid())"
        let temporary = directory.appending(name)
        try target.write(new, to: temporary)
        do throws(Errno) {
            let isUnchanged = try target.read() == old
            guard isUnchanged else {
                unlink(temporary.string)
                return false
            }
            guard rename(temporary.string, target.path.string) == 0 else {
                throw Errno(rawValue: errno)
            }
        } catch {
            unlink(temporary.string)
            throw error
        }
        fsync(lock.rawValue)
        return true
    }

    private func write(_ bytes: [UInt8], to temporary: FilePath) throws(Errno) {
        var facts = stat()
        guard stat(path.string, &facts) == 0 else { throw Errno(rawValue: errno) }
        let file = try Self.attempt {
            try FileDescriptor.open(
                temporary, .writeOnly, options: [.create, .truncate],
                permissions: [.ownerReadWrite])
        }
        defer { Glibc.close(file.rawValue) }
        // Only root can keep another owner; the mode matters more.
        _ = fchown(file.rawValue, facts.st_uid, facts.st_gid)
        do throws(Errno) {
            guard fchmod(file.rawValue, facts.st_mode & 0o7777) == 0 else {
                throw Errno(rawValue: errno)
            }
            try Self.attempt { _ = try file.writeAll(bytes) }
            guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            unlink(temporary.string)
            throw error
        }
    }

    private static func attempt<Value>(_ body: () throws -> Value) throws(Errno) -> Value {
        do {
            return try body()
        } catch let error as Errno {
            throw error
        } catch {
            throw .ioError
        }
    }
}

/// What moves when a file is saved.
struct FileStamp: Hashable, Sendable {
    let inode: UInt64
    let sizeBytes: Int
    let modifiedSeconds: Int
    let modifiedNanoseconds: Int
    let changedSeconds: Int
    let changedNanoseconds: Int
}
