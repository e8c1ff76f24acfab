internal import Traces

/// `llm/NNN-slug/metadata.json`: the facts of a model call for programs.
enum ModelCallMetadata {
    /// The page of one call.
    static func render(
        _ call: ModelCall, at index: Int, _ context: inout InteractionContext
    ) -> RenderedFile {
        let path = (context.paths.files[index].directory ?? "") + "metadata.json"
        let step = context.interaction.steps[index]
        var facts = FactTree()
        facts.add("action", step.number)
        facts.add("name", step.span.name)
        facts.add("span_id", step.span.spanID.description)
        facts.add("parent_span_id", step.span.parentID?.description)
        facts.add("agent", step.agent)
        facts.add("provider", call.provider)
        facts.add("request_model", call.requestModel)
        facts.add("response_model", call.responseModel)
        if context.hasTimes {
            facts.add("start", step.span.start)
            facts.add("end", step.span.end)
            facts.add("duration_ms", step.durationNs.map { AmountText.milliseconds($0) })
        }
        facts.add("status", step.statusWord)
        facts.add("error_type", step.failure?.type)
        facts.add("finish_reasons", call.finishReasons)
        facts.add("input_messages", call.input.count)
        facts.add("omitted_input_messages", call.omittedInputCount.nonZero)
        facts.add("input_tokens", call.usage.inputTokens)
        facts.add("output_tokens", call.usage.outputTokens)
        facts.add("cache_read_tokens", call.usage.cacheReadTokens)
        facts.add("cache_write_tokens", call.usage.cacheWriteTokens)
        facts.add("reasoning_tokens", call.usage.reasoningTokens)
        facts.add("cost_usd", call.cost)
        facts.add("cost_basis", call.isCostEstimated ? "estimated" : nil)
        facts.add("tools", call.tools.count.nonZero)
        facts.add("parameters", call.parameters.map { folded($0, &context, page: path) })
        let untold = context.untoldAttributes(of: step)
        facts.add("attributes", untold.map { folded($0, &context, page: path) })
        facts.add(events: step.events, links: step.span.links)
        facts.add(
            "raw", context.paths.files[index].raw.map { RelativePath.path(to: $0, from: path) })
        return RenderedFile(path: path, body: .bytes(PrettyJSON.bytes(of: facts.value)))
    }

    private static func folded(
        _ attribute: Attribute, _ context: inout InteractionContext, page: String
    ) -> Attribute {
        guard case .string(let text) = attribute.value,
            text.utf8.count > TextLedger.longestRepetition,
            let folded = context.ledger.folded(DisplayText.escapedBytes(text), for: page)
        else { return attribute }
        return Attribute(attribute.key, .string(String(decoding: folded, as: UTF8.self)))
    }
}
