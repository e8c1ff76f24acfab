internal import Dispatch
internal import Store
internal import Synchronization

/// Stores what requests carry on a thread of its own: what arrives while one transaction is written goes into
/// the next one together.
final class AppendQueue: Sendable {
    /// How many records one transaction gets, unless a single request has more.
    private static let groupSize = 2_000

    /// The batches of one request, with who waits for them.
    private struct Waiting {
        let batches: [RecordBatch]
        let continuation: CheckedContinuation<AppendSummary, any Error>
        var records: Int { batches.reduce(0) { $0 + $1.records.count + $1.rejections.count } }
    }

    /// Invariant: `isRunning` exactly while `drain` is on the queue; only then does anything wait.
    private struct State {
        var waiting: [Waiting] = []
        var isRunning = false
    }

    private let store: Store
    private let appended: @Sendable () -> Void
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "dossier.receiver.append", qos: .userInitiated)

    /// `appended` is called after each transaction that added something.
    init(_ store: Store, appended: @escaping @Sendable () -> Void) {
        self.store = store
        self.appended = appended
    }

    /// Stores batches; durable when it returns.
    func append(_ batches: [RecordBatch]) async throws -> AppendSummary {
        try await withCheckedThrowingContinuation { continuation in
            let mustStart = state.withLock { state in
                state.waiting.append(Waiting(batches: batches, continuation: continuation))
                defer { state.isRunning = true }
                return !state.isRunning
            }
            if mustStart { queue.async { [self] in drain() } }
        }
    }

    private func drain() {
        while let group = nextGroup() {
            let result = Result { () throws(StoreError) in
                try store.append(group.flatMap(\.batches))
            }
            switch result {
            case .success(let summaries):
                if summaries.contains(where: { !$0.isEmpty }) { appended() }
                var rest = summaries[...]
                for waiting in group {
                    let own = rest.prefix(waiting.batches.count)
                    rest = rest.dropFirst(waiting.batches.count)
                    waiting.continuation.resume(returning: own.reduce(AppendSummary(), +))
                }
            case .failure(let error):
                for waiting in group { waiting.continuation.resume(throwing: error) }
            }
        }
    }

    private func nextGroup() -> [Waiting]? {
        state.withLock { state in
            var records = 0
            var count = 0
            for waiting in state.waiting {
                guard count == 0 || records + waiting.records <= Self.groupSize else { break }
                records += waiting.records
                count += 1
            }
            state.isRunning = count > 0
            let group = Array(state.waiting.prefix(count))
            state.waiting.removeFirst(count)
            return group.isEmpty ? nil : group
        }
    }
}
