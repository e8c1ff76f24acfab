internal import Dispatch
internal import Store
internal import Synchronization

/// Hands decoded batches from the thread that decodes to the one that stores; holds a few at most.
final class BatchQueue: Sendable {
    /// What the decoding thread reports.
    enum Step: Sendable {
        /// Records to store together, and how far into their file they reach, in bytes.
        case batches([RecordBatch], upTo: Int)
        /// A file was read to its end.
        case finished(ImportSelection.Item)
        /// A file could not be read (any further), and why.
        case failed(ImportSelection.Item, reason: String)
    }

    /// Nobody takes steps any more.
    struct Cancelled: Error {}

    /// `steps` are those put and not yet taken, in order.
    private struct State {
        var steps: [Step] = []
        var isEnded = false
        var isCancelled = false
    }

    private let state = Mutex(State())
    private let free = DispatchSemaphore(value: 4)
    private let filled = DispatchSemaphore(value: 0)

    /// Puts a step; waits while the queue is full.
    func put(_ step: Step) throws(Cancelled) {
        free.wait()
        let isCancelled = state.withLock { state in
            state.steps.append(step)
            return state.isCancelled
        }
        filled.signal()
        if isCancelled { throw Cancelled() }
    }

    /// Says that there are no more steps.
    func end() {
        state.withLock { $0.isEnded = true }
        filled.signal()
    }

    /// Says that no more steps are wanted.
    func cancel() {
        state.withLock { $0.isCancelled = true }
        free.signal()
    }

    /// Takes the next step, waiting for it; nil after the last.
    func next() -> Step? {
        filled.wait()
        let step = state.withLock { $0.steps.isEmpty ? nil : $0.steps.removeFirst() }
        free.signal()
        return step
    }
}
