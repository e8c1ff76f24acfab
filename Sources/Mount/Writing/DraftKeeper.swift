internal import Dispatch
internal import Synchronization
internal import Traces
internal import Tree

/// Remembers what was changed through this mount, and has it brought up to date when it is left alone for a moment.
///
/// There is no close to wait for: a file that nobody has written for a while is taken for saved.
final class DraftKeeper: Sendable {
    /// For how long a file must be left alone.
    static let quiet = Duration.milliseconds(200)
    private static let interval = DispatchTimeInterval.milliseconds(50)
    private static let forgettingInterval = Duration.seconds(3_600)
    private static let linkInterval = Duration.milliseconds(250)

    private let tree: any WritableTree
    private let mountPoint: String
    private let report: @Sendable (String) -> Void
    private let changed = Mutex<[Inode: ContinuousClock.Instant]>([:])
    private let thread = DispatchQueue(label: "mount.drafts")
    private let stopRequest = DispatchSemaphore(value: 0)

    init(
        _ tree: any WritableTree, mountPoint: String, report: @escaping @Sendable (String) -> Void
    ) {
        self.tree = tree
        self.mountPoint = mountPoint
        self.report = report
    }

    /// A file was written, or names in a directory were changed.
    func note(_ inode: Inode) {
        changed.withLock { $0[inode] = .now }
    }

    /// Finishes what an earlier mount has left, before anybody can look.
    func finishEarlier() {
        reporting { () throws(TreeError) in try tree.finishDrafts(at: .now) }
    }

    /// Begins to look after the files that are written.
    func start() {
        thread.async { [self] in
            var nextForgetting = ContinuousClock.now
            var nextLinks = ContinuousClock.now
            while stopRequest.wait(timeout: .now() + Self.interval) == .timedOut {
                tend(leftAloneSince: .now - Self.quiet)
                if ContinuousClock.now >= nextLinks {
                    reporting { () throws(TreeError) in
                        try tree.followLinks(outside: mountPoint, at: .now)
                    }
                    nextLinks = .now + Self.linkInterval
                }
                guard ContinuousClock.now >= nextForgetting else { continue }
                nextForgetting = .now + Self.forgettingInterval
                reporting { () throws(TreeError) in try tree.forgetUnused(at: .now) }
            }
            tend(leftAloneSince: .now)
        }
    }

    /// Brings everything up to date and stops.
    func stop() {
        stopRequest.signal()
        thread.sync {}
    }

    private func tend(leftAloneSince time: ContinuousClock.Instant) {
        let due = changed.withLock { changed in
            let due = changed.filter { $0.value <= time }
            for inode in due.keys { changed[inode] = nil }
            return due
        }
        guard !due.isEmpty else { return }
        let isDone = reporting { () throws(TreeError) in
            try tree.tend(Set(due.keys), at: .now)
        }
        guard !isDone else { return }
        // Nothing is lost: the drafts are durable. They are tried again.
        changed.withLock { changed in
            for (inode, time) in due where changed[inode] == nil { changed[inode] = time }
        }
    }

    @discardableResult
    private func reporting(_ action: () throws(TreeError) -> Void) -> Bool {
        do throws(TreeError) {
            try action()
            return true
        } catch {
            report("cannot finish what was written: \(error)")
            return false
        }
    }
}
