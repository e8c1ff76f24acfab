internal import Dispatch
internal import Glibc
internal import Synchronization

/// The right to receive requests, which one thread has at a time.
///
/// Its holder may answer what it expects to be quick without giving it up, because to wake another thread for each request costs
/// more than the answer. If that takes long after all, the turn is taken from it, so that others (and the interruption
/// of that very request) are served meanwhile.
final class ReceiverTurn: Sendable {
    /// How often a holder is looked after, in microseconds: it keeps the turn for one to two of these.
    private static let period: useconds_t = 2_000

    private let turn = DispatchSemaphore(value: 0)
    private let work = DispatchSemaphore(value: 0)
    private let watch = DispatchQueue(label: "fuse.requests.watch")
    /// The number of the request that the holder answers; zero when it answers none, or has lost the turn.
    private let answering = Atomic<UInt64>(0)
    private let isWatched = Atomic(false)
    private let isEnded = Atomic(false)

    /// Gives the turn to the first that takes it.
    func begin() {
        turn.signal()
        watch.async { [self] in watchHolder() }
    }

    /// Waits for the turn.
    func take() {
        turn.wait()
    }

    /// Gives up the turn.
    func pass() {
        turn.signal()
    }

    /// Answers a request, of a number that no other has, while keeping the turn; false when it was taken away meanwhile.
    func keeping(_ number: UInt64, answer: () -> Void) -> Bool {
        answering.store(number, ordering: .sequentiallyConsistent)
        if !isWatched.load(ordering: .sequentiallyConsistent),
            !isWatched.exchange(true, ordering: .sequentiallyConsistent)
        {
            work.signal()
        }
        answer()
        return take(from: number)
    }

    /// Ends the watch; the turn still goes round.
    func end() {
        isEnded.store(true, ordering: .sequentiallyConsistent)
        work.signal()
        watch.sync {}
    }

    private func take(from number: UInt64) -> Bool {
        answering.compareExchange(
            expected: number, desired: 0, ordering: .sequentiallyConsistent
        ).exchanged
    }

    /// Looks after the holder while there are requests, and sleeps while there are none.
    private func watchHolder() {
        while true {
            work.wait()
            var last: UInt64 = 0
            repeat {
                if isEnded.load(ordering: .sequentiallyConsistent) { return }
                last = answering.load(ordering: .sequentiallyConsistent)
                usleep(Self.period)
                if last != 0, take(from: last) { turn.signal() }
            } while last != 0 || !stopsWatching()
        }
    }

    /// Stops watching, unless an answer was begun in this moment.
    private func stopsWatching() -> Bool {
        isWatched.store(false, ordering: .sequentiallyConsistent)
        guard answering.load(ordering: .sequentiallyConsistent) != 0 else { return true }
        return isWatched.exchange(true, ordering: .sequentiallyConsistent)
    }
}
