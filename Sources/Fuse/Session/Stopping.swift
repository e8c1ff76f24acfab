internal import Glibc
internal import Synchronization

/// What the thread that serves a session and the one that stops it tell each other.
final class Stopping: Sendable {
    private struct State {
        var isLoopEnded = false
        var end = SessionEnd.unmounted
    }

    private let state = Mutex(State())
    private let thread: pthread_t

    /// - Parameter thread: the one that runs libfuse's loop.
    init(thread: pthread_t) {
        self.thread = thread
    }

    var isLoopEnded: Bool { state.withLock { $0.isLoopEnded } }

    var end: SessionEnd {
        get { state.withLock { $0.end } }
        set { state.withLock { $0.end = newValue } }
    }

    func loopEnded() {
        state.withLock { $0.isLoopEnded = true }
    }

    /// Wakes libfuse's loop, which looks whether to end only when a signal interrupts its waiting; again until it ended,
    /// because a signal between the look and the wait is lost.
    func wakeLoop() {
        let number = __libc_current_sigrtmax()
        let handler = SignalHandler(number, flags: 0) { _ in }
        while !isLoopEnded {
            pthread_kill(thread, number)
            usleep(2_000)
        }
        handler.restore()
    }
}
