internal import Dispatch
public import Fuse
internal import Glibc
internal import Store
public import SystemPackage
public import Tree

/// A mounted tree.
public final class TreeMount: Sendable {
    /// Bound of the cache of listings, in bytes.
    private static let listingCacheBytes = 16 << 20

    /// As many threads as there are processors, within reason: more were slower.
    public static var loopOptions: LoopOptions {
        LoopOptions(threads: min(max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 2), 8))
    }

    private let session: Session
    private let readAhead: ReadAhead
    private let watcher: ChangeWatcher
    private let drafts: DraftKeeper?
    private let presence: MountPresence?
    private let latestChanges: LatestChanges

    /// Mounts a tree, after cleaning away what a process that died has left there; whoever uses it waits for `run`.
    ///
    /// `report` is told what goes wrong while it is mounted, a line at a time, on any thread.
    public convenience init(
        _ tree: Tree, isReadOnly: Bool, of store: FilePath, at path: FilePath,
        report: @escaping @Sendable (String) -> Void
    ) throws(MountError) {
        try self.init(
            mounting: tree, writable: isReadOnly ? nil : tree, of: store, at: path, report: report)
    }

    /// Mounts anything that answers as a tree does.
    package init(
        mounting tree: any MountableTree, writable: (any WritableTree)? = nil, of store: FilePath,
        at path: FilePath,
        report: @escaping @Sendable (String) -> Void
    ) throws(MountError) {
        do throws(StoreError) {
            latestChanges = try LatestChanges(tree)
        } catch {
            throw .store(reason: "\(error)")
        }
        let place = try Self.prepare(path, for: store)
        let notifier = Notifier()
        let listings = ListingCache(limitBytes: Self.listingCacheBytes)
        readAhead = ReadAhead(tree, notifier)
        let growing = GrowingSizes()
        watcher = ChangeWatcher(tree, listings, readAhead, growing, notifier, report: report)
        let writing = writable.map {
            WritingFileSystem(
                $0, drafts: DraftKeeper($0, mountPoint: place.string, report: report),
                notifier: notifier,
                attributes: TreeFileSystem.attributes)
        }
        drafts = writing?.drafts
        presence = writing.map { _ in MountPresence(of: store) }
        if presence?.isAlone == true { drafts?.finishEarlier() }
        presence?.share()
        let fileSystem = TreeFileSystem(
            tree, listings: listings, readAhead: readAhead, growing: growing, writing: writing
        ) {
            Self.statistics(of: store)
        }
        do throws(Errno) {
            session = try Session(
                fileSystem, at: path, options: .tree(of: store, isReadOnly: writable == nil),
                notifier: notifier)
        } catch {
            throw .refused(path, error)
        }
    }

    /// What the mount has done.
    public var statistics: MountStatistics {
        let pushed = readAhead.pushed
        return MountStatistics(
            requests: session.requestCounts, pushedFiles: pushed.files, pushedBytes: pushed.bytes)
    }

    /// Serves the mount until it is unmounted, by whom ever or by a signal.
    ///
    /// With `statisticsSignal`, that signal makes the mount report its statistics.
    public func run(
        _ options: LoopOptions = TreeMount.loopOptions, statisticsSignal: Int32? = nil,
        report: @escaping @Sendable (String) -> Void
    ) throws(Errno) -> SessionEnd {
        watcher.start(after: latestChanges)
        drafts?.start()
        defer {
            drafts?.stop()
            watcher.stop()
        }
        guard let statisticsSignal else { return try session.run(options) }
        signal(statisticsSignal, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: statisticsSignal)
        source.setEventHandler { [self] in report("\(statistics)") }
        source.resume()
        defer { source.cancel() }
        return try session.run(options)
    }

    /// Asks to unmount and end.
    public func stop() {
        session.stop()
    }

    /// Cleans away what a process that died has left, and refuses a place where the mount could not work.
    ///
    /// - Returns: The place without links.
    private static func prepare(
        _ path: FilePath, for store: FilePath
    ) throws(MountError) -> FilePath {
        let point: MountPoint
        let state: MountPoint.State
        do throws(Errno) {
            point = try MountPoint(path)
            try point.clean()
            state = try point.state()
        } catch {
            throw .refused(path, error)
        }
        if case .mounted(let row) = state, row.type == "fuse.\(MountOptions.treeSubtype)" {
            throw .occupied(path)
        }
        let resolved = realpath(store.string, nil)
        defer { free(resolved) }
        if let resolved, FilePath(platformString: resolved).starts(with: point.path) {
            throw .storeInside(path)
        }
        return point.path
    }

    /// What the store takes on disk, its write-ahead log included, and what is free there.
    private static func statistics(of store: FilePath) -> Statistics {
        let sizeBytes = [store.string, store.string + "-wal"].reduce(0 as Int64) { sum, path in
            var status = stat()
            return stat(path, &status) == 0 ? sum + Int64(status.st_size) : sum
        }
        var space = statvfs()
        let free =
            statvfs(store.string, &space) == 0
            ? UInt64(space.f_bavail) * UInt64(space.f_frsize) / 4_096 : 0
        let blocks = UInt64((sizeBytes + 4_095) / 4_096)
        return Statistics(blocks: blocks + free, freeBlocks: free)
    }
}
