internal import Traces

/// `message.md`: what was asked.
public enum MessagePage {
    /// The page; nothing when what was asked was not captured.
    public static func render(_ context: inout InteractionContext) -> [RenderedFile] {
        ConversationText.render(context.interaction.asked, as: "message.md", &context)
    }
}
