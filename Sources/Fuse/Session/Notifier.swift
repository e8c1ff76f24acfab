internal import Dispatch
internal import Synchronization
public import SystemPackage

/// Tells the kernel what changed, either on its own thread or on the caller's.
///
/// The kernel makes the teller wait for requests about the same inode or directory. So a thread that answers requests may
/// `submit` but must never `send`: the wait would have no end.
public final class Notifier: Sendable {
    /// Invariant: `known` has exactly the members of `queue`; `sending` counts those that use `session` outside the lock.
    private struct State {
        var session: SessionHandle?
        var queue: [Notification] = []
        var known: Set<Notification> = []
        var sending = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let worker = DispatchQueue(label: "fuse.notifier")
    private let room: DispatchSemaphore
    private let allSent = DispatchSemaphore(value: 0)

    /// A notifier that works from when a session has it until that session ends.
    /// - Parameter capacity: how many notifications can wait.
    public init(capacity: Int = 16_384) {
        room = DispatchSemaphore(value: capacity)
    }

    /// Queues a notification, unless an equal one already waits.
    ///
    /// When the queue is full, content is dropped, because the kernel can ask for it; anything else waits for room, so that a
    /// thread that answers requests must not submit without bound.
    public func submit(_ notification: Notification) {
        let isNew = state.withLock { !$0.isClosed && !$0.known.contains(notification) }
        guard isNew else { return }
        if case .content = notification {
            guard room.wait(timeout: .now()) == .success else { return }
        } else {
            room.wait()
        }
        let mustStart = state.withLock { state in
            guard state.known.insert(notification).inserted else { return nil as Bool? }
            state.queue.append(notification)
            return state.queue.count == 1
        }
        guard let mustStart else {
            room.signal()
            return
        }
        if mustStart { worker.async { [self] in sendQueued() } }
    }

    /// Waits until everything that was submitted before is sent.
    public func drain() {
        worker.sync {}
    }

    /// Sends a notification now; false when the kernel knows nothing of the inode or the name, so that nothing was to do.
    /// - Throws: `.socketNotConnected` when no file system is mounted; what the kernel says.
    @discardableResult
    public func send(_ notification: Notification) throws(Errno) -> Bool {
        try withSession { $0.send(notification) }
    }

    /// Sends content to the page cache now, without a copy; false when the kernel does not know the inode.
    /// - Throws: `.socketNotConnected` when no file system is mounted; what the kernel says.
    @discardableResult
    public func sendContent(
        _ bytes: UnsafeRawBufferPointer, of inode: InodeNumber, at offset: Int64
    ) throws(Errno) -> Bool {
        try withSession { $0.sendContent(bytes, of: inode, at: offset) }
    }

    func attach(_ session: SessionHandle) {
        state.withLock { $0.session = session }
    }

    /// Waits for what is being sent and sends nothing more; what is queued is dropped.
    func close() {
        let mustWait = state.withLock { state in
            defer { state.isClosed = true }
            state.session = nil
            return !state.isClosed && state.sending > 0
        }
        if mustWait { allSent.wait() }
    }

    private func sendQueued() {
        while let batch = nextBatch() {
            for notification in batch {
                do throws(Errno) {
                    try send(notification)
                } catch {
                    // Nothing is cached of what the kernel does not know, or the mount is gone.
                }
            }
        }
    }

    /// Takes all that waits; nil when nothing does, after which the next submission starts the worker again.
    private func nextBatch() -> [Notification]? {
        let batch = state.withLock { state in
            defer {
                state.queue = []
                state.known = []
            }
            return state.queue
        }
        batch.forEach { _ in room.signal() }
        return batch.isEmpty ? nil : batch
    }

    private func withSession(_ body: (SessionHandle) -> Int32) throws(Errno) -> Bool {
        let session = state.withLock { state in
            if state.session != nil { state.sending += 1 }
            return state.session
        }
        guard let session else { throw .socketNotConnected }
        let status = body(session)
        let mustSignal = state.withLock { state in
            state.sending -= 1
            return state.isClosed && state.sending == 0
        }
        if mustSignal { allSent.signal() }
        if status == 0 { return true }
        let failure = Errno(rawValue: -status)
        if failure == .noSuchFileOrDirectory { return false }
        throw failure
    }
}
