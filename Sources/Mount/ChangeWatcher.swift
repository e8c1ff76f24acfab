internal import Dispatch
internal import Fuse
internal import Store
internal import Tree

internal import struct SystemPackage.Errno

/// Follows the store's change log, whoever writes it, and makes the kernel forget what changed.
///
/// The kernel waits in each notification until the requests about that directory which it has sent before are answered. So
/// an answer that was computed before a change cannot be remembered after its notification.
final class ChangeWatcher: Sendable {
    private static let interval = DispatchTimeInterval.milliseconds(10)

    private let tree: any MountableTree
    private let listings: ListingCache
    private let readAhead: ReadAhead
    private let growing: GrowingSizes
    private let notifier: Notifier
    private let report: @Sendable (String) -> Void
    private let thread = DispatchQueue(label: "mount.changes")
    private let stopRequest = DispatchSemaphore(value: 0)

    init(
        _ tree: any MountableTree, _ listings: ListingCache, _ readAhead: ReadAhead,
        _ growing: GrowingSizes, _ notifier: Notifier, report: @escaping @Sendable (String) -> Void
    ) {
        self.tree = tree
        self.listings = listings
        self.readAhead = readAhead
        self.growing = growing
        self.notifier = notifier
        self.report = report
    }

    /// Follows the changes after the latest one, which must have been asked for before anything was answered from the tree.
    func start(after latest: LatestChanges) {
        thread.async { [self] in
            var latest = latest
            var version: Int64?
            var lastFailure: StoreError?
            while stopRequest.wait(timeout: .now() + Self.interval) == .timedOut {
                do throws(StoreError) {
                    try follow(&latest, &version)
                    lastFailure = nil
                } catch {
                    if error != lastFailure { report("cannot follow changes: \(error)") }
                    lastFailure = error
                }
            }
        }
    }

    /// Stops; what is being announced is finished first.
    func stop() {
        stopRequest.signal()
        thread.sync {}
    }

    private func follow(
        _ latest: inout LatestChanges, _ version: inout Int64?
    ) throws(StoreError) {
        let current = try tree.dataVersion()
        guard current != version else { return }
        latest.ofTraces = announce(try tree.changes(after: latest.ofTraces))
        latest.ofSuites = announce(try tree.suiteChanges(after: latest.ofSuites))
        version = current
    }

    /// Announces changes; gives the number of the last one.
    private func announce(_ changes: TreeChanges) -> Int64 {
        switch changes {
        case .some(let changes, let upTo):
            announce(changes)
            return upTo
        case .everything(let upTo):
            announceEverything()
            return upTo
        }
    }

    private func announce(_ changes: [TreeChange]) {
        var directories: Set<Inode> = []
        for change in changes {
            switch change {
            case .name(_, let directory), .directory(let directory), .grown(_, _, let directory):
                directories.insert(directory)
            case .content(let file):
                send(.contentChanged(InodeNumber(file), offset: 0, lengthBytes: 0))
            }
        }
        listings.forget(directories)
        readAhead.forget(directories)
        for case .name(let name, let directory) in Set(changes) {
            send(.entryChanged(FileName(name), parent: InodeNumber(directory)))
        }
        for case .grown(let file, let name, let directory) in Set(changes) {
            send(.entryChanged(FileName(name), parent: InodeNumber(directory)))
            grow(file)
        }
        for directory in directories { forget(directory) }
    }

    /// Drops the last page of a file before anyone is told that the file is longer.
    private func grow(_ file: Inode) {
        do throws(TreeError) {
            let sizeBytes = try tree.node(of: file).sizeBytes
            let told = growing.told(file) ?? sizeBytes
            send(
                .contentChanged(
                    InodeNumber(file), offset: Int64(min(told, sizeBytes)), lengthBytes: 0))
            growing.publish(file, sizeBytes: sizeBytes)
            send(.attributesChanged(InodeNumber(file)))
        } catch .noSuchInode, .stale {
            growing.forget(file)
        } catch {
            report("cannot tell how long a file is: \(error)")
        }
    }

    /// Drops the names of the root with everything below them.
    private func announceEverything() {
        listings.forgetAll()
        readAhead.forgetAll()
        do throws(TreeError) {
            for entry in try tree.entries(of: .root) {
                send(.entryChanged(FileName(entry.name), parent: .root))
            }
        } catch {
            report("cannot forget the tree: \(error)")
        }
        for file in growing.all { grow(file) }
        forget(.root)
    }

    /// Drops the attributes of a directory and what the kernel remembers of its listing.
    private func forget(_ directory: Inode) {
        send(.contentChanged(InodeNumber(directory), offset: 0, lengthBytes: 0))
    }

    private func send(_ notification: Fuse.Notification) {
        do throws(Errno) {
            try notifier.send(notification)
        } catch .socketNotConnected, .operationNotSupportedByDevice, .notPermitted {
            // The mount is ending: there is nothing left to forget.
        } catch {
            report("the kernel refused a notification: \(error)")
        }
    }
}
