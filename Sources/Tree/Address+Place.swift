extension Address {
    /// The directory and the name of a file or link that stands in a layout by a fixed name.
    var fixedPlace: (directory: Address, name: String)? {
        switch self {
        case .rootReadme: (.root, "README.md")
        case .agentsLink: (.root, "AGENTS.md")
        case .claudeLink: (.root, "CLAUDE.md")
        case .kindIndex(let kind, _): (.kind(kind), "index.tsv")
        case .dayIndex(let id, _): (.day(id), "index.tsv")
        case .conversationsIndex: (.conversations, "index.tsv")
        case .conversationIndex(let id, _): (.conversation(id), "index.tsv")
        case .redGreenPlaybook: (.playbooks, "red-green.md")
        case .liveIndex: (.live, "index.tsv")
        case .root, .kind, .day, .conversations, .conversation, .conversationLink, .interaction,
            .projected, .raw, .rawRecords, .evals, .suite, .suiteCases, .suiteFile, .suiteProblems,
            .playbooks, .results, .run, .runCase, .runPage, .suiteHistory, .live, .liveDirectory,
            .liveLink, .liveLog:
            nil
        }
    }

    /// Whether what it gives is another file as soon as the store says something else.
    var isPage: Bool {
        switch self {
        case .suiteProblems, .runPage, .suiteHistory: true
        default: fixedPlace != nil
        }
    }

    /// Whether pages that change often stand in a directory.
    var hasPages: Bool {
        switch self {
        case .root, .kind, .day, .conversations, .conversation, .playbooks, .live, .suite, .run:
            true
        default: false
        }
    }
}
