internal import Store
internal import Traces

extension Tree {
    /// The directory at an address; nil when the address is no directory's.
    func directory(at address: Address) throws -> Directory? {
        switch address {
        case .root:
            return Directory(try RootLayout.node(in: self), RootLayout.table, Root(), in: self)
        case .kind(let kind):
            return Directory(
                try KindLayout.node(of: kind, in: self), KindLayout.table, kind, in: self)
        case .day(let id):
            let row = try day(id)
            return Directory(DayLayout.node(of: row), DayLayout.table, row, in: self)
        case .conversations:
            return Directory(
                try ConversationsLayout.node(in: self), ConversationsLayout.table, Conversations(),
                in: self)
        case .conversation(let id):
            guard let row = try reader.conversation(id) else {
                throw TreeError.noSuchInode(address.inode)
            }
            return Directory(
                ConversationLayout.node(of: row), ConversationLayout.table, row, in: self)
        case .interaction(let id):
            let row = try interaction(id)
            let subject = ProjectedDirectory(trace: ProjectedTrace(row), index: 0)
            return Directory(
                InteractionLayout.node(of: row), InteractionLayout.table, subject, in: self)
        case .live:
            return Directory(try LiveLayout.node(in: self), LiveLayout.table, Live(), in: self)
        case .liveDirectory(let id):
            let trace = try unplacedTrace(id)
            let node = Node(
                inode: address.inode, kind: .directory, sizeBytes: 0,
                modified: Timestamp(nanoseconds: trace.modifiedNs))
            let subject = ProjectedDirectory(trace: trace, index: 0)
            return Directory(node, InteractionLayout.table, subject, in: self)
        case .projected(let projection, let index):
            guard let subject = try projectedDirectory(projection: projection, index: index),
                let node = try unnamedNode(at: address)
            else { return nil }
            return Directory(node, InteractionLayout.inside, subject, in: self)
        case .raw(let id):
            let trace = try projectedTrace(id)
            return Directory(RawLayout.node(of: trace), RawLayout.table, trace, in: self)
        case .evals:
            return Directory(
                try EvalsLayout.node(in: self), EvalsLayout.table, SuiteList(), in: self)
        case .suite(let id):
            let suite = try suite(id)
            return Directory(SuiteLayout.node(of: suite), SuiteLayout.table, suite, in: self)
        case .suiteCases(let id):
            let suite = try suite(id)
            return Directory(CasesLayout.node(of: suite), CasesLayout.table, suite, in: self)
        case .playbooks:
            return Directory(PlaybooksLayout.node, PlaybooksLayout.table, Playbooks(), in: self)
        case .results, .run, .runCase: return try runDirectory(at: address)
        case .rootReadme, .agentsLink, .claudeLink, .kindIndex, .dayIndex, .conversationsIndex,
            .conversationIndex, .conversationLink, .rawRecords, .suiteFile, .suiteProblems,
            .redGreenPlaybook, .runPage, .suiteHistory, .liveIndex, .liveLink, .liveLog:
            return nil
        }
    }

    /// The node at an address that has no fixed name in a layout; nil when nothing is there.
    func unnamedNode(at address: Address) throws -> Node? {
        switch address {
        case .projected(let projection, let index):
            return try projectedNode(projection: projection, index: index)
        case .conversationLink(let id):
            return ConversationLayout.link(to: try interaction(id)).node
        case .rawRecords(let projection, let index):
            return try rawNode(projection: projection, index: index)
        case .liveLink(let id):
            let row = try interaction(id)
            return LiveLayout.link(id, row.kind, row.place)
        case .liveLog(let id, let generation):
            guard let row = try reader.liveRow(id), row.log.generation == generation else {
                return nil
            }
            return LiveLayout.log(of: row).node
        case .suiteFile(let id): return try reader.file(id).map(SuiteLayout.node)
        case .suiteProblems(let id, _):
            let node = try problems(of: suite(id))?.node(of: id)
            guard node?.inode == address.inode else { throw TreeError.stale(address.inode) }
            return node
        case .runPage(let id):
            guard let page = try reader.runPage(id) else { throw TreeError.stale(address.inode) }
            return RunLayout.node(of: page)
        case .suiteHistory(let id):
            guard let page = try reader.historyPage(id) else {
                throw TreeError.stale(address.inode)
            }
            return SuiteLayout.history(page)
        case .root, .kind, .day, .conversations, .conversation, .interaction, .raw, .evals, .suite,
            .suiteCases, .playbooks, .results, .run, .runCase, .live, .liveDirectory:
            return try directory(at: address)?.node
        case .rootReadme, .agentsLink, .claudeLink, .kindIndex, .dayIndex, .conversationsIndex,
            .conversationIndex, .redGreenPlaybook, .liveIndex:
            return nil
        }
    }

    func suite(_ id: SuiteRow.ID) throws -> SuiteRow {
        guard let suite = try reader.suite(id) else {
            throw TreeError.noSuchInode(Address.suite(id).inode)
        }
        return suite
    }

    /// The target of a symbolic link in a suite.
    func suiteLinkTarget(of id: SuiteFileRow.ID) throws -> String {
        guard let target = try reader.file(id)?.target else {
            throw TreeError.notALink(Address.suiteFile(id).inode)
        }
        return String(decoding: target, as: UTF8.self)
    }

    /// The day of a row id; a day without interactions has an empty row.
    private func day(_ id: Int64) throws -> DayRow {
        let (day, kind) = DayRow.dayAndKind(ofID: id)
        guard let row = try reader.day(day, of: kind) else {
            throw TreeError.noSuchInode(Address.day(id).inode)
        }
        return row
    }
}
