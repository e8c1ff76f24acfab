internal import Glibc

/// What processes do with a store at the moment: each tells the others by locks that end with it.
///
/// The locks are on a file of their own beside the store, because closing a file drops SQLite's locks on it.
public final class Attendance: Sendable {
    /// Something that other processes leave to whoever does it.
    public enum Activity: Int64, Hashable, Sendable, CaseIterable {
        /// Stores what happens, and shows it at once.
        case recording = 0
        /// Imports files, and shows them at its end.
        case importing = 1
    }

    /// Locks of an open file (Linux's `F_OFD_…`), which Glibc's module does not name; those of a process would be dropped
    /// whenever it closes the file.
    private enum Command {
        static let get: Int32 = 36
        static let set: Int32 = 37
        static let setWaiting: Int32 = 38
    }

    private let descriptor: Int32
    private let path: String

    /// Opens the file of locks, which is made when it is missing.
    ///
    /// - Throws: `system`.
    public init(_ store: Store) throws(StoreError) {
        path = store.path + "-lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(.system, path, String(cString: strerror(errno)))
        }
    }

    deinit {
        // Ends what was announced, too.
        close(descriptor)
    }

    /// Tells the others what this process does, for as long as this object lives; waits while one of them works alone.
    public func announce(_ activity: Activity) throws(StoreError) {
        var lock = Self.lock(F_RDLCK, from: activity.rawValue, count: 1)
        while fcntl(descriptor, Command.setWaiting, &lock) != 0 {
            guard errno == EINTR else { throw failure() }
        }
    }

    /// True while another process does it.
    public func isAnnounced(_ activity: Activity) throws(StoreError) -> Bool {
        var lock = Self.lock(F_WRLCK, from: activity.rawValue, count: 1)
        guard fcntl(descriptor, Command.get, &lock) == 0 else { throw failure() }
        return lock.l_type != Int16(F_UNLCK)
    }

    /// Runs `body` while no other process does any of it; nil, and nothing is run, when one does.
    public func alone<Value>(_ body: () throws -> Value) throws -> Value? {
        let count = Int64(Activity.allCases.count)
        var lock = Self.lock(F_WRLCK, from: 0, count: count)
        guard fcntl(descriptor, Command.set, &lock) == 0 else {
            guard errno == EAGAIN || errno == EACCES else { throw failure() }
            return nil
        }
        defer {
            var unlock = Self.lock(F_UNLCK, from: 0, count: count)
            _ = fcntl(descriptor, Command.set, &unlock)
        }
        return try body()
    }

    private static func lock(_ type: Int32, from start: Int64, count: Int64) -> flock {
        var lock = flock()
        lock.l_type = Int16(type)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = Int(start)
        lock.l_len = Int(count)
        return lock
    }

    private func failure() -> StoreError {
        StoreError(.system, path, String(cString: strerror(errno)))
    }
}
