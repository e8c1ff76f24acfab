internal import Ingest
internal import Store
internal import Traces
internal import Tree

/// The suites of an export, with their revisions and runs.
struct PackageSuites {
    /// What became of them.
    struct Outcome {
        /// What became of the records.
        var suites = SuiteRecordSummary()
        /// What became of lines that are no records.
        var rejections = AppendSummary()
    }

    private let file: InputFile?

    /// The suites beside a file of records; an export of an older version has none.
    init(of records: InputFile) {
        file = DossierPackage.suites(beside: records)
    }

    /// Gives every record to `body`, and every line that is none, or of which that makes nothing, to `reject`.
    func forEach(
        _ body: (SuiteRecord) throws -> Bool, rejecting reject: (Rejection) throws -> Void
    ) throws {
        guard let file else { return }
        try DossierPackage.forEachSuiteLine(
            of: file, into: { try SuiteRecord(json: $0).map(body) ?? false }, rejecting: reject)
    }

    /// Takes them into a store; nil when there are none.
    ///
    /// What is no record is kept as rejected input.
    func take(into store: Store, progress: ProgressLine) throws -> Outcome? {
        guard let file else { return nil }
        var suites = SuiteRecordImport(into: store, now: Timestamp.now)
        var rejections = RecordBatch(
            account: AccountOptions.standardName, kind: .interaction,
            source: ImportSource(
                path: file.path, format: DossierPackage.name, sizeBytes: file.sizeBytes))
        var count = 0
        try forEach(
            { record in
                count += 1
                progress.show("importing: \(count) records of suites")
                return try suites.add(record)
            },
            rejecting: {
                rejections.rejections.append(
                    RejectedRecord(provenance: $0.provenance, reason: $0.reason, bytes: $0.bytes))
            })
        try suites.finish()
        var outcome = Outcome(suites: suites.summary)
        guard !rejections.rejections.isEmpty else { return outcome }
        outcome.rejections = try store.append([rejections]).reduce(AppendSummary(), +)
        return outcome
    }
}
