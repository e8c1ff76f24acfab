internal import Dispatch
internal import Ingest
internal import Receiver
internal import Store
internal import Synchronization
internal import Tree

/// What a process does for unfinished interactions: receives, and keeps what is shown of them up to date.
final class LiveService: Sendable {
    private let store: Store
    private let projection: LiveProjection
    private let receiving = Mutex<Task<Void, Never>?>(nil)
    private let hasEnded = DispatchSemaphore(value: 0)

    /// Begins to keep the tree up to date; a trace is quiet when nothing of it arrived for `quietTime`.
    init(_ store: Store, as role: LiveProjection.Role, quietTime: Duration) throws {
        self.store = store
        let projector = Projector(
            store, interpret: Interpretation.interaction(of:), usesAllCores: false)
        projection = try LiveProjection(store, role, quietTime: quietTime) {
            try projector.projectRound(Self.order(ofRound: $0), unfinishedOnly: $1).hasMore
        } report: {
            Terminal.warn($0)
        }
        // What a process that died has received is shown now.
        projection.wake()
    }

    /// What changed last is shown first; now and then what would wait for ever otherwise.
    private static func order(ofRound number: Int) -> RoundOrder {
        switch number % 8 {
        case 3: .slowestFirst
        case 7: .oldestFirst
        default: .latestFirst
        }
    }

    /// Receives from now on; gives the address, with the port that was found free.
    func listen(_ options: ReceiverOptions) throws -> ListenAddress {
        let receiver = Receiver(store, options) { [projection] in projection.wake() }
        let outcome = Mutex<Result<ListenAddress, any Error>?>(nil)
        let isDecided = DispatchSemaphore(value: 0)
        let task = Task { [hasEnded] in
            do {
                try await receiver.run { address in
                    outcome.withLock { $0 = .success(address) }
                    isDecided.signal()
                }
            } catch {
                let wasReady = outcome.withLock { outcome in
                    defer { outcome = outcome ?? .failure(error) }
                    return outcome != nil
                }
                if wasReady { Terminal.warn("\(error)") }
                isDecided.signal()
            }
            hasEnded.signal()
        }
        receiving.withLock { $0 = task }
        isDecided.wait()
        guard let result = outcome.withLock({ $0 }) else {
            throw OperationFailure("the receiver ended before it listened")
        }
        return try result.get()
    }

    /// Asks for a round of rendering, after records were stored.
    func wake() {
        projection.wake()
    }

    /// Receives no more, and ends after all that was received is shown.
    func stop() {
        if let task = receiving.withLock({ $0 }) {
            task.cancel()
            hasEnded.wait()
        }
        projection.finish()
    }
}
