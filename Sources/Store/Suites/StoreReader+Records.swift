internal import Evals
internal import GRDB

extension StoreReader {
    /// Calls `body` with everything that is kept of the suites, one after another, each suite in one state.
    ///
    /// - Throws: `damaged` when something is not what was written; what `body` throws.
    public func forEachSuiteRecord(_ body: (SuiteRecord) throws -> Void) throws {
        for suite in try suites() {
            try store.snapshot { database in
                let account = try Query(
                    database,
                    """
                    SELECT a.name FROM suite AS s JOIN account AS a ON a.id = s.account
                    WHERE s.id = ?
                    """
                ).first([.int(suite.id)]) { $0.text(0) }
                let owner = SuiteRecord.Owner(account: account, suite: suite.name)
                func tell(_ content: SuiteRecord.Content) throws {
                    try body(SuiteRecord(content, of: owner))
                }
                try tell(.suite)
                // The order of the cases is the last to come, so that it never names what is not there.
                for directory in [SuiteDirectory.cases, .suite] {
                    try forEachFile(of: suite, in: directory, tell)
                }
                for run in try runs(of: .suite(suite.id)) {
                    if let run = try self.run(run.id) { try tell(.run(run)) }
                }
            }
        }
    }

    /// The names that are gone first, then the files in the order in which they were made.
    private func forEachFile(
        of suite: SuiteRow, in directory: SuiteDirectory,
        _ tell: (SuiteRecord.Content) throws -> Void
    ) throws {
        let files = try files(of: suite.id, in: directory).sorted { $0.id < $1.id }
        let names = Set(files.compactMap { $0.name.map(ExactText.init) })
        let gone = try documentNames(of: suite.id, in: directory)
            .filter { !names.contains(ExactText($0)) }
        for name in gone {
            let place = SuitePlace(suite: suite.id, directory: directory, name: name)
            _ = try forEachRevision(at: place, isRemoved: true, tell)
        }
        for file in files {
            guard let place = file.place else { continue }
            let path = SuiteRecord.Path(directory: directory, name: place.name)
            let latest = try forEachRevision(at: place, isRemoved: false, tell)
            let content: SuiteRecord.File.Content =
                if let target = file.target {
                    .link(target: target)
                } else if !file.isDraft, let latest, file.base == latest.id {
                    .latestRevision(digest: latest.digest.description)
                } else {
                    .bytes(try bytes(of: file.id))
                }
            try tell(
                .file(
                    path,
                    SuiteRecord.File(
                        content, permissions: file.permissions, modified: file.modified)))
        }
    }

    /// Tells the revisions of a name, oldest first; gives the latest.
    private func forEachRevision(
        at place: SuitePlace, isRemoved: Bool, _ tell: (SuiteRecord.Content) throws -> Void
    ) throws -> FileRevision? {
        let path = SuiteRecord.Path(directory: place.directory, name: place.name)
        var previous: FileRevision?
        let revisions = try revisions(of: place)
        for revision in revisions.reversed() {
            let record = SuiteRecord.Revision(
                number: revision.number, previousDigest: previous?.digest.description,
                saved: revision.saved, origin: revision.origin,
                isRemoved: isRemoved && revision.id == revisions.first?.id,
                bytes: try bytes(of: revision, at: place))
            try tell(.revision(path, record))
            previous = revision
        }
        return previous
    }
}
