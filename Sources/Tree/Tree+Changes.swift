public import Store
internal import Traces

extension Tree {
    /// More changes than this at once are answered with "everything": forgetting all is cheaper then.
    static let changeLimit = 20_000

    /// A number that differs from an earlier answer when the store was written in between.
    public func dataVersion() throws(StoreError) -> Int64 {
        try reader.dataVersion()
    }

    /// The number of the latest change of the store.
    public func latestChange() throws(StoreError) -> ChangeRow.ID {
        try reader.latestChange()
    }

    /// The number of the latest change of suites.
    public func latestSuiteChange() throws(StoreError) -> FileChange.ID {
        try reader.latestFileChange()
    }

    /// What changed in suites after a change of them.
    ///
    /// Names of suites are never remembered, so that only listings and the bytes that others have written are told.
    public func suiteChanges(after id: FileChange.ID) throws(StoreError) -> TreeChanges {
        guard let rows = try reader.fileChanges(after: id) else {
            return .everything(upTo: try reader.latestFileChange())
        }
        var changes: Set<TreeChange> = []
        for row in rows {
            if let file = row.file, !row.isOwn {
                changes.insert(.content(Address.suiteFile(file).inode))
            }
            changes.insert(.directory(Address.suite(row.suite).inode))
            changes.insert(.directory(Address.suiteCases(row.suite).inode))
            changes.insert(.directory(Address.results(row.suite).inode))
        }
        if !rows.isEmpty { changes.insert(.directory(Address.evals.inode)) }
        return .some(Array(changes), upTo: rows.last?.id ?? id)
    }

    /// What changed in the tree after a change of the store.
    public func changes(after id: ChangeRow.ID) throws(StoreError) -> TreeChanges {
        let rows: [ChangeRow]
        // Only after the changes were read: what is read from now on has all of them.
        defer { forgetInteractions() }
        switch try reader.changes(after: id) {
        case .lost(let latest): return .everything(upTo: latest)
        case .rows(let found): rows = found
        }
        let latest = rows.last?.id ?? id
        guard rows.count <= Self.changeLimit else { return .everything(upTo: latest) }
        let conversations = rows.compactMap { row -> ConversationRow.ID? in
            guard case .conversation(let id, _, _) = row.subject else { return nil }
            return id
        }
        var changes: [TreeChange] = []
        for row in rows { changes += try self.changes(of: row.subject, conversations) }
        guard changes.count <= Self.changeLimit * 8 else { return .everything(upTo: latest) }
        return .some(changes, upTo: latest)
    }

    /// What one change of the store changes.
    ///
    /// The change of an interaction does not say which conversations it came to or left, but those changed with it.
    private func changes(
        of subject: ChangeRow.Subject, _ conversations: [ConversationRow.ID]
    ) throws(StoreError) -> [TreeChange] {
        switch subject {
        case .interactionAdded(let id, let kind, let place, _):
            var changes = listing(of: place, kind)
            if let conversation = try reader.interaction(id)?.conversation {
                changes.append(.name(place.linkName, in: Address.conversation(conversation).inode))
            }
            return changes
        case .interactionRemoved(_, let kind, let place, _):
            return listing(of: place, kind) + links(to: place, in: conversations)
        case .interactionChanged(let id, let kind, let place, let from, let to):
            let day = Address.day(DayRow.id(of: kind, on: place.day)).inode
            var changes = links(to: place, in: conversations)
            changes += [.directory(day), .directory(Address.interaction(id).inode)]
            guard from != to else { return changes }
            guard let before = try storedManifest(from), let after = try storedManifest(to) else {
                return changes + listing(of: place, kind)
            }
            changes.append(.name(InteractionLayout.rawName, in: Address.interaction(id).inode))
            return changes
                + ManifestComparison(before, after)
                .changes(of: Address.interaction(id).inode)
        case .day(let kind, let day, let isNew):
            let address = Address.day(DayRow.id(of: kind, on: day))
            return index(of: address, named: isNew ? "\(day)" : nil, in: .kind(kind))
        case .conversation(let id, let name, let isNew):
            return index(of: .conversation(id), named: isNew ? name : nil, in: .conversations)
        case .live(let id, let name, let isNew, let hasMoved):
            return try live(id, named: name, isOther: isNew || hasMoved)
        case .unplacedChanged(let id, let from, let to):
            let directory = Address.liveDirectory(id).inode
            let changes: [TreeChange] = [.directory(Address.live.inode), .directory(directory)]
            guard let before = try storedManifest(from), let after = try storedManifest(to) else {
                return changes
            }
            return changes + [.name(InteractionLayout.rawName, in: directory)]
                + ManifestComparison(before, after).changes(of: directory)
        }
    }

    private func live(
        _ id: Int64, named name: String, isOther: Bool
    ) throws(StoreError) -> [TreeChange] {
        let directory = Address.live.inode
        let logName = LiveLayout.logName(of: name)
        var changes: [TreeChange] = [
            .name("index.tsv", in: directory), .directory(directory), .directory(.root),
        ]
        if isOther { changes += [.name(name, in: directory), .name(logName, in: directory)] }
        if let row = try reader.liveRow(id) {
            let log = Address.liveLog(id, generation: row.log.generation).inode
            changes.append(.grown(log, name: logName, in: directory))
        }
        return changes
    }

    private func listing(of place: InteractionPlace, _ kind: InteractionKind) -> [TreeChange] {
        [.name(place.name, in: Address.day(DayRow.id(of: kind, on: place.day)).inode)]
    }

    private func links(
        to place: InteractionPlace, in conversations: [ConversationRow.ID]
    ) -> [TreeChange] {
        conversations.map { .name(place.linkName, in: Address.conversation($0).inode) }
    }

    /// What changes with the index of a list: its own and that of the lists it is summed up in.
    private func index(of list: Address, named name: String?, in parent: Address) -> [TreeChange] {
        var changes: [TreeChange] = [
            .name("index.tsv", in: list.inode), .name("index.tsv", in: parent.inode),
            .name("README.md", in: .root),
        ]
        if let name { changes.append(.name(name, in: parent.inode)) }
        return changes
    }

    private func storedManifest(_ id: Manifest.ID) throws(StoreError) -> Manifest? {
        if let found = manifests.value(for: id) { return found }
        return try reader.manifest(id)
    }
}
