internal import Dispatch
public import Store
internal import Synchronization
internal import Traces

/// Keeps what is shown of unfinished traces up to date, on a thread of its own.
///
/// Whatever arrives while traces are rendered is rendered in the next round, each trace once, so that a burst
/// does not render the same trace many times. Traces that nothing is added to become quiet, and past
/// projections that nobody needs any more are removed.
public final class LiveProjection: Sendable {
    /// How long past projections can still be read.
    private static let pastTime = Duration.seconds(60)
    /// How long a quiet trace stays listed among the unfinished ones.
    private static let forgottenTime = Duration.seconds(86_400)
    private static let sweepInterval = Duration.seconds(10)

    private let store: Store
    private let quietTime: Duration
    private let project: @Sendable () throws -> Void
    private let report: @Sendable (String) -> Void
    private let queue = DispatchQueue(label: "dossier.live.project")
    private let interval: Duration
    private let isEnded = Atomic(false)
    /// True while a round is asked for that has not begun.
    private let isAsked = Atomic(false)
    private let lastSweep = Mutex(ContinuousClock.now)
    private let lastFailure = Mutex<String?>(nil)

    /// Begins; `project` renders every trace that changed, and `report` is told what goes wrong, once.
    public init(
        _ store: Store, quietTime: Duration, project: @escaping @Sendable () throws -> Void,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.store = store
        self.quietTime = quietTime
        self.project = project
        self.report = report
        interval = min(max(quietTime / 4, .milliseconds(20)), .milliseconds(500))
        scheduleTick()
    }

    private func scheduleTick() {
        queue.asyncAfter(deadline: .now() + .milliseconds(Int(interval / .milliseconds(1)))) {
            [weak self] in
            guard let self, !isEnded.load(ordering: .acquiring) else { return }
            tick()
            scheduleTick()
        }
    }

    /// Asks for a round; returns at once.
    public func wake() {
        guard !isAsked.exchange(true, ordering: .acquiringAndReleasing) else { return }
        queue.async { [self] in run() }
    }

    /// Ends after what was appended before is shown.
    public func finish() {
        isEnded.store(true, ordering: .releasing)
        queue.sync { run() }
    }

    private func run() {
        isAsked.store(false, ordering: .releasing)
        attempt { try project() }
    }

    private func tick() {
        attempt {
            let now = Timestamp.now()
            let changed = try store.settle(
                quietSince: now - quietTime, forgottenSince: now - Self.forgottenTime)
            // A round that failed is tried again.
            if changed > 0 || lastFailure.withLock({ $0 }) != nil { try project() }
            let isDue = lastSweep.withLock { last in
                guard ContinuousClock.now - last >= Self.sweepInterval else { return false }
                last = ContinuousClock.now
                return true
            }
            if isDue { try store.prune(supersededBefore: now - Self.pastTime) }
        }
    }

    private func attempt(_ body: () throws -> Void) {
        do {
            try body()
            lastFailure.withLock { $0 = nil }
        } catch {
            let isNew = lastFailure.withLock { last in
                defer { last = "\(error)" }
                return last != "\(error)"
            }
            if isNew { report("cannot show what arrived: \(error)") }
        }
    }
}

extension Timestamp {
    fileprivate static func - (time: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(nanoseconds: time.nanoseconds - Int64(duration / .nanoseconds(1)))
    }
}
