internal import Evals
internal import Files
public import Store
internal import Synchronization
internal import Traces

/// The store as a tree of directories: which directory has which entries, and what their bytes are.
///
/// Every question is answered from one committed state of the store, of the accounts of its reader
/// alone. All members may be called from any thread; they block while the store is read.
public final class Tree: Sendable {
    /// What the tree shows.
    let reader: StoreReader
    let manifests = Cache<Manifest.ID, Manifest>(limit: 10 << 20)
    let packs = Cache<Pack.ID, Pack>(limit: 12 << 20)
    /// Rendered pages, past revisions included for as long as they fit.
    let pages = Cache<Inode, Page>(limit: 16 << 20)
    /// The raw records of interactions that were looked into.
    let rawPages = Cache<Manifest.ID, RawPages>(limit: 8 << 20)
    /// What is wrong with files that the store does not know yet.
    let checkedFiles = Cache<FileVersion, String>(limit: 2 << 20)
    /// What definitions and cases of suites do not have.
    let lackingFiles = Cache<FileVersion, EvalLacks>(limit: 2 << 20)
    /// What changes the suites; nil when the tree is only read.
    let writer: SuiteWriter?

    /// The state in which files of linked suites were last compared with them.
    let linkStamps = Mutex<[SuiteRow.ID: FileStamp?]>([:])

    /// Rows of interactions, so that a directory of one costs no query.
    private let interactions = Cache<InteractionKey, InteractionRow>(limit: 4 << 20)
    /// Counts how often rows were forgotten.
    private let generation = Atomic<Int>(0)

    /// Creates the tree of what a reader may see, and of which a writer may change the suites.
    public init(_ reader: StoreReader, writer: SuiteWriter? = nil) {
        self.reader = reader
        self.writer = writer
    }

    /// The node of a number.
    public func node(of inode: Inode) throws(TreeError) -> Node {
        try answering(inode) { address in
            // Who was told of a page may look at it after it has changed.
            if address.isPage, let page = pages.value(for: inode) { return page.node }
            if let place = address.fixedPlace {
                let entry = try directory(at: place.directory)?.entry(place.name)
                guard let node = entry?.node else { throw TreeError.noSuchInode(inode) }
                guard node.inode == inode else { throw TreeError.stale(inode) }
                return node
            }
            guard let node = try unnamedNode(at: address) else {
                throw TreeError.noSuchInode(inode)
            }
            return node
        }
    }

    /// The entry of a name in a directory, hidden ones included; nil when there is none.
    public func entry(named name: String, in inode: Inode) throws(TreeError) -> Entry? {
        try answering(inode) { address in
            try keepingPages(in: address) { directory in
                try directory.entry(name).map { [$0] } ?? []
            }.first
        }
    }

    /// The entries that listing a directory shows, sorted by the bytes of their names.
    public func entries(of inode: Inode) throws(TreeError) -> [Entry] {
        try answering(inode) { address in
            try keepingPages(in: address) { directory in try directory.entries() }
        }
    }

    /// The bytes of a file from an offset on, at most `maximumBytes`; fewer only at the end of the file.
    public func bytes(
        of inode: Inode, from offset: Int, maximumBytes: Int
    ) throws(TreeError) -> ArraySlice<UInt8> {
        try answering(inode) { address in
            if case .projected(let projection, let index) = address {
                return try projectedBytes(
                    projection: projection, index: index, from: offset, maximum: maximumBytes)
            }
            if case .suiteFile(let id) = address {
                return try reader.bytes(of: id, from: offset, maximumBytes: maximumBytes)[...]
            }
            if case .liveLog(let id, let generation) = address {
                return try reader.liveLog(
                    of: id, generation: generation, from: offset, minimumBytes: maximumBytes
                ).prefix(maximumBytes)
            }
            let page = try pageBytes(of: inode, at: address)
            let start = min(max(0, offset), page.count)
            return page[start..<min(page.count, start + max(0, maximumBytes))]
        }
    }

    /// The target of a symbolic link.
    public func target(of inode: Inode) throws(TreeError) -> String {
        try answering(inode) { address in
            switch address {
            case .agentsLink, .claudeLink: "README.md"
            case .conversationLink(let id):
                try ConversationLayout.target(of: interaction(id))
            case .projected(let projection, let index):
                try linkTarget(projection: projection, index: index)
            case .liveLink(let id):
                try LiveLayout.target(of: interaction(id).kind, interaction(id).place)
            case .suiteFile(let id): try suiteLinkTarget(of: id)
            case .root, .rootReadme, .kind, .kindIndex, .day, .dayIndex, .conversations,
                .conversationsIndex, .conversation, .conversationIndex, .interaction, .raw,
                .rawRecords, .evals, .suite, .suiteCases, .suiteProblems, .playbooks,
                .redGreenPlaybook, .results, .run, .runCase, .runPage, .suiteHistory, .live,
                .liveIndex, .liveDirectory, .liveLog:
                throw TreeError.notALink(inode)
            }
        }
    }

    /// The interaction of a row id, as it was when `changes(after:)` was last asked, or later.
    func interaction(_ id: Int64) throws -> InteractionRow {
        // The generation is read before the row: a row that is read before a change and kept after it
        // is kept where nobody looks any more.
        let key = InteractionKey(generation: generation.load(ordering: .acquiring), id: id)
        return try interactions.value(for: key, cost: { _ in InteractionKey.rowBytes }) {
            guard let row = try reader.interaction(id) else {
                throw TreeError.noSuchInode(Address.interaction(id).inode)
            }
            return row
        }
    }

    /// Forgets what is known of interactions.
    func forgetInteractions() {
        generation.add(1, ordering: .releasing)
    }

    /// Answers a question about a number; whatever else fails is the store's failure.
    private func answering<Answer>(
        _ inode: Inode, _ answer: (Address) throws -> Answer
    ) throws(TreeError) -> Answer {
        guard let address = Address(inode) else { throw .noSuchInode(inode) }
        do {
            return try answer(address)
        } catch let error as TreeError {
            throw error
        } catch {
            throw .store(inode: inode, reason: "\(error)")
        }
    }
}

/// Which row of an interaction, read in which generation.
private struct InteractionKey: Hashable {
    /// What a row costs in memory, in bytes, roughly.
    static let rowBytes = 1024

    let generation: Int
    let id: Int64
}
