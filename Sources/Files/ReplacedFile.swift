internal import Glibc
public import SystemPackage

/// A file that is read whole and replaced whole: whoever reads it finds the old bytes or the new ones.
///
/// Edits by several processes take turns by a lock on the directory. A symbolic link is followed; mode and, where that is
/// allowed, owner stay. An editor takes no lock: its save between our reading and our replacing is noticed.
public struct ReplacedFile: Sendable {
    /// The largest file that is read, in bytes.
    public static let largestBytes = 256 << 20
    /// How often an edit is made again because somebody saved in between.
    private static let mostAttempts = 5
    /// How much is read at once where the size is not known or does not matter.
    private static let pieceBytes = 1 << 16

    /// The path.
    public let path: FilePath

    /// The file at a path.
    public init(path: FilePath) {
        self.path = path
    }

    /// What tells whether the file has changed, without reading it; nil when there is none.
    public var stamp: FileStamp? {
        var facts = Glibc.stat()
        guard stat(path.string, &facts) == 0 else { return nil }
        return FileStamp(facts)
    }

    /// The bytes.
    public func read() throws(FileFailure) -> [UInt8] {
        let descriptor = try opened()
        defer { close(descriptor) }
        var facts = Glibc.stat()
        guard fstat(descriptor, &facts) == 0 else { throw .last("read", path) }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw FileFailure("read", path, .invalidArgument, "it is no regular file")
        }
        guard facts.st_size <= Self.largestBytes else {
            throw FileFailure(
                "read", path, .fileTooLarge, "it has more than \(Self.largestBytes >> 20) MiB")
        }
        return try Self.contents(of: descriptor, expectedBytes: Int(facts.st_size), path)
    }

    /// Replaces the bytes by what `change` makes of them, if that is something else.
    ///
    /// - Throws: `FileFailure`, or what `change` throws; the file is as it was then.
    public func edit(_ change: ([UInt8]) throws -> [UInt8]) throws {
        let target = try resolved()
        try target.withDirectoryLocked { directory in
            for _ in 0..<Self.mostAttempts {
                let old = try target.read()
                let new = try change(old)
                if new == old { return }
                if try target.swap(old, for: new, in: directory) { return }
            }
            throw FileFailure("replace", path, .resourceBusy, "something else keeps saving it")
        }
    }

    /// Replaces the bytes, if they are still the old ones; false, and nothing is changed, when they are not.
    public func replace(_ old: [UInt8], with new: [UInt8]) throws -> Bool {
        let target = try resolved()
        return try target.withDirectoryLocked { directory in
            try target.swap(old, for: new, in: directory)
        }
    }

    /// Makes a file that is not there yet.
    public static func create(_ bytes: [UInt8], at path: FilePath) throws(FileFailure) {
        let descriptor = open(path.string, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .last("make", path) }
        defer { close(descriptor) }
        do {
            try write(bytes, to: descriptor, path)
        } catch {
            unlink(path.string)
            throw error
        }
    }

    // MARK: - Steps

    private func opened() throws(FileFailure) -> Int32 {
        let descriptor = open(path.string, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("read", path) }
        return descriptor
    }

    /// The file that symbolic links lead to.
    private func resolved() throws(FileFailure) -> ReplacedFile {
        guard let resolved = realpath(path.string, nil) else { throw .last("read", path) }
        defer { free(resolved) }
        return ReplacedFile(path: FilePath(String(cString: resolved)))
    }

    private func withDirectoryLocked<Value>(
        _ body: (_ directory: Int32) throws -> Value
    ) throws -> Value {
        let directory = path.removingLastComponent()
        let lock = open(directory.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0 else { throw FileFailure.last("open", directory) }
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 {
            guard errno == EINTR else { throw FileFailure.last("lock", directory) }
        }
        return try body(lock)
    }

    /// Replaces the bytes unless they are no longer the old ones, in a locked directory.
    private func swap(
        _ old: [UInt8], for new: [UInt8], in directory: Int32
    ) throws(FileFailure) -> Bool {
        let temporary = try written(new)
        do throws(FileFailure) {
            guard try holds(old) else {
                unlink(temporary.string)
                return false
            }
            guard rename(temporary.string, path.string) == 0 else { throw .last("replace", path) }
        } catch {
            unlink(temporary.string)
            throw error
        }
        guard fsync(directory) == 0 else { throw .last("keep", path) }
        return true
    }

    /// Writes a temporary file beside this one, with its mode; gives its path.
    private func written(_ bytes: [UInt8]) throws(FileFailure) -> FilePath {
        var facts = Glibc.stat()
        guard stat(path.string, &facts) == 0 else { throw .last("read", path) }
        let name = path.lastComponent?.string.prefix(60) ?? ""
        let suffix = "\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        let temporary = path.removingLastComponent().appending(".\(name).dossier-\(suffix)")
        let descriptor = open(temporary.string, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .last("make", temporary) }
        defer { close(descriptor) }
        // Only the owner of a file or root can keep another owner; the mode matters more.
        _ = fchown(descriptor, facts.st_uid, facts.st_gid)
        do throws(FileFailure) {
            guard fchmod(descriptor, facts.st_mode & 0o7777) == 0 else {
                throw .last("write", temporary)
            }
            try Self.write(bytes, to: descriptor, temporary)
        } catch {
            unlink(temporary.string)
            throw error
        }
        return temporary
    }

    private static func contents(
        of descriptor: Int32, expectedBytes: Int, _ path: FilePath
    ) throws(FileFailure) -> [UInt8] {
        var bytes = try piece(of: descriptor, upTo: expectedBytes + 1, path)
        while true {
            let more = try piece(of: descriptor, upTo: pieceBytes, path)
            if more.isEmpty { return bytes }
            bytes += more
            // Whoever appends while it is read may go on for ever.
            guard bytes.count <= largestBytes else {
                throw FileFailure("read", path, .fileTooLarge)
            }
        }
    }

    /// Whether these are the bytes.
    ///
    /// It is read in pieces: one more copy of a large file in memory costs more than reading it.
    private func holds(_ expected: [UInt8]) throws(FileFailure) -> Bool {
        let descriptor = try opened()
        defer { close(descriptor) }
        var offset = 0
        while true {
            let piece = try Self.piece(of: descriptor, upTo: Self.pieceBytes, path)
            if piece.isEmpty { return offset == expected.count }
            guard Self.isSame(piece, expected[offset...].prefix(piece.count)) else { return false }
            offset += piece.count
        }
    }

    private static func isSame(_ piece: [UInt8], _ expected: ArraySlice<UInt8>) -> Bool {
        piece.withUnsafeBytes { piece in
            expected.withUnsafeBytes { expected in
                guard let one = piece.baseAddress, let other = expected.baseAddress,
                    piece.count == expected.count
                else { return piece.count == expected.count }
                return memcmp(one, other, piece.count) == 0
            }
        }
    }

    /// The next bytes, as many as there are but no more than asked for; none at the end.
    private static func piece(
        of descriptor: Int32, upTo count: Int, _ path: FilePath
    ) throws(FileFailure) -> [UInt8] {
        while true {
            var outcome = 0
            var code = Errno(rawValue: 0)
            let piece = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                outcome = Glibc.read(descriptor, buffer.baseAddress, count)
                code = Errno(rawValue: errno)
                filled = max(outcome, 0)
            }
            if outcome >= 0 { return piece }
            guard code == .interrupted else { throw FileFailure("read", path, code) }
        }
    }

    /// Writes all of it, durably.
    private static func write(
        _ bytes: [UInt8], to descriptor: Int32, _ path: FilePath
    ) throws(FileFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { throw .last("write", path) }
            rest = rest.dropFirst(max(count, 0))
        }
        guard fsync(descriptor) == 0 else { throw .last("write", path) }
    }
}
