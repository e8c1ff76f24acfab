internal import Synchronization

/// What the thread that serves a session and the one that stops it tell each other.
final class Stopping: Sendable {
    private struct State {
        var isLoopEnded = false
        var end = SessionEnd.unmounted
    }

    private let state = Mutex(State())

    var isLoopEnded: Bool { state.withLock { $0.isLoopEnded } }

    var end: SessionEnd {
        get { state.withLock { $0.end } }
        set { state.withLock { $0.end = newValue } }
    }

    func loopEnded() {
        state.withLock { $0.isLoopEnded = true }
    }
}
