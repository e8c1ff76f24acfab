internal import Traces

/// The readable part of the names of a step's files.
enum StepNames {
    /// Words that say that a span is a model call and nothing more.
    private static let generic: Set<String> = [
        "ai", "anthropic", "api", "async", "azure", "batch", "bedrock", "call", "chat", "claude",
        "code", "complete", "completion", "completions", "content", "converse", "create", "do",
        "gemini", "generate", "generation", "google", "gpt", "invoke", "lite", "litellm", "llm",
        "message", "messages", "model", "ollama", "open", "openai", "predict", "request",
        "response", "responses", "run", "send", "step", "stream", "text", "vertex",
    ]

    /// The slug of a step: the tool's name, or for a model call the most telling of the span's own
    /// name, the step around it, the agent and the model.
    static func slug(of index: Int, in interaction: Interaction) -> String {
        let step = interaction.steps[index]
        switch step.content {
        case .tool(let call):
            return SafeName.slug(call.name.isEmpty ? step.span.name : call.name)
        case .model(let call): return SafeName.slug(name(of: call, at: index, in: interaction))
        case .agent(let name): return SafeName.slug(name.isEmpty ? step.span.name : name)
        case .chain, .retrieval, .embedding, .check, .plumbing, .other:
            return SafeName.slug(step.span.name)
        }
    }

    private static func name(
        of call: ModelCall, at index: Int, in interaction: Interaction
    ) -> String {
        let step = interaction.steps[index]
        var known = generic
        known.formUnion(Slug.words(of: call.requestModel ?? ""))
        known.formUnion(Slug.words(of: call.responseModel ?? ""))
        known.formUnion(Slug.words(of: call.provider ?? ""))
        if isTelling(step.span.name, beyond: known) { return step.span.name }
        if let parent = step.parent, interaction.steps[parent].content == .chain,
            interaction.steps[parent].parent != nil
        {
            let name = interaction.steps[parent].span.name
            if isTelling(name, beyond: known) { return name }
        }
        return step.agent ?? call.model ?? step.span.name
    }

    private static func isTelling(_ name: String, beyond known: Set<String>) -> Bool {
        Slug.words(of: name).contains { word in
            !known.contains(word) && !word.allSatisfy(\.isNumber) && word.count > 1
        }
    }
}
