internal import GRDB
internal import Traces

/// One transaction that stores what is derived from traces.
final class CommitTransaction {
    private let database: Database
    private let packs: PagePacks
    private let conversations: ConversationStore
    private var lists = ListChanges()
    private var live: LiveTransaction
    private let now: Timestamp
    private var lastProjection: Manifest.ID
    /// The manifests whose packs have to be counted once they are stored.
    private var newManifests: [Manifest] = []
    private(set) var summary = CommitSummary()

    /// Begins a commit at a moment; without a verifier, stored content is trusted to be readable.
    init(_ database: Database, verifier: PackVerifier?, now: Timestamp) throws {
        self.database = database
        self.now = now
        live = LiveTransaction(database, now: now)
        packs = PagePacks(database, ids: try PackIDs(database), verifier: verifier)
        conversations = ConversationStore(database)
        lastProjection =
            try Query(database, "SELECT max(id) FROM projection").first { $0.int(0) } ?? 0
    }

    /// Stores a projection, unless a later one is there.
    func store(_ projection: Projection) throws {
        let trace = try StoredTrace(database, projection.trace)
        // Another process may have given it a place since it was rendered: then it is rendered again.
        guard projection.trace.revision >= trace.projected, projection.trace.place == trace.place
        else {
            summary.unchanged += 1
            return
        }
        guard let place = trace.place else { return try storeUnplaced(projection, trace) }
        let old = try interaction(trace.id)
        let revision = old.map { $0.revision + 1 } ?? 0
        let isChanged = try storeFiles(
            of: projection, trace: trace, old: old?.projection, revision: revision)
        var row = InteractionRow(
            projection, trace: trace, place: place,
            conversation: try conversations.id(
                of: projection.conversation, account: trace.account),
            manifest: isChanged.manifest, revision: old?.revision ?? 0,
            modifiedNs: isChanged.modifiedNs)
        if row != old {
            row.revision = revision
            try insert(row, account: trace.account)
            try note(old: old, new: row, account: trace.account)
        } else {
            summary.unchanged += 1
        }
        try live.note(projection, of: trace, moved: old == nil)
        try trace.noteProjected(projection.trace.revision, database)
    }

    /// Stores the files of an interaction that is listed among the unfinished ones alone.
    private func storeUnplaced(_ projection: Projection, _ trace: StoredTrace) throws {
        guard projection.trace.phase == .running else {
            throw StoreError(.invalid, trace.subject, "it has no place yet")
        }
        let old =
            try Query(
                database, "SELECT max(id) FROM projection WHERE trace = ? AND isPlaced = 0"
            ).first([.int(trace.id)]) { $0.intOrNil(0) } ?? nil
        let new = try storeFiles(of: projection, trace: trace, old: old, revision: 0)
        if let old, old != new.manifest {
            try ChangeLog.add(
                .unplacedChanged(trace.id, from: old, to: new.manifest), account: trace.account,
                database)
        }
        try live.note(projection, of: trace, moved: false)
        try trace.noteProjected(projection.trace.revision, database)
    }

    /// Removes the interaction of a trace that has nothing to show, unless it was projected later.
    func removeInteraction(of empty: TraceRow) throws {
        let trace = try StoredTrace(database, empty)
        guard empty.revision >= trace.projected else { return }
        if let old = try interaction(trace.id) {
            try Query(database, "DELETE FROM interaction WHERE id = ?").run([.int(old.id)])
            try note(old: old, new: nil, account: trace.account)
        }
        try live.remove(trace, revision: empty.revision)
        try trace.noteProjected(empty.revision, database)
    }

    /// Stores packs, sums and the changes of lists; nothing may be added afterwards.
    func finish(conversationLine: (ConversationRow) -> String) throws {
        try packs.finish()
        for manifest in newManifests { try supersede(with: manifest) }
        try lists.store(database)
        for change in lists.changedLists {
            switch change.list {
            case .day(let account, let kind, let day):
                try ChangeLog.add(
                    .day(kind, day, isNew: change.isNew), account: account, database)
            case .conversation(let account, let id):
                try conversations.noteChange(
                    of: id, isNew: change.isNew, account: account, line: conversationLine)
            }
        }
        try conversations.storeLists()
        try live.finish()
        try ChangeLog.prune(database)
    }

    private func interaction(_ id: TraceRow.ID) throws -> InteractionRow? {
        try Query(
            database,
            "SELECT \(InteractionRow.columns) FROM \(InteractionRow.tables) WHERE i.id = ?"
        ).first([.int(id)]) { try InteractionRow($0) }
    }

    /// Stores the files that changed, and a manifest if any did.
    private func storeFiles(
        of projection: Projection, trace: StoredTrace, old: Manifest.ID?, revision: Int64
    ) throws -> (manifest: Manifest.ID, modifiedNs: Int64) {
        // One that cannot be read is replaced by one of which nothing is kept.
        let oldManifest = try old.flatMap { try StoredManifest.readable($0, database) }
        let newNs =
            InteractionRow.latestNs(start: projection.start, end: projection.end) + revision
        var builder = try ManifestBuilder(
            id: lastProjection + 1, projection: projection, old: oldManifest, newNs: newNs,
            subject: trace.subject)
        try packs.begin(account: trace.account)
        try builder.storeContents(isReadable: packs.isReadable, write: packs.add)
        builder.finish()
        summary.filesWritten += builder.filesWritten
        summary.filesKept += builder.filesKept
        if let old, let oldManifest, builder.isUnchanged {
            return (old, oldManifest.entries[0].modifiedNs)
        }
        lastProjection += 1
        try StoredManifest.insert(builder.manifest, database)
        newManifests.append(builder.manifest)
        return (lastProjection, builder.manifest.entries[0].modifiedNs)
    }

    /// Notes which packs a new manifest needs, and when those before it were needed last.
    private func supersede(with manifest: Manifest) throws {
        let query = try Query(
            database, "INSERT INTO projectionPack (projection, pack) VALUES (?, ?)")
        for pack in Set(manifest.extents.map(\.pack)).sorted() {
            try query.run([.int(manifest.id), .int(pack)])
        }
        // Served by projectionTrace.
        try Query(
            database,
            """
            UPDATE projection SET supersededNs = ? WHERE trace = ? AND id < ? AND supersededNs IS NULL
            """
        ).run([.int(now.nanoseconds), .int(manifest.interaction), .int(manifest.id)])
    }

    private func note(old: InteractionRow?, new: InteractionRow?, account: Int64) throws {
        if let row = new ?? old {
            try lists.replace(
                old, with: new, in: .day(account: account, row.kind, row.place.day), database)
        }
        let conversationIDs = Set([old?.conversation, new?.conversation].compactMap(\.self))
        for id in conversationIDs.sorted() {
            try lists.replace(
                old?.conversation == id ? old : nil, with: new?.conversation == id ? new : nil,
                in: .conversation(account: account, id), database)
        }
        let subject: ChangeRow.Subject
        switch (old, new) {
        case (nil, let new?):
            subject = .interactionAdded(new.id, new.kind, new.place, new.projection)
            summary.added += 1
        case (let old?, let new?):
            subject = .interactionChanged(
                new.id, new.kind, new.place, from: old.projection, to: new.projection)
            summary.changed += 1
        case (let old?, nil):
            subject = .interactionRemoved(old.id, old.kind, old.place, old.projection)
            summary.removed += 1
        case (nil, nil):
            return
        }
        try ChangeLog.add(subject, account: account, database)
    }

    private func insert(_ row: InteractionRow, account: Int64) throws {
        try Query(
            database,
            """
            INSERT OR REPLACE INTO interaction (id, account, kind, day, name, startNs, endNs, status,
                agent, title, conversation, modelCalls, toolCalls, failures, spans, inputTokens,
                outputTokens, costMicroDollars, score, indexLine, projection, revision, modifiedNs,
                estimatedCalls)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ).run(
            [
                .int(row.id), .int(account), .text(row.kind.rawValue), .int(row.place.day.number),
                .text(row.place.name), .int(row.start.nanoseconds),
                .int(orNull: row.end?.nanoseconds), .text(row.status.rawValue),
                .text(orNull: row.agent), .text(row.title), .int(orNull: row.conversation),
                .int(row.totals.modelCalls), .int(row.totals.toolCalls), .int(row.totals.failures),
                .int(row.totals.spans), .int(row.totals.inputTokens), .int(row.totals.outputTokens),
                .int(orNull: row.totals.cost?.value), row.score.map { .real($0) } ?? .null,
                .text(row.indexLine), .int(row.projection), .int(row.revision),
                .int(row.modifiedNs), .int(row.totals.estimatedCalls),
            ])
    }
}

extension InteractionRow {
    fileprivate init(
        _ projection: Projection, trace: StoredTrace, place: InteractionPlace,
        conversation: ConversationRow.ID?, manifest: Manifest.ID, revision: Int64,
        modifiedNs: Int64
    ) {
        self.init(
            id: trace.id, traceID: trace.traceID, account: trace.accountName, kind: trace.kind,
            place: place, start: projection.start, end: projection.end,
            status: projection.status, agent: projection.agent, title: projection.title,
            conversation: conversation, totals: projection.totals,
            // SQLite keeps no NaN.
            score: projection.score.flatMap { $0.isNaN ? nil : $0 },
            indexLine: projection.indexLine, projection: manifest, revision: revision,
            modifiedNs: modifiedNs)
    }
}
