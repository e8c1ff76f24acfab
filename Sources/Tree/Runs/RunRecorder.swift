public import Evals
internal import Rendering
public import Store
public import Traces

/// Keeps a run in the store while it goes on: each attempt at once, its pages as it goes and at its end.
public struct RunRecorder {
    /// The run with what came of it so far.
    public private(set) var run: EvalRun
    /// What was known before, with which it is compared; nil for the first run.
    public let baseline: RunBaseline?

    private let store: Store
    private let owner: RunOwner
    private let id: RunRow.ID
    private let now: () -> Timestamp
    /// Cases whose pages are older than their attempts.
    private var changedCases: Set<Int> = []
    private var pagesKept: Timestamp

    /// How long pages may be older than the attempts, while others come.
    private static let pagesEveryNs: Int64 = 1_000_000_000

    /// Begins a run.
    public init(
        _ run: EvalRun, of owner: RunOwner, in store: Store, now: @escaping () -> Timestamp
    ) throws(StoreError) {
        let id = try store.beginRun(run, of: owner)
        // Refused cases have their page from the beginning.
        let refused = run.cases.indices.filter { run.cases[$0].refusal != nil }
        try self.init(run, id, of: owner, in: store, changedCases: Set(refused), now: now)
    }

    /// Goes on with the latest run of an owner, if that was stopped; nil when there is none to go on with.
    public init?(
        resumingLatestOf owner: RunOwner, in store: Store, now: @escaping () -> Timestamp
    ) throws(StoreError) {
        let reader = store.reader(account: nil)
        guard let row = try reader.runs(of: owner).last, row.state != .complete,
            let run = try reader.run(row.id)
        else { return nil }
        try self.init(
            run, row.id, of: owner, in: store, changedCases: Set(run.cases.indices), now: now)
    }

    /// Keeps an attempt; durable when it returns.
    public mutating func record(_ attempt: Attempt) throws(StoreError) {
        try store.record([attempt], of: id)
        run.attempts.append(attempt)
        changedCases.insert(attempt.key.caseIndex)
        if now().nanoseconds(since: pagesKept) >= Self.pagesEveryNs { try keepPages() }
    }

    /// Keeps how the run ended.
    public mutating func finish(_ state: EvalRun.State) throws(StoreError) {
        let end = now()
        try store.record([], of: id, state: state, end: end)
        run.state = state
        run.end = end
        run.attempts.sort { $0.key < $1.key }
        try keepPages()
    }

    /// Cases of the run that have never failed, by name.
    public func unproven() throws(StoreError) -> [String] {
        Self.unproven(of: run, in: try store.reader(account: nil).history(of: owner))
    }

    /// Cases of a run that a history has never seen fail.
    public static func unproven(of run: EvalRun, in history: RunHistory) -> [String] {
        let names = Set(run.cases.map { Array($0.name.utf8) })
        return history.unproven.filter { names.contains(Array($0.utf8)) }
    }

    /// Keeps a run of another store with its pages; false when the owner has a run of that name with pages.
    public static func take(
        _ run: EvalRun, of owner: RunOwner, in store: Store
    ) throws(StoreError) -> Bool {
        let reader = store.reader(account: nil)
        let known = try reader.runs(of: owner)
            .first { $0.name.utf8.elementsEqual(run.name.utf8) }?.id
        if let known, try !reader.runPages(of: known, caseIndex: nil).isEmpty { return false }
        let id = if let known { known } else { try store.beginRun(run, of: owner) }
        var recorder = try RunRecorder(
            run, id, of: owner, in: store, changedCases: Set(run.cases.indices),
            now: { run.end ?? run.start })
        try recorder.keepPages()
        return true
    }

    /// Goes on with a run that is in the store.
    private init(
        _ run: EvalRun, _ id: RunRow.ID, of owner: RunOwner, in store: Store,
        changedCases: Set<Int>, now: @escaping () -> Timestamp
    ) throws(StoreError) {
        baseline = RunBaseline(before: run, in: try store.reader(account: nil).history(of: owner))
        self.run = run
        self.id = id
        self.owner = owner
        self.store = store
        self.changedCases = changedCases
        self.now = now
        pagesKept = run.start
    }

    private mutating func keepPages() throws(StoreError) {
        let history = try store.reader(account: nil).history(of: owner)
        let own = RunPages.own(
            of: run, baseline: baseline, unproven: Self.unproven(of: run, in: history))
        let pages = own + changedCases.sorted().flatMap { RunPages.pages(ofCase: $0, in: run) }
        try store.keepPages(
            pages.map { RunPage(caseIndex: $0.caseIndex, name: $0.name, bytes: $0.bytes) },
            of: id, history: Array(RunHistoryTable.text(of: history).utf8), at: now())
        changedCases = []
        pagesKept = now()
    }
}
