internal import CFuse
internal import Glibc
public import SystemPackage

/// A place where a file system is, was or will be mounted.
public struct MountPoint: Hashable, Sendable {
    /// What is found at a mount point.
    public enum State: Hashable, Sendable {
        /// Nothing is mounted there.
        case free
        /// A file system that answers.
        case mounted(MountTable.Row)
        /// A file system whose process died: every access answers ENOTCONN until it is unmounted.
        case stale
    }

    /// The path without symbolic links, as the kernel's mount table has it.
    public let path: FilePath

    /// The mount point at a path, which may be stale.
    /// - Throws: why the path cannot be resolved.
    public init(_ path: FilePath) throws(Errno) {
        do throws(Errno) {
            self.path = try Self.resolved(path)
        } catch .socketNotConnected {
            guard let name = path.lastComponent else { throw .socketNotConnected }
            let parent = path.removingLastComponent()
            self.path = try Self.resolved(parent.isEmpty ? "." : parent).appending(name)
        }
    }

    /// What is there now.
    ///
    /// Attributes may be cached for long after a process died, so a FUSE file system is asked for its statistics, which never are.
    /// - Throws: why that cannot be told.
    public func state() throws(Errno) -> State {
        var status = stat()
        var statistics = statvfs()
        if stat(path.string, &status) != 0 {
            let cause = Errno(rawValue: errno)
            if cause == .socketNotConnected { return .stale }
            throw cause
        }
        guard let row = try MountTable.current().top(at: path) else { return .free }
        let isDead =
            row.type.hasPrefix("fuse") && statvfs(path.string, &statistics) != 0
            && Errno(rawValue: errno) == .socketNotConnected
        return isDead ? .stale : .mounted(row)
    }

    /// Unmounts what is there; without the right to do so, through libfuse's helper.
    /// - Parameter lazily: out of sight at once, really when nobody uses it any more.
    /// - Throws: `.resourceBusy` when it is in use, `.invalidArgument` when nothing is mounted there.
    public func unmount(lazily: Bool = false) throws(Errno) {
        let flags = Int32(UMOUNT_NOFOLLOW) | (lazily ? Int32(MNT_DETACH) : 0)
        if umount2(path.string, flags) == 0 { return }
        let cause = Errno(rawValue: errno)
        guard cause == .notPermitted else { throw cause }
        guard try MountTable.current().top(at: path) != nil else { throw .invalidArgument }
        let words = ["fusermount3", "-u", "-q"] + (lazily ? ["-z"] : []) + ["--", path.string]
        if try Self.exitStatus(of: words) != 0 { throw .resourceBusy }
    }

    /// Unmounts a stale file system, if one is there; true when it was.
    /// - Throws: why that failed.
    @discardableResult
    public func clean() throws(Errno) -> Bool {
        guard try state() == .stale else { return false }
        try unmount(lazily: true)
        return true
    }

    /// Checks that it is a directory that can be mounted on.
    func checkUsable() throws(Errno) {
        var status = stat()
        guard stat(path.string, &status) == 0 else { throw Errno(rawValue: errno) }
        guard FileKind(modeBits: status.st_mode) == .directory else { throw .notDirectory }
    }

    private static func resolved(_ path: FilePath) throws(Errno) -> FilePath {
        guard let text = realpath(path.string, nil) else { throw Errno(rawValue: errno) }
        defer { free(text) }
        return FilePath(platformString: text)
    }

    /// Runs a program with nothing in its environment and waits for it.
    private static func exitStatus(of words: [String]) throws(Errno) -> Int32 {
        var arguments = words.map { strdup($0) }
        defer { arguments.forEach { free($0) } }
        arguments.append(nil)
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var process: pid_t = 0
        let failure = posix_spawnp(&process, words[0], nil, nil, &arguments, &environment)
        guard failure == 0 else { throw Errno(rawValue: failure) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw Errno(rawValue: errno) }
        }
        return status
    }
}
