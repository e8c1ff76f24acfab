internal import Traces

/// `metadata.json`: the facts of the interaction for programs.
public enum MetadataPage {
    /// The page.
    public static func render(_ context: inout InteractionContext) -> [RenderedFile] {
        let interaction = context.interaction
        var facts = FactTree()
        facts.add("trace_id", interaction.traceID.description)
        facts.add("account", context.facts.account)
        facts.add("kind", context.facts.kind.rawValue)
        facts.add("directory", context.facts.directoryName)
        facts.add("name", interaction.name)
        facts.add("title", interaction.title)
        facts.add("status", interaction.status.rawValue)
        facts.add("agent", interaction.agent)
        facts.add("conversation_id", interaction.conversationID)
        facts.add("conversation_directory", context.facts.conversationDirectory)
        if context.hasTimes {
            facts.add("start", interaction.start)
            facts.add("end", interaction.end)
            let duration = interaction.end?.nanoseconds(since: interaction.start)
            facts.add("duration_ms", duration.map { AmountText.milliseconds($0) })
        }
        facts.add("tags", interaction.tags)
        facts.add("totals", totals(context))
        facts.add("models", models(interaction))
        facts.add("agents", agents(interaction))
        facts.add("problems", interaction.problems)
        facts.add("common_attributes", context.commonAttributes)
        facts.add("resources", resources(interaction))
        facts.add("scopes", scopes(interaction))
        facts.add("original_names", originalNames(context))
        facts.add("provenance", provenance(context.facts))
        return [
            RenderedFile(
                path: "metadata.json", body: .bytes(PrettyJSON.bytes(of: facts.value)))
        ]
    }

    private static func totals(_ context: InteractionContext) -> AttributeValue {
        var facts = FactTree()
        facts.add("model_calls", context.totals.modelCalls)
        facts.add("tool_calls", context.totals.toolCalls)
        facts.add("failures", context.totals.failures)
        facts.add("spans", context.totals.spans)
        facts.add("input_tokens", context.totals.inputTokens)
        facts.add("output_tokens", context.totals.outputTokens)
        facts.add("cost_usd", context.totals.cost)
        facts.add("model_calls_with_estimated_cost", context.totals.estimatedCalls.nonZero)
        facts.add("annotations", context.interaction.annotations.count)
        return facts.value
    }

    private static func models(_ interaction: Interaction) -> AttributeValue? {
        let counts = ModelCounts(of: interaction)
        guard !counts.models.isEmpty else { return nil }
        return .array(
            counts.models.map { name, calls in
                var facts = FactTree()
                facts.add("model", name)
                facts.add("calls", calls)
                return facts.value
            })
    }

    private static func agents(_ interaction: Interaction) -> [String] {
        var names: [String] = []
        for step in interaction.steps {
            if let name = step.agent, !names.contains(name) { names.append(name) }
        }
        return names
    }

    private static func resources(_ interaction: Interaction) -> AttributeValue? {
        var seen: Set<Resource> = []
        let resources = interaction.steps.map(\.span.resource).filter {
            !$0.attributes.isEmpty && seen.insert($0).inserted
        }
        guard !resources.isEmpty else { return nil }
        return .array(resources.map { .map($0.attributes) })
    }

    private static func scopes(_ interaction: Interaction) -> AttributeValue? {
        var seen: Set<Scope> = []
        let scopes = interaction.steps.map(\.span.scope).filter {
            !$0.name.isEmpty && seen.insert($0).inserted
        }
        guard !scopes.isEmpty else { return nil }
        return .array(
            scopes.map { scope in
                var facts = FactTree()
                facts.add("name", scope.name)
                facts.add("version", scope.version.isEmpty ? nil : scope.version)
                facts.add("attributes", scope.attributes)
                return facts.value
            })
    }

    /// Names of actions whose files cannot carry them as they are.
    private static func originalNames(_ context: InteractionContext) -> AttributeValue? {
        let names: [AttributeValue] = context.actions.compactMap { index in
            guard case .tool(let call) = context.interaction.steps[index].content,
                Slug.text(of: call.name).replacing("-", with: "_") != call.name,
                Slug.text(of: call.name) != call.name
            else { return nil }
            var facts = FactTree()
            facts.add("path", context.paths.files[index].detail)
            facts.add("name", call.name)
            return facts.value
        }
        return names.isEmpty ? nil : .array(names)
    }

    private static func provenance(_ facts: InteractionFacts) -> AttributeValue? {
        guard !facts.provenance.isEmpty else { return nil }
        return .array(
            facts.provenance.map { provenance in
                var facts = FactTree()
                facts.add("format", provenance.format)
                facts.add("file", provenance.file)
                facts.add("offset", provenance.offsetBytes)
                facts.add("length", provenance.lengthBytes)
                return facts.value
            })
    }
}
