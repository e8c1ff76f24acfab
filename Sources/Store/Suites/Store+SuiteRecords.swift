internal import GRDB
public import Traces

/// What became of the records of suites that were taken.
public struct SuiteRecordSummary: Hashable, Sendable {
    /// Suites that are new.
    public var suitesAdded = 0
    /// Revisions and files that are new.
    public var added = 0
    /// Revisions and files that were there already.
    public var known = 0
    /// Files of which the store has another version, which stays as it is; by path below `evals`.
    public var different: Set<String> = []
    /// Runs that are new.
    public var runsAdded = 0
    /// Runs that were there already.
    public var runsKnown = 0

    /// Creates a summary of nothing.
    public init() {}

    /// What became of the records of both.
    public static func + (
        left: SuiteRecordSummary, right: SuiteRecordSummary
    ) -> SuiteRecordSummary {
        var sum = left
        sum.suitesAdded += right.suitesAdded
        sum.added += right.added
        sum.known += right.known
        sum.different.formUnion(right.different)
        sum.runsAdded += right.runsAdded
        sum.runsKnown += right.runsKnown
        return sum
    }
}

extension Store {
    /// Takes what another store keeps of its suites, all of it or nothing; durable when it returns.
    ///
    /// Nothing that is there is changed: a revision is taken where it follows the latest one, a file where there
    /// is none. Runs are not taken here, since their pages have to be rendered.
    ///
    /// - Throws: `invalid` for a name or an account that cannot be.
    public func take(
        _ records: [SuiteRecord], at now: Timestamp
    ) throws(StoreError) -> SuiteRecordSummary {
        try write { database in
            let accounts = NameCache(database)
            var summary = SuiteRecordSummary()
            for record in records {
                if let account = record.owner.account { _ = try accounts.account(account) }
                let taking = SuiteTaking(
                    database: database, writer: writer, owner: record.owner, now: now)
                try taking.take(record.content, &summary)
            }
            return summary
        } committed: {
            $0
        }
    }
}

/// Takes the records of one suite, in a transaction.
private struct SuiteTaking {
    let database: Database
    let writer: Int64
    let owner: SuiteRecord.Owner
    let now: Timestamp

    func take(_ content: SuiteRecord.Content, _ summary: inout SuiteRecordSummary) throws {
        switch content {
        case .suite: _ = try suite(&summary)
        case .revision(let path, let revision):
            let place = try place(path, &summary)
            count(try take(revision, at: place), path, &summary)
        case .file(let path, let file):
            let place = try place(path, &summary)
            count(try take(file, at: place), path, &summary)
        case .run: break
        }
    }

    private enum Outcome {
        case added
        case known
        case different
        /// Nothing that is not counted already.
        case told
    }

    private func count(
        _ outcome: Outcome, _ path: SuiteRecord.Path, _ summary: inout SuiteRecordSummary
    ) {
        switch outcome {
        case .added: summary.added += 1
        case .known: summary.known += 1
        case .told: break
        case .different:
            summary.different.insert("\(owner.suite)/\(path)")
        }
    }

    /// The suite, made when there is none.
    private func suite(_ summary: inout SuiteRecordSummary) throws -> SuiteRow.ID {
        let transaction = transaction(at: now, .command)
        if let id = try transaction.suite(named: owner.suite) { return id }
        summary.suitesAdded += 1
        return try transaction.makeSuite(named: owner.suite).id
    }

    private func place(
        _ path: SuiteRecord.Path, _ summary: inout SuiteRecordSummary
    ) throws -> SuitePlace {
        SuitePlace(suite: try suite(&summary), directory: path.directory, name: path.name)
    }

    private func take(_ revision: SuiteRecord.Revision, at place: SuitePlace) throws -> Outcome {
        let digest = ContentDigest(of: revision.bytes)
        let isKnown = try Query(
            database,
            """
            SELECT 1 FROM fileRevision AS r JOIN document AS d ON d.id = r.document
            WHERE d.suite = ? AND d.directory = ? AND d.name = ? AND r.digest = ? AND r.savedNs = ?
            """
        ).hasRow(place.bindings + [.digest(digest), .int(revision.saved.nanoseconds)])
        if isKnown { return .known }
        let then = transaction(
            at: revision.saved, revision.origin, firstRevision: revision.number)
        let latest = try then.latest(of: place)
        let current = try then.file(at: place)
        guard latest?.digest.description == revision.previousDigest,
            current == nil || current?.isDraft == false && current?.target == nil
        else { return .different }
        let file = try then.replace(current, at: place, with: revision.bytes)
        if revision.isRemoved { try then.removeName(of: file, isDisplaced: false) }
        // The directory changes now, whenever the revision was saved.
        try transaction(at: now, revision.origin).touch(place)
        return .added
    }

    private func take(_ file: SuiteRecord.File, at place: SuitePlace) throws -> Outcome {
        let transaction = transaction(at: now, .command)
        let current = try transaction.file(at: place)
        switch file.content {
        case .latestRevision(let digest):
            let latest = try transaction.latest(of: place)
            guard let current, !current.isDraft, let latest, current.base == latest.id,
                latest.digest.description == digest
            else { return .different }
            // As its revisions have just left it: whatever somebody has set meanwhile stays.
            if current.permissions == SuiteWriter.startingPermissions,
                current.modified == latest.saved
            {
                try set(file, of: current)
            }
            return .told
        case .bytes(let bytes):
            guard let current else {
                try set(file, of: transaction.put(bytes, at: place, permissions: file.permissions))
                return .added
            }
            let isSame =
                try current.target == nil && current.sizeBytes == bytes.count
                && FileBlocks(database, current).digest() == ContentDigest(of: bytes)
            return isSame ? .known : .different
        case .link(let target):
            if let current { return current.target == target ? .known : .different }
            try set(
                file,
                of: transaction.insertFile(
                    at: place, permissions: file.permissions, target: target))
            return .added
        }
    }

    private func set(_ file: SuiteRecord.File, of current: SuiteFileRow) throws {
        guard current.permissions != file.permissions || current.modified != file.modified else {
            return
        }
        var row = current
        row.permissions = file.permissions
        _ = try transaction(at: now, .command)
            .update(row, contentChanged: false, modified: file.modified)
    }

    private func transaction(
        at time: Timestamp, _ origin: FileRevision.Origin, firstRevision: Int = 1
    ) -> SuiteTransaction {
        SuiteTransaction(
            database: database, account: owner.account, writer: writer, origin: origin, now: time,
            firstRevision: firstRevision)
    }
}
