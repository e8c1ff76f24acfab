internal import Dispatch
internal import Glibc
internal import Synchronization
public import SystemPackage

/// One mount of a file system: made, mounted, served until it is unmounted.
///
/// A process that wants to go into the background does so before it makes a session.
public final class Session: Sendable {
    /// Where the file system is mounted.
    public let mountPoint: MountPoint
    private let handle: SessionHandle
    private let host: Host
    private let notifier: Notifier
    private let stopEvent: StopEvent
    private let device: MountTable.Device?

    /// Mounts a file system; whoever uses it waits until `run` serves it.
    ///
    /// The notifier works from now on until the session ends.
    /// - Throws: what mount(2) says; `.socketNotConnected` when a dead file system is mounted there.
    public init(
        _ fileSystem: any FileSystem, at path: FilePath, options: MountOptions,
        notifier: Notifier = Notifier()
    ) throws(Errno) {
        mountPoint = try MountPoint(path)
        try mountPoint.checkUsable()
        host = Host(fileSystem)
        handle = try SessionHandle(host, options: options)
        stopEvent = try StopEvent()
        self.notifier = notifier
        try handle.mount(at: mountPoint.path.string)
        notifier.attach(handle)
        device = Self.device(at: mountPoint.path)
    }

    /// How many requests arrived.
    public var requestCounts: RequestCounts { host.requestCounts }

    /// Asks to unmount and end; returns at once, and may come before `run`.
    public func stop() {
        stopEvent.request()
    }

    /// Serves requests until the file system is unmounted, and lets go of it.
    /// - Throws: what libfuse says when it could not serve.
    public func run(_ options: LoopOptions = LoopOptions()) throws(Errno) -> SessionEnd {
        guard options.stopsOnSignals else { return try serve(options) }
        return try stopEvent.onSignals { () throws(Errno) in try serve(options) }
    }

    private func serve(_ options: LoopOptions) throws(Errno) -> SessionEnd {
        let stopping = Stopping()
        let loop = try RequestLoop(handle, options)
        let queue = DispatchQueue(label: "fuse.stop")
        queue.async { [self] in
            stopEvent.wait()
            stop(stopping, loop, patience: options.patience)
        }
        defer {
            stopping.loopEnded()
            stopEvent.request()
            queue.sync {}
            notifier.close()
            waitForAnswers()
            handle.releaseDevice()
        }
        loop.run()
        stopping.loopEnded()
        stopEvent.request()
        queue.sync {}
        return stopping.end
    }

    /// Unmounts while requests are still served, so that readers can finish; then ends the loop.
    private func stop(_ stopping: Stopping, _ loop: RequestLoop, patience: Duration) {
        let deadline = ContinuousClock.now + patience
        while !stopping.isLoopEnded, isMounted, !isUnmounted() {
            if ContinuousClock.now >= deadline {
                stopping.end = .cut
                notifier.close()
                unmountLazily()
                break
            }
            usleep(20_000)
        }
        notifier.close()
        loop.end()
    }

    private var isMounted: Bool { Self.device(at: mountPoint.path) == device }

    private static func device(at path: FilePath) -> MountTable.Device? {
        do throws(Errno) {
            return try MountTable.current().top(at: path)?.device
        } catch {
            return nil
        }
    }

    /// Waits for requests that are answered on threads of the file system.
    ///
    /// One that is never answered would be freed under its owner's hands, so the session is kept for ever then.
    private func waitForAnswers() {
        let deadline = ContinuousClock.now + .seconds(5)
        while host.pending > 0 {
            guard ContinuousClock.now < deadline else {
                _ = Unmanaged.passRetained(handle)
                return
            }
            usleep(1_000)
        }
    }

    private func isUnmounted() -> Bool {
        do throws(Errno) {
            try mountPoint.unmount()
            return true
        } catch {
            return false
        }
    }

    /// Unmounts although it is in use; false when even that failed: the mount stays, stale, for the next one to clean.
    @discardableResult
    private func unmountLazily() -> Bool {
        do throws(Errno) {
            try mountPoint.unmount(lazily: true)
            return true
        } catch {
            return false
        }
    }
}
