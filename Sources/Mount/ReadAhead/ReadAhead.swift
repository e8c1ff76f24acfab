internal import Dispatch
internal import Fuse
internal import Glibc
internal import Synchronization
internal import Tree

internal import struct SystemPackage.Errno

/// Pushes the files that a reader will want next into the page cache, on two threads of its own.
///
/// One pushes what a read lets expect, the other what a listing does: a push waits while the kernel asks for that same file, and
/// the other thread gets ahead of the reader meanwhile.
///
/// Never the file that is being read, and never on the thread that answers a request: the kernel would wait for itself.
final class ReadAhead: Sendable {
    /// So many files are pushed before the end of a listing is answered; the reader then finds them.
    private static let heldFor = 8
    /// So many files may wait to be pushed; more are not, and the kernel asks for them.
    private static let queueLimit = 1_024

    private static let failureLimit = 8

    private let tree: any MountableTree
    private let notifier: Notifier
    private let now: @Sendable () -> ContinuousClock.Instant
    private let sweep = Mutex(Sweep())
    private let afterReads = DispatchQueue(label: "mount.read-ahead.reads")
    private let afterListings = DispatchQueue(label: "mount.read-ahead.listings")
    private let waiting = Atomic(0)
    private let pushedFiles = Atomic(0)
    private let pushedBytes = Atomic(0)

    init(
        _ tree: any MountableTree, _ notifier: Notifier,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.tree = tree
        self.notifier = notifier
        self.now = now
    }

    /// How many files were pushed, and how many bytes of them.
    var pushed: (files: Int, bytes: Int) {
        (pushedFiles.load(ordering: .relaxed), pushedBytes.load(ordering: .relaxed))
    }

    /// The kernel asks for the beginning of a file.
    func willRead(_ file: Inode) {
        let files = sweep.withLock { $0.willRead(file, at: now()) }
        push(files[...], on: afterReads)
    }

    /// The kernel begins to list a directory.
    func willList(_ listing: Listing) {
        sweep.withLock { $0.willList(listing) }
    }

    /// The kernel was sent the first entries of a directory.
    func didBeginList(_ listing: Listing) {
        let files = sweep.withLock { $0.didList(listing, toItsEnd: false, at: now()) }
        push(files[...], on: afterListings, isJustListed: true)
    }

    /// The kernel has seen all entries of a directory, and waits to be told that there are no more.
    func didList(_ listing: Listing, reply: consuming DirectoryReply) {
        let (files, hasQueued) = sweep.withLock { sweep in
            (
                sweep.didList(listing, toItsEnd: true, at: now()),
                sweep.hasQueued(in: listing.directory)
            )
        }
        guard hasQueued else { return reply.finish() }
        let held = HeldReply(reply)
        push(files.prefix(Self.heldFor), on: afterListings) { held.finish() }
        push(files.dropFirst(Self.heldFor), on: afterListings)
    }

    /// Forgets directories that changed.
    func forget(_ directories: some Sequence<Inode>) {
        sweep.withLock { $0.forget(directories) }
    }

    /// Forgets everything.
    func forgetAll() {
        sweep.withLock { $0.forgetAll() }
    }

    private func push(
        _ files: ArraySlice<TrackedDirectory.File>, on worker: DispatchQueue,
        isJustListed: Bool = false,
        then finish: (@Sendable () -> Void)? = nil
    ) {
        if files.isEmpty, finish == nil { return }
        guard waiting.load(ordering: .relaxed) + files.count <= Self.queueLimit else {
            giveUp(files)
            finish?()
            return
        }
        waiting.wrappingAdd(files.count, ordering: .relaxed)
        worker.async { [self] in
            var failures = 0
            for (index, file) in zip(files.indices, files) {
                waiting.wrappingSubtract(1, ordering: .relaxed)
                guard sweep.withLock({ $0.isQueued(file.inode) }) else { continue }
                let isFirst = isJustListed && index == files.startIndex
                // After failures in a row the kernel has forgotten these files, or there is no mount any more.
                let isCached =
                    failures < Self.failureLimit
                    && (push(file) || isFirst && pushAgain(file))
                failures = isCached ? 0 : failures + 1
                sweep.withLock { $0.didPush(file.inode, isCached: isCached) }
            }
            finish?()
        }
    }

    /// Tries again for a moment: the kernel may not have taken in the listing yet that it was sent.
    private func pushAgain(_ file: TrackedDirectory.File) -> Bool {
        for _ in 0..<10 {
            usleep(20)
            if push(file) { return true }
        }
        return false
    }

    private func push(_ file: TrackedDirectory.File) -> Bool {
        do {
            let bytes = try tree.bytes(
                of: file.inode, from: 0, maximumBytes: file.sizeBytes)
            guard bytes.count == file.sizeBytes else { return false }
            let isKnown = try bytes.withUnsafeBytes {
                try notifier.sendContent($0, of: InodeNumber(file.inode), at: 0)
            }
            guard isKnown else { return false }
            pushedFiles.wrappingAdd(1, ordering: .relaxed)
            pushedBytes.wrappingAdd(bytes.count, ordering: .relaxed)
            return true
        } catch {
            // Whoever reads the file gets the error.
            return false
        }
    }

    private func giveUp(_ files: ArraySlice<TrackedDirectory.File>) {
        sweep.withLock { sweep in
            for file in files { sweep.didPush(file.inode, isCached: false) }
        }
    }
}
