public import Traces

/// Every file of an interaction's directory.
public enum InteractionPages {
    /// The renderers in order of authority: of two pages with the same text the earlier one shows
    /// it, and the later one refers to it.
    public static let renderers: [@Sendable (inout InteractionContext) -> [RenderedFile]] = [
        MessagePage.render, ResponsePage.render, ToolPages.render, ModelCallPages.render,
        SpanPages.render, AttachmentPages.render, ActionsPage.render, TracePage.render,
        ScoresPage.render, AnnotationsPage.render, MetadataPage.render,
        InteractionReadmePage.render,
    ]

    /// The files, ordered by the bytes of their paths.
    public static func render(
        _ interaction: Interaction, facts: InteractionFacts
    ) -> [RenderedFile] {
        var context = InteractionContext(interaction, facts: facts)
        let files = renderers.flatMap { $0(&context) }
        return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}
