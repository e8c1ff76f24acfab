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

    /// What its place is made of; nil when it shows nothing.
    var placeRequest: PlaceRequest? {
        interaction.map {
            PlaceRequest(
                trace: trace, start: $0.start,
                slug: SafeName.slug(String(Self.subject(of: $0.name))))
        }
    }

    /// The part of a root's name that tells interactions apart: all agents' begin with the operation.
    private static func subject(of name: String) -> Substring {
        let operation = "invoke_agent "
        return name.hasPrefix(operation) ? name.dropFirst(operation.count) : name[...]
    }

    /// The rendered pages and the row; nil when the trace shows nothing, or has no place yet.
    var projection: Projection? {
        guard let interaction, let place = trace.place else { return nil }
        let conversation = interaction.conversationID.map {
            ConversationKey(sourceID: $0, name: SafeName.component($0))
        }
        let facts = InteractionFacts(
            account: trace.account, kind: trace.kind, directoryName: place.name,
            provenance: provenance, conversationDirectory: conversation?.name)
        var context = InteractionContext(interaction, facts: facts)
        let files = InteractionLayout.pages.flatMap { $0.render(&context) }
        return Projection(
            trace: trace, start: interaction.start, end: interaction.end,
            status: interaction.status, agent: interaction.agent, title: interaction.title,
            conversation: conversation, totals: Totals(of: interaction),
            score: IndexTable.score(of: interaction),
            indexLine: IndexTable.line(of: interaction),
            files: files.map(ProjectedFile.init).sorted { $0.path < $1.path })
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
