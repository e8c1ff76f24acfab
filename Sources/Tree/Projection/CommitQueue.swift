internal import Dispatch
internal import Store
internal import Synchronization

/// Commits groups of projections in order on a thread of its own, at most one behind.
final class CommitQueue: Sendable {
    /// What is committed together.
    struct Group: Sendable {
        /// The traces that show something.
        let projections: [Projection]
        /// The traces that show nothing.
        let emptyTraces: [TraceRow]
    }

    /// The sum of what was committed, until the first failure.
    private let outcome = Mutex<Result<CommitSummary, StoreError>>(.success(CommitSummary()))
    private let queue = DispatchQueue(label: "dossier.projector.commit")
    private let free = DispatchSemaphore(value: 1)
    private let store: Store
    private let verifying: Bool

    /// Creates a queue; `verifying` is passed to each commit.
    init(_ store: Store, verifying: Bool) {
        self.store = store
        self.verifying = verifying
    }

    /// Commits a group soon; waits while another one is being committed.
    ///
    /// - Throws: why an earlier group could not be committed.
    func put(_ group: Group) throws(StoreError) {
        free.wait()
        do {
            _ = try outcome.withLock(\.self).get()
        } catch {
            free.signal()
            throw error
        }
        queue.async { [self] in
            commit(group)
            free.signal()
        }
    }

    /// Waits for the last group, and gives what all of them changed.
    func finish() throws(StoreError) -> CommitSummary {
        queue.sync {}
        return try outcome.withLock(\.self).get()
    }

    private func commit(_ group: Group) {
        let committed = Result { () throws(StoreError) in
            try store.commit(
                group.projections, emptyTraces: group.emptyTraces, verifying: verifying,
                conversationLine: ConversationIndex.line)
        }
        outcome.withLock { outcome in
            guard case .success(let sum) = outcome else { return }
            outcome = committed.map { sum + $0 }
        }
    }
}
