internal import Traces

/// `response.md`: what was answered at the end.
public enum ResponsePage {
    /// The page, and for an investigation `report.md`, which is a link to it.
    public static func render(_ context: inout InteractionContext) -> [RenderedFile] {
        let pages = ConversationText.render(
            context.interaction.answered, as: "response.md", &context)
        guard !pages.isEmpty, context.facts.kind == .investigation else { return pages }
        return pages + [RenderedFile(path: "report.md", body: .link("response.md"))]
    }
}
