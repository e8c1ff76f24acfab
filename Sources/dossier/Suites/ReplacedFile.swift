internal import Foundation
internal import Glibc

/// A file that is replaced as a whole: whoever reads it finds the old bytes or the new ones.
///
/// Edits by several processes take turns by a lock on the directory. A symbolic link is followed;
/// the mode stays. An editor takes no lock: its save between our reading and our replacing is
/// noticed, and the edit is made again on what it saved.
struct ReplacedFile {
    /// The largest file that is read, in bytes.
    static let largestBytes = 1 << 30
    /// How often an edit is made again because somebody saved in between.
    private static let mostAttempts = 5

    private let path: String

    init(path: String) {
        self.path = path
    }

    /// The bytes.
    func read() throws -> [UInt8] {
        try Self.bytes(of: path)
    }

    /// Replaces the bytes by what `change` makes of them, if that is something else.
    func edit(_ change: ([UInt8]) throws -> [UInt8]) throws {
        guard let resolved = realpath(path, nil) else { throw Self.failure("read", path) }
        defer { free(resolved) }
        let target = String(cString: resolved)
        let directory = (target as NSString).deletingLastPathComponent
        let lock = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0 else { throw Self.failure("open", directory) }
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 {
            guard errno == EINTR else { throw Self.failure("lock", directory) }
        }
        for _ in 0..<Self.mostAttempts {
            let old = try Self.bytes(of: target)
            let new = try change(old)
            guard new != old else { return }
            let temporary = try Self.write(new, beside: target, in: directory)
            guard try Self.bytes(of: target) == old else {
                unlink(temporary)
                continue
            }
            guard rename(temporary, target) == 0 else {
                let failure = Self.failure("replace", target)
                unlink(temporary)
                throw failure
            }
            guard fsync(lock) == 0 else { throw Self.failure("keep", directory) }
            return
        }
        throw OperationFailure("\(path) is being saved by something else; nothing was changed")
    }

    /// Makes a file that is not there yet.
    static func create(_ bytes: [UInt8], at path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure("make", path) }
        defer { close(descriptor) }
        guard writeAll(bytes, to: descriptor), fsync(descriptor) == 0 else {
            let failure = failure("write", path)
            unlink(path)
            throw failure
        }
    }

    // MARK: - Steps

    private static func bytes(of path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("read", path) }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw failure("read", path) }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw OperationFailure("\(path) is no regular file")
        }
        guard facts.st_size <= largestBytes else {
            throw OperationFailure("\(path) has more than \(largestBytes) bytes")
        }
        let size = Int(facts.st_size)
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let step = Glibc.read(
                    descriptor, UnsafeMutableRawPointer(buffer.baseAddress)?.advanced(by: count),
                    size - count)
                guard step >= 0 || errno == EINTR else { throw failure("read", path) }
                if step == 0 { break }
                count += max(step, 0)
            }
        }
    }

    /// Writes a temporary file with the mode of another one, and returns its path.
    private static func write(
        _ bytes: [UInt8], beside target: String, in directory: String
    ) throws -> String {
        var facts = stat()
        guard stat(target, &facts) == 0 else { throw failure("read", target) }
        let name = (target as NSString).lastPathComponent.prefix(100)
        let suffix = "\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        let temporary = "\(directory)/.\(name).dossier-\(suffix)"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("make a file in", directory) }
        defer { close(descriptor) }
        // Only the owner of a file or root can keep another owner; the mode matters more.
        _ = fchown(descriptor, facts.st_uid, facts.st_gid)
        guard fchmod(descriptor, facts.st_mode & 0o7777) == 0, writeAll(bytes, to: descriptor),
            fsync(descriptor) == 0
        else {
            let failure = failure("write", temporary)
            unlink(temporary)
            throw failure
        }
        return temporary
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                guard count >= 0 || errno == EINTR else { return false }
                rest = rest.dropFirst(max(count, 0))
            }
            return true
        }
    }

    private static func failure(_ verb: String, _ path: String) -> OperationFailure {
        OperationFailure("cannot \(verb) \(path): \(String(cString: strerror(errno)))")
    }
}
