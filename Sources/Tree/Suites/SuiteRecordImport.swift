internal import Evals
internal import Rendering
public import Store
public import Traces

/// Takes what another store keeps of its suites, record by record.
///
/// Nothing that is there is changed. What was taken stays, whatever becomes of the rest.
public struct SuiteRecordImport {
    /// The records of a transaction at most.
    private static let maximumRecords = 500
    /// The bytes of a transaction at most, beyond its last record.
    private static let maximumBytes = 8 << 20

    /// What became of the records.
    public private(set) var summary = SuiteRecordSummary()

    private let store: Store
    private let now: () -> Timestamp
    private var pending: [SuiteRecord] = []
    private var pendingBytes = 0

    /// Starts with nothing.
    public init(into store: Store, now: @escaping () -> Timestamp) {
        self.store = store
        self.now = now
    }

    /// Takes a record, soon; false, and it is not taken, when its names cannot be in a tree.
    public mutating func add(_ record: SuiteRecord) throws(StoreError) -> Bool {
        guard Self.isPossible(record) else { return false }
        if case .run(let run) = record.content {
            try finish()
            try take(run, of: record.owner)
            return true
        }
        pending.append(record)
        pendingBytes += record.bytes
        if pending.count >= Self.maximumRecords || pendingBytes >= Self.maximumBytes {
            try finish()
        }
        return true
    }

    /// Takes what is not taken yet.
    public mutating func finish() throws(StoreError) {
        guard !pending.isEmpty else { return }
        summary = summary + (try store.take(pending, at: now()))
        pending = []
        pendingBytes = 0
    }

    private mutating func take(
        _ run: EvalRun, of owner: SuiteRecord.Owner
    ) throws(StoreError) {
        let reader = store.reader(account: owner.account)
        guard let suite = try reader.suite(named: owner.suite) else {
            throw StoreError(.notFound, "suite \(owner.suite)")
        }
        if try RunRecorder.take(run, of: .suite(suite.id), in: store) {
            summary.runsAdded += 1
        } else {
            summary.runsKnown += 1
        }
    }

    private static func isPossible(_ record: SuiteRecord) -> Bool {
        guard SuiteWriter.isPossible(name: record.owner.suite), record.owner.account != "" else {
            return false
        }
        switch record.content {
        case .suite: return true
        case .revision(let path, let revision):
            return isPossible(path) && revision.number > 0
                && revision.bytes.count <= SuiteWriter.largestFileBytes
        case .file(let path, let file):
            return isPossible(path) && file.permissions <= 0o7777
        case .run(let run): return isPossible(run)
        }
    }

    private static func isPossible(_ path: SuiteRecord.Path) -> Bool {
        SuiteWriter.isPossible(name: path.name)
            && (path.directory == .cases || !SuiteLayout.isReserved(path.name))
    }

    /// Names of runs and of their directories are those that a run would be given.
    private static func isPossible(_ run: EvalRun) -> Bool {
        let directories = run.cases.map(\.directory)
        return ([run.name] + directories).allSatisfy {
            !$0.isEmpty && SafeName.component($0).utf8.elementsEqual($0.utf8)
        } && Set(directories.map(ExactText.init)).count == directories.count
    }
}

extension SuiteRecord {
    /// The bytes of its content.
    fileprivate var bytes: Int {
        switch content {
        case .revision(_, let revision): revision.bytes.count
        case .file(_, let file):
            if case .bytes(let bytes) = file.content { bytes.count } else { 0 }
        case .suite, .run: 0
        }
    }
}
