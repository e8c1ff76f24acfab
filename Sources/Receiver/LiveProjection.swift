internal import Dispatch
public import Store
internal import Synchronization
internal import Traces

/// Keeps what is shown of unfinished traces up to date, on a thread of its own.
///
/// Whatever arrives while traces are rendered is rendered in the next round, each trace once, so that a burst
/// does not render the same trace many times. Rounds are short, and what changed last comes first. Traces that
/// nothing is added to become quiet, and past projections that nobody needs any more are removed.
public final class LiveProjection: Sendable {
    /// For whom it works.
    public enum Role: Hashable, Sendable {
        /// For a process that stores what happens: shows it at once.
        case recorder
        /// For one that shows a store: does what others left undone, while nobody else does.
        case caretaker
    }

    /// Renders some of the traces that changed, in the round of a number; true when there may be more.
    public typealias Round = @Sendable (_ number: Int, _ unfinishedOnly: Bool) throws -> Bool

    /// How long past projections can still be read.
    private static let pastTime = Duration.seconds(60)
    /// How long a quiet trace stays listed among the unfinished ones.
    private static let forgottenTime = Duration.seconds(86_400)
    private static let sweepInterval = Duration.seconds(10)

    /// Used on the queue alone.
    private struct State {
        var rounds = 0
        var lastSweep = ContinuousClock.now
        var hasFailed = false
        var lastReport: String?
        /// The state of the store that was looked at last, and what was left to do then.
        var version: Int64?
        var unfinished = Unfinished.now
    }

    private let store: Store
    private let role: Role
    private let attendance: Attendance
    private let quietTime: Duration
    private let project: Round
    private let report: @Sendable (String) -> Void
    private let queue = DispatchQueue(label: "dossier.live.project")
    private let interval: Duration
    private let isEnded = Atomic(false)
    /// True while a round is asked for that has not begun.
    private let isAsked = Atomic(false)
    private let state = Mutex(State())

    /// Begins; `report` is told what goes wrong, once.
    ///
    /// - Throws: why other processes cannot be told what this one does.
    public init(
        _ store: Store, _ role: Role, quietTime: Duration, project: @escaping Round,
        report: @escaping @Sendable (String) -> Void
    ) throws(StoreError) {
        self.store = store
        self.role = role
        self.quietTime = quietTime
        self.project = project
        self.report = report
        attendance = try Attendance(store)
        if role == .recorder { try attendance.announce(.recording) }
        interval = min(max(quietTime / 4, .milliseconds(20)), .milliseconds(500))
        scheduleTick(after: .zero)
    }

    /// Asks for a round; returns at once.
    public func wake() {
        guard role == .recorder else { return }
        guard !isAsked.exchange(true, ordering: .acquiringAndReleasing) else { return }
        queue.async { [self] in run() }
    }

    /// Ends; a recorder after what was appended before is shown.
    public func finish() {
        isEnded.store(true, ordering: .releasing)
        queue.sync {
            guard role == .recorder else { return }
            attempt { while try hasMore() {} }
        }
    }

    private func run() {
        isAsked.store(false, ordering: .releasing)
        guard !isEnded.load(ordering: .acquiring) else { return }
        // The rest waits its turn, so that ticks come in between.
        attempt { if try hasMore() { wake() } }
    }

    private func scheduleTick(after time: Duration) {
        let milliseconds = Int(time / .milliseconds(1))
        queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [weak self] in
            guard let self, !isEnded.load(ordering: .acquiring) else { return }
            var next = interval
            // A tick of a recorder renders nothing, so that it does not show that rendering works again.
            attempt(mends: role == .caretaker) {
                switch role {
                case .recorder: try tick()
                case .caretaker: if try tend() { next = .milliseconds(10) }
                }
            }
            // What cannot be rendered is not tried twice a second by who only looks after it.
            if role == .caretaker, hasFailed { next = Self.sweepInterval }
            scheduleTick(after: next)
        }
    }

    private func tick() throws {
        let hasFailed = self.hasFailed
        let changed = try settle()
        // A round that failed is tried again, and what a process that died left is shown.
        let isDue = isSweepDue()
        if changed > 0 || hasFailed || isDue { wake() }
        if isDue { try prune() }
    }

    /// One round of everything, unless another process does it or nothing is to be done; true when there may be more.
    private func tend() throws -> Bool {
        let version = try store.reader(account: nil).dataVersion()
        let isDue = state.withLock { state in
            state.version != version || state.unfinished == .now
                || (state.unfinished == .later
                    && ContinuousClock.now - state.lastSweep >= Self.sweepInterval)
        }
        guard isDue else { return false }
        let more = try attendance.alone {
            _ = try settle()
            let more = try hasMore()
            if isSweepDue() { try prune() }
            let unfinished = try store.unfinished()
            state.withLock { state in
                state.version = version
                state.unfinished = unfinished
            }
            return more
        }
        return more ?? false
    }

    /// Renders a round; true when there may be more.
    private func hasMore() throws -> Bool {
        let round = state.withLock { state in
            state.rounds += 1
            return state.rounds
        }
        // What is imported is shown at the end of the import, on all cores.
        let isImporting = role == .recorder ? try attendance.isAnnounced(.importing) : false
        return try project(round, isImporting)
    }

    private func settle() throws -> Int {
        let now = Timestamp.now()
        return try store.settle(
            quietSince: now - quietTime, forgottenSince: now - Self.forgottenTime)
    }

    private func prune() throws {
        try store.prune(supersededBefore: Timestamp.now() - Self.pastTime)
    }

    private var hasFailed: Bool { state.withLock(\.hasFailed) }

    private func isSweepDue() -> Bool {
        state.withLock { state in
            guard ContinuousClock.now - state.lastSweep >= Self.sweepInterval else { return false }
            state.lastSweep = ContinuousClock.now
            return true
        }
    }

    private func attempt(mends: Bool = true, _ body: () throws -> Void) {
        do {
            try body()
            if mends { state.withLock { $0.hasFailed = false } }
        } catch {
            let isNew = state.withLock { state in
                state.hasFailed = true
                defer { state.lastReport = "\(error)" }
                return state.lastReport != "\(error)"
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
