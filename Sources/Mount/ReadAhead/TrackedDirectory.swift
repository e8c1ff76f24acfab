internal import Tree

/// The files of a directory that was listed, in listing order, and what is known of each in the page cache.
struct TrackedDirectory: Sendable {
    /// A file that may be pushed.
    struct File: Sendable {
        /// What is known of its content in the page cache.
        enum State: Sendable {
            case absent
            /// It waits to be pushed.
            case queued
            /// It was read or pushed.
            case cached
        }

        let inode: Inode
        let sizeBytes: Int
        var state = State.absent
    }

    /// The way in which a reader goes through a directory: `rg` and `grep -r` do not agree.
    enum Direction: Sendable {
        case forward
        case backward
    }

    /// How a read relates to those before it in the same directory.
    enum Continuation: Sendable {
        /// The next one after what was read or pushed.
        case next(Direction)
        /// The first one, at either end, or one nearby, as when several threads share a directory: no proof, no objection.
        case perhaps(Direction)
        /// Something else.
        case jump
    }

    private static let nearby = 3

    /// The place of the directory in the order in which directories were listed.
    let serial: Int
    private(set) var files: [File]
    private var lastRead: Int?
    private var eviction: Int

    init(_ listing: Listing, serial: Int, eviction: Int) {
        self.eviction = eviction
        self.serial = serial
        files = (0..<listing.count).compactMap { index in
            let node = listing.node(at: index)
            guard node.kind == .file, node.sizeBytes > 0, !node.inode.isGrowing else {
                return nil
            }
            return File(inode: node.inode, sizeBytes: node.sizeBytes)
        }
    }

    /// Forgets what was known to be in the page cache, once for each time that the cache was found to be emptied.
    mutating func forgetCached(atEviction number: Int) {
        guard eviction < number else { return }
        eviction = number
        for index in files.indices where files[index].state == .cached {
            files[index].state = .absent
        }
        lastRead = nil
    }

    /// Notes that the kernel asked for a file.
    mutating func noteRead(_ index: Int) -> Continuation {
        files[index].state = .cached
        defer { lastRead = index }
        if let lastRead {
            if lastRead < index, isKnown(lastRead + 1..<index) { return .next(.forward) }
            if index < lastRead, isKnown(index + 1..<lastRead) { return .next(.backward) }
            guard abs(index - lastRead) <= Self.nearby else { return .jump }
            return .perhaps(lastRead < index ? .forward : .backward)
        }
        if isKnown(0..<index) { return index == 0 ? .perhaps(.forward) : .next(.forward) }
        if isKnown(index + 1..<files.count) {
            return index + 1 == files.count ? .perhaps(.backward) : .next(.backward)
        }
        return .jump
    }

    /// Queues files to be pushed, from behind `index` on or, with nil, from the first one on.
    ///
    /// Of many, one in the middle is left out: when the kernel asks for it, the guess was right and more is to come. With
    /// `skippingNearest` the first one is left to the reader, who is about to ask for it: the push would wait for the answer.
    mutating func queue(
        after index: Int?, _ direction: Direction, atMost limit: Int, longestBytes: Int,
        skippingNearest: Bool
    ) -> [File] {
        var queued: [File] = []
        var isProbeLeft = limit < 16
        var next: Int
        let step: Int
        switch direction {
        case .forward: (next, step) = ((index ?? -1) + 1, 1)
        case .backward: (next, step) = ((index ?? files.count) - 1, -1)
        }
        if skippingNearest { next += step }
        while files.indices.contains(next), queued.count < limit {
            defer { next += step }
            guard files[next].state == .absent, files[next].sizeBytes <= longestBytes else {
                continue
            }
            if !isProbeLeft, queued.count == limit / 2 {
                isProbeLeft = true
                continue
            }
            files[next].state = .queued
            queued.append(files[next])
        }
        return queued
    }

    mutating func set(_ state: File.State, at index: Int) {
        files[index].state = state
    }

    private func isKnown(_ range: Range<Int>) -> Bool {
        range.allSatisfy { files[$0].state != .absent }
    }
}
