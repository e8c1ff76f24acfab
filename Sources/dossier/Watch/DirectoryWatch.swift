internal import Foundation
internal import Glibc
internal import Synchronization

/// Follows what is written below directories, and to single files, as Linux's inotify tells it.
final class DirectoryWatch: Sendable {
    /// What happened since the last time.
    struct Changes {
        /// The files that were written, created or moved here.
        var files: Set<String> = []
        /// True when so much happened that some of it was not told.
        var isIncomplete = false
        /// The directories that could not be watched, with the system's words.
        var failures: [String] = []
    }

    /// A directory that is watched.
    private struct Watched {
        let path: String
        /// The names that matter in it; nil when all do, and what is below it.
        var names: Set<String>?
    }

    /// Why waiting ended.
    enum Wake {
        /// Something was written.
        case changed
        /// The time is over.
        case timeout
        /// Nobody is to wait any more.
        case stopped
    }

    private static let mask =
        UInt32(IN_MODIFY) | UInt32(IN_CREATE) | UInt32(IN_MOVED_TO) | UInt32(IN_ONLYDIR)
    private static let bufferBytes = 65_536

    /// `directories` are those that are watched, by the number of their watch.
    private struct State {
        var directories: [Int32: Watched] = [:]
        var changes = Changes()
    }

    private let descriptor: Int32
    /// The ends of a pipe that becomes readable when nobody is to wait any more.
    private let stopEnds: [Int32]
    private let state = Mutex(State())

    /// Begins to follow, nothing yet.
    init() throws {
        descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        var ends: [Int32] = [-1, -1]
        let isPiped = pipe(&ends) == 0
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        stopEnds = ends
        guard descriptor >= 0, isPiped else {
            throw OperationFailure("cannot follow files: \(String(cString: strerror(errno)))")
        }
    }

    deinit {
        close(descriptor)
        for end in stopEnds { close(end) }
    }

    /// Waits until something was written, `stop` was called, or a time is over; with nil for any time.
    ///
    /// Lines come in bursts: what follows within `patience` is waited for.
    func wait(patience: Duration, timeout: Duration?) -> Wake {
        var both = [
            pollfd(fd: stopEnds[0], events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let deadline = timeout.map { ContinuousClock.now + $0 }
        while true {
            let left = deadline.map { max(.zero, $0 - .now) / .milliseconds(1) }
            let count = poll(&both, 2, left.map { Int32($0.rounded(.up)) } ?? -1)
            if count == 0 { return .timeout }
            if count > 0 { break }
            guard errno == EINTR else { return .stopped }
        }
        guard both[0].revents == 0 else { return .stopped }
        return poll(&both, 1, Int32(patience / .milliseconds(1))) <= 0 ? .changed : .stopped
    }

    /// Ends waiting, now and later.
    func stop() {
        _ = Glibc.write(stopEnds[1], [0], 1)
    }

    /// Follows a directory with everything below it, and takes its files as written.
    func add(_ path: String) {
        state.withLock { add(path, to: &$0) }
    }

    /// Follows one file, and takes it as written.
    ///
    /// Its directory is watched, so that one that is replaced is followed on.
    func add(file path: String) {
        let url = URL(filePath: path)
        let directory = url.deletingLastPathComponent().path(percentEncoded: false)
        state.withLock { state in
            let name = url.lastPathComponent
            guard let watch = watch(directory, in: &state) else { return }
            let known = state.directories[watch]
            if known == nil || known?.names != nil {
                state.directories[watch] = Watched(
                    path: String(path.dropLast(name.count + 1)),
                    names: (known?.names ?? []).union([name]))
            }
            state.changes.files.insert(path)
        }
    }

    private func add(_ path: String, to state: inout State) {
        var pending = [path]
        while let directory = pending.popLast() {
            guard let watch = watch(directory, in: &state) else { continue }
            state.directories[watch] = Watched(path: directory)
            // Listed after it is watched: nothing is missed between the two.
            let files = FileManager.default
            let names = (try? files.contentsOfDirectory(atPath: directory)) ?? []  // Gone again.
            for name in names where !name.hasPrefix(".") {
                let path = "\(directory)/\(name)"
                switch Self.type(of: path) {
                case S_IFDIR: pending.append(path)
                case S_IFREG: state.changes.files.insert(path)
                default: break
                }
            }
        }
    }

    /// The number of the watch of a directory; nil when it cannot be watched.
    private func watch(_ directory: String, in state: inout State) -> Int32? {
        let watch = inotify_add_watch(descriptor, directory, Self.mask)
        if watch >= 0 { return watch }
        // A directory that was removed again needs no watch.
        if errno != ENOENT {
            let reason =
                errno == ENOSPC
                ? "there are too many watches; raise fs.inotify.max_user_watches"
                : String(cString: strerror(errno))
            state.changes.failures.append("\(directory): \(reason)")
        }
        return nil
    }

    /// Takes what happened.
    func take() -> Changes {
        state.withLock { state in
            var buffer = [UInt8](repeating: 0, count: Self.bufferBytes)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                guard count > 0 else { break }
                note(buffer[..<count], in: &state)
            }
            defer { state.changes = Changes() }
            return state.changes
        }
    }

    private func note(_ events: ArraySlice<UInt8>, in state: inout State) {
        var offset = events.startIndex
        let headBytes = MemoryLayout<inotify_event>.size
        while offset + headBytes <= events.endIndex {
            let head = events[offset...].withUnsafeBytes {
                $0.loadUnaligned(as: inotify_event.self)
            }
            offset += headBytes
            let name = events[offset..<min(events.endIndex, offset + Int(head.len))]
                .prefix { $0 != 0 }
            offset += Int(head.len)
            note(head, name: String(decoding: name, as: UTF8.self), in: &state)
        }
    }

    private func note(_ event: inotify_event, name: String, in state: inout State) {
        if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { state.changes.isIncomplete = true }
        if event.mask & UInt32(IN_IGNORED) != 0 { state.directories[event.wd] = nil }
        guard let directory = state.directories[event.wd], !name.isEmpty else { return }
        let path = "\(directory.path)/\(name)"
        if let names = directory.names {
            if names.contains(name) { state.changes.files.insert(path) }
            return
        }
        guard !name.hasPrefix(".") else { return }
        if event.mask & UInt32(IN_ISDIR) != 0 {
            add(path, to: &state)
        } else {
            state.changes.files.insert(path)
        }
    }

    private static func type(of path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}
