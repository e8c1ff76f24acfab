internal import Traces

/// `llm/NNN-slug/`: what went into and what came out of each model call.
public enum ModelCallPages {
    /// The pages of every model call, in order.
    public static func render(_ context: inout InteractionContext) -> [RenderedFile] {
        var files: [RenderedFile] = []
        for index in context.actions {
            guard case .model(let call) = context.interaction.steps[index].content else { continue }
            files.append(RequestPage.render(call, at: index, &context))
            files.append(ModelResponsePage.render(call, at: index, &context))
            files.append(ModelCallMetadata.render(call, at: index, &context))
        }
        return files
    }
}
