internal import Rendering
import Traces

/// What an inode number says: which row of the layout, of which subject, in which revision.
enum Address: Hashable, Sendable {
    case root
    case rootReadme(revision: Int64)
    case agentsLink
    case claudeLink
    case kind(InteractionKind)
    case kindIndex(InteractionKind, revision: Int64)
    case day(Int64)
    case dayIndex(Int64, revision: Int64)
    case conversations
    case conversationsIndex(revision: Int64)
    case conversation(Int64)
    case conversationIndex(Int64, revision: Int64)
    /// The link to an interaction, by the interaction's row id.
    case conversationLink(Int64)
    /// The directory of an interaction, by its row id.
    case interaction(Int64)
    /// Anything inside it: an entry of the manifest of a projection.
    case projected(projection: Int64, index: Int)
    /// The hidden directory of an interaction's raw records, by the interaction's row id.
    case raw(Int64)
    /// The raw records of a span, by the projection that they were looked up in.
    case rawRecords(projection: Int64, index: Int)
    /// The directory of suites.
    case evals
    /// The directory of a suite, by its row id.
    case suite(Int64)
    /// The directory of its cases, by the suite's row id.
    case suiteCases(Int64)
    /// A file of a suite that can be written, by its row id.
    case suiteFile(Int64)
    /// What is wrong in a suite, by the suite's row id and the digest of the page.
    case suiteProblems(Int64, digest: UInt32)
    /// The directory of playbooks.
    case playbooks
    /// The playbook for changing prompts.
    case redGreenPlaybook
    /// The directory of a suite's runs, by the suite's row id.
    case results(Int64)
    /// The directory of a run, by its row id.
    case run(Int64)
    /// The directory of a case in it, by the run's row id and the index of the case.
    case runCase(Int64, index: Int)
    /// A page of a run, by its row id.
    case runPage(Int64)
    /// What became of the cases of a suite, by the page's row id.
    case suiteHistory(Int64)
    case live
    case liveIndex(revision: Int64)
    /// The directory of an interaction that has no permanent place yet, by its trace's row id.
    case liveDirectory(Int64)
    /// The link to an unfinished interaction that has one, by its trace's row id.
    case liveLink(Int64)
    /// The log of an unfinished interaction, by its trace's row id: it keeps its number and grows.
    case liveLog(Int64, generation: Int64)
}

extension Address {
    /// The row's number, which stands in the top byte; never renumber one, it is seen by users.
    private enum Tag: UInt64 {
        case fixed = 0
        case rootReadme, kindIndex, day, dayIndex, conversationsIndex, conversation
        case conversationIndex, conversationLink, interaction, projected, raw, rawRecords
        case evals = 40, suite, suiteCases, suiteFile, suiteProblems
        case playbooks = 56, redGreenPlaybook, results, run, runCase, runPage, suiteHistory
        case live = 32
        case liveIndex = 33
        case liveDirectory = 34
        case liveLink = 35
        case liveLog = 36
    }

    /// The payloads of the rows that exist once.
    private static let fixed: [(payload: UInt64, address: Address)] = [
        (1, .root), (2, .agentsLink), (3, .claudeLink), (4, .kind(.interaction)),
        (5, .kind(.investigation)), (6, .conversations),
    ]

    /// The inode number of this address.
    var inode: Inode {
        switch self {
        case .root, .agentsLink, .claudeLink, .kind, .conversations:
            Self.packed(.fixed, Self.fixed.first { $0.address == self }?.payload ?? 0)
        case .rootReadme(let revision): Self.packed(.rootReadme, UInt64(revision))
        case .kindIndex(let kind, let revision):
            Self.packed(.kindIndex, kind == .interaction ? 0 : 1, UInt64(revision), bits: 48)
        case .day(let id): Self.packed(.day, UInt64(id))
        case .dayIndex(let id, let revision):
            Self.packed(.dayIndex, UInt64(id), UInt64(revision), bits: 32)
        case .conversationsIndex(let revision): Self.packed(.conversationsIndex, UInt64(revision))
        case .conversation(let id): Self.packed(.conversation, UInt64(id))
        case .conversationIndex(let id, let revision):
            Self.packed(.conversationIndex, UInt64(id), UInt64(revision), bits: 26)
        case .conversationLink(let id): Self.packed(.conversationLink, UInt64(id))
        case .interaction(let id): Self.packed(.interaction, UInt64(id))
        case .projected(let projection, let index):
            Self.packed(.projected, UInt64(projection), UInt64(index), bits: 24)
        case .raw(let id): Self.packed(.raw, UInt64(id))
        case .rawRecords(let projection, let index):
            Self.packed(.rawRecords, UInt64(projection), UInt64(index), bits: 24)
        case .evals: Self.packed(.evals, 0)
        case .suite(let id): Self.packed(.suite, UInt64(id))
        case .suiteCases(let id): Self.packed(.suiteCases, UInt64(id))
        case .suiteFile(let id): Self.packed(.suiteFile, UInt64(id))
        case .suiteProblems(let id, let digest):
            Self.packed(.suiteProblems, UInt64(id), UInt64(digest), bits: 32)
        case .playbooks: Self.packed(.playbooks, 0)
        case .redGreenPlaybook:
            Self.packed(.redGreenPlaybook, UInt64(RedGreenPlaybook.revision))
        case .results(let id): Self.packed(.results, UInt64(id))
        case .run(let id): Self.packed(.run, UInt64(id))
        case .runCase(let id, let index):
            Self.packed(.runCase, UInt64(id), UInt64(index), bits: 24)
        case .runPage(let id): Self.packed(.runPage, UInt64(id))
        case .suiteHistory(let id): Self.packed(.suiteHistory, UInt64(id))
        case .live: Self.packed(.live, 0)
        case .liveIndex(let revision): Self.packed(.liveIndex, UInt64(revision))
        case .liveDirectory(let id): Self.packed(.liveDirectory, UInt64(id))
        case .liveLink(let id): Self.packed(.liveLink, UInt64(id))
        case .liveLog(let id, let generation):
            Self.packed(.liveLog, UInt64(id), UInt64(generation), bits: 20)
        }
    }

    /// The address that an inode number says, or nil for a number that no row gives.
    init?(_ inode: Inode) {
        guard let tag = Tag(rawValue: inode.rawValue >> 56) else { return nil }
        let payload = inode.rawValue & 0xff_ffff_ffff_ffff
        let whole = Int64(payload)
        func split(_ bits: UInt64) -> (Int64, Int64) {
            (Int64(payload >> bits), Int64(payload & (1 << bits - 1)))
        }
        switch tag {
        case .fixed:
            guard let row = Self.fixed.first(where: { $0.payload == payload }) else { return nil }
            self = row.address
        case .rootReadme: self = .rootReadme(revision: whole)
        case .kindIndex:
            let (kind, revision) = split(48)
            self = .kindIndex(kind == 0 ? .interaction : .investigation, revision: revision)
        case .day: self = .day(whole)
        case .dayIndex: self = .dayIndex(split(32).0, revision: split(32).1)
        case .conversationsIndex: self = .conversationsIndex(revision: whole)
        case .conversation: self = .conversation(whole)
        case .conversationIndex: self = .conversationIndex(split(26).0, revision: split(26).1)
        case .conversationLink: self = .conversationLink(whole)
        case .projected: self = .projected(projection: split(24).0, index: Int(split(24).1))
        case .interaction: self = .interaction(whole)
        case .raw: self = .raw(whole)
        case .rawRecords:
            self = .rawRecords(projection: split(24).0, index: Int(split(24).1))
        case .evals: self = .evals
        case .suite: self = .suite(whole)
        case .suiteCases: self = .suiteCases(whole)
        case .suiteFile: self = .suiteFile(whole)
        case .suiteProblems:
            self = .suiteProblems(split(32).0, digest: UInt32(split(32).1))
        case .playbooks: self = .playbooks
        case .redGreenPlaybook:
            guard whole == RedGreenPlaybook.revision else { return nil }
            self = .redGreenPlaybook
        case .results: self = .results(whole)
        case .run: self = .run(whole)
        case .runCase: self = .runCase(split(24).0, index: Int(split(24).1))
        case .runPage: self = .runPage(whole)
        case .suiteHistory: self = .suiteHistory(whole)
        case .live: self = .live
        case .liveIndex: self = .liveIndex(revision: whole)
        case .liveDirectory: self = .liveDirectory(whole)
        case .liveLink: self = .liveLink(whole)
        case .liveLog: self = .liveLog(split(20).0, generation: split(20).1)
        }
    }

    private static func packed(_ tag: Tag, _ payload: UInt64) -> Inode {
        precondition(payload < 1 << 56, "a row id fits in 56 bits")
        return Inode(rawValue: tag.rawValue << 56 | payload)
    }

    private static func packed(
        _ tag: Tag, _ subject: UInt64, _ detail: UInt64, bits: UInt64
    ) -> Inode {
        precondition(detail < 1 << bits, "a revision or an index fits in its bits")
        return packed(tag, subject << bits | detail)
    }
}
