internal import Tree

/// Decides what to push: watches which files are read one after another, and guesses that it goes on so.
///
/// Only what the page cache does not have is seen here, so that a guess is proved by the next file that was not pushed, and
/// without proof nothing more is pushed. A listing or a single read proves nothing.
struct Sweep: Sendable {
    /// How many pushes a proof allows: doubled with each proof in time, halved with each jump.
    static let windows = 8...256
    /// Files above this are left to the kernel's own read-ahead, in bytes.
    static let longestBytes = 131_072
    /// How many files are tracked at most; the directory listed first is forgotten first.
    static let trackedLimit = 65_536
    /// After this long without a request a guess is void.
    static let patience = Duration.seconds(2)
    /// How many directories a window reaches beyond the one that is read.
    static let directoriesBeyond = 64
    /// How many reads must have followed each other.
    static let proofsNeeded = 2

    private var directories: [Inode: TrackedDirectory] = [:]
    private var places: [Inode: (directory: Inode, index: Int)] = [:]
    private var order = ListingOrder()
    private var proofs = 0
    private var window = 0
    private var credit = 0
    private var evictions = 0
    private var direction = TrackedDirectory.Direction.forward
    private var lastRequest: ContinuousClock.Instant?

    /// Takes note that the kernel asks for the beginning of a file; gives the files to push.
    mutating func willRead(
        _ file: Inode, at now: ContinuousClock.Instant
    ) -> [TrackedDirectory.File] {
        expire(at: now)
        guard let place = places[file],
            let state = directories[place.directory]?.files[place.index].state
        else { return [] }
        // What is asked for although it was in the page cache was dropped from it, and the rest presumably too.
        if state == .cached { evictions += 1 }
        directories[place.directory]?.forgetCached(atEviction: evictions)
        guard let continuation = directories[place.directory]?.noteRead(place.index) else {
            return []
        }
        switch continuation {
        case .perhaps(let direction):
            // The directory was listed when nothing was to be pushed, or the page cache was emptied since.
            guard proofs >= Self.proofsNeeded, credit > 0 else { return [] }
            self.direction = direction
            return queue(in: place.directory, after: place.index, skippingNearest: false)
                + queueBeyond(place.directory)
        case .jump:
            proofs = 0
            window = window / 2 < Self.windows.lowerBound ? 0 : window / 2
            credit = min(credit, window)
            return []
        case .next(let direction):
            self.direction = direction
            proofs += 1
            guard proofs >= Self.proofsNeeded else { return [] }
            if window == 0 {
                window = Self.windows.lowerBound
            } else if credit <= window / 2 {
                window = min(window * 2, Self.windows.upperBound)
            }
            credit = window
            return queue(
                in: place.directory, after: place.index,
                skippingNearest: window >= Self.windows.upperBound / 4)
                + queueBeyond(place.directory)
        }
    }

    /// Takes note that a directory is being listed, and remembers its files.
    ///
    /// A directory that is known already, with the same files, keeps what is known of them.
    mutating func willList(_ listing: Listing) {
        let tracked = TrackedDirectory(
            listing, serial: order.nextSerial, eviction: evictions)
        if let known = directories[listing.directory] {
            if known.files.map(\.inode) == tracked.files.map(\.inode) { return }
            remove(listing.directory)
        }
        guard !tracked.files.isEmpty, tracked.files.count <= Self.trackedLimit else { return }
        while places.count + tracked.files.count > Self.trackedLimit, let oldest = order.first {
            remove(oldest)
        }
        for (index, file) in tracked.files.enumerated() {
            places[file.inode] = (listing.directory, index)
        }
        directories[listing.directory] = tracked
        order.append(listing.directory)
    }

    /// Takes note that a directory was listed, to its end or as far as it goes yet; gives the files to push.
    mutating func didList(
        _ listing: Listing, toItsEnd isEnd: Bool, at now: ContinuousClock.Instant
    ) -> [TrackedDirectory.File] {
        expire(at: now)
        guard proofs >= Self.proofsNeeded, credit > 0 else { return [] }
        return queue(in: listing.directory, after: nil, skippingNearest: !isEnd)
    }

    /// Whether files of a directory still wait to be pushed.
    func hasQueued(in directory: Inode) -> Bool {
        directories[directory]?.files.contains { $0.state == .queued } ?? false
    }

    /// Whether a file still waits to be pushed: the kernel may have asked for it meanwhile.
    func isQueued(_ file: Inode) -> Bool {
        guard let place = places[file] else { return false }
        return directories[place.directory]?.files[place.index].state == .queued
    }

    /// Takes note that a file was pushed, or could not be.
    mutating func didPush(_ file: Inode, isCached: Bool) {
        guard isQueued(file), let place = places[file] else { return }
        directories[place.directory]?.set(isCached ? .cached : .absent, at: place.index)
    }

    /// Forgets directories that changed.
    mutating func forget(_ changed: some Sequence<Inode>) {
        for directory in changed { remove(directory) }
    }

    /// Forgets all directories.
    mutating func forgetAll() {
        self = Sweep()
    }

    private mutating func expire(at now: ContinuousClock.Instant) {
        if let lastRequest, now - lastRequest > Self.patience {
            proofs = 0
            window = 0
            credit = 0
        }
        lastRequest = now
    }

    private mutating func queue(
        in directory: Inode, after index: Int?, skippingNearest: Bool
    ) -> [TrackedDirectory.File] {
        directories[directory]?.forgetCached(atEviction: evictions)
        let queued =
            directories[directory]?.queue(
                after: index, direction, atMost: credit, longestBytes: Self.longestBytes,
                skippingNearest: skippingNearest) ?? []
        credit -= queued.count
        return queued
    }

    /// Goes on with the directories that were listed after this one, for as long as there is credit: so go readers whose
    /// listings the kernel has cached.
    private mutating func queueBeyond(_ directory: Inode) -> [TrackedDirectory.File] {
        guard var serial = directories[directory]?.serial else { return [] }
        var queued: [TrackedDirectory.File] = []
        for _ in 0..<Self.directoriesBeyond where credit > 0 {
            let next =
                switch direction {
                case .forward: order.directory(after: serial)
                case .backward: order.directory(before: serial)
                }
            guard let next else { break }
            serial = next.serial
            queued += queue(in: next.directory, after: nil, skippingNearest: false)
        }
        return queued
    }

    private mutating func remove(_ directory: Inode) {
        guard let removed = directories.removeValue(forKey: directory) else { return }
        order.remove(serial: removed.serial)
        for file in removed.files where places[file.inode]?.directory == directory {
            places[file.inode] = nil
        }
    }
}
