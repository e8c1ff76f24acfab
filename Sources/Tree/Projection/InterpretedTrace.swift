internal import Rendering
internal import Store
internal import Traces

/// A trace with what it means, on the way to its pages.
struct InterpretedTrace: Sendable {
    /// The trace; it has a place once `PlaceRequest` was answered.
    var trace: TraceRow
    /// What it means; nil when it shows nothing.
    let interaction: Interaction?
    /// Where its records came from.
    let provenance: [Provenance]

    /// Joins a trace with what its records mean; while it is running, nothing that it has of an end counts.
    init(_ trace: TraceRow, _ interaction: Interaction?, provenance: [Provenance]) {
        self.trace = trace
        // Records that were received all came from the same place.
        var seen: Set<Provenance> = []
        self.provenance = provenance.filter { seen.insert($0).inserted }
        var interaction = interaction
        if trace.phase == .running { interaction?.status = .running }
        self.interaction = interaction
    }

    /// What its place is made of; nil when it shows nothing, or when its root may still come.
    ///
    /// A certain root alone says it, so that the order in which spans come does not matter.
    var placeRequest: PlaceRequest? {
        guard let interaction else { return nil }
        let root = interaction.steps.certainRoot
        guard trace.place != nil || trace.phase != .running || root != nil else { return nil }
        return PlaceRequest(
            trace: trace, start: root?.span.start ?? interaction.start,
            slug: SafeName.slug(String(Self.subject(of: interaction.name))))
    }

    /// The part of a root's name that tells interactions apart: all agents' begin with the operation.
    private static func subject(of name: String) -> Substring {
        let operation = "invoke_agent "
        return name.hasPrefix(operation) ? name.dropFirst(operation.count) : name[...]
    }

    /// The rendered pages and the row; nil when the trace shows nothing.
    var projection: Projection? {
        guard let interaction else { return nil }
        let conversation = interaction.conversationID.map {
            ConversationKey(sourceID: $0, name: SafeName.component($0))
        }
        let facts = InteractionFacts(
            account: trace.account, kind: trace.kind,
            directoryName: trace.place?.name ?? String(trace.traceID.description.prefix(8)),
            provenance: provenance,
            conversationDirectory: trace.place == nil ? nil : conversation?.name)
        var context = InteractionContext(interaction, facts: facts)
        let files = InteractionLayout.pages.flatMap { $0.render(&context) }
        return Projection(
            trace: trace, start: interaction.start, end: interaction.end,
            status: interaction.status, agent: interaction.agent, title: interaction.title,
            conversation: conversation, totals: Totals(of: interaction),
            score: IndexTable.score(of: interaction),
            indexLine: IndexTable.line(of: interaction),
            files: files.map(ProjectedFile.init).sorted { $0.path < $1.path },
            liveLines: trace.phase == .settled
                ? []
                : LiveLog.lines(of: context).map { LiveLine(key: $0.key, text: $0.text) })
    }
}

extension ProjectedFile {
    fileprivate init(_ file: RenderedFile) {
        let body: Body =
            switch file.body {
            case .bytes(let bytes): .bytes(bytes)
            case .link(let target): .link(target)
            }
        self.init(path: file.path, body: body, isHidden: file.isHidden)
    }
}
