internal import JSON
internal import Traces

extension SpanReading {
    /// The model call that the span and its occurrences tell.
    func modelCall(_ occurrences: [Occurrence]) -> ModelCall {
        var call = ModelCall(
            provider: text(.provider), requestModel: text(.requestModel),
            responseModel: text(.responseModel), usage: usage,
            cost: (self[.cost]?.number ?? self[.costDetails]?.json?["total"]?.double)
                .flatMap { MicroDollars(dollars: $0) })
        call.finishReasons = self[.finishReasons]?.texts ?? []
        call.omittedInputCount = self[.omittedInputCount]?.count ?? 0
        let request = self[.modelRequest]?.json
        call.input = inputMessages(occurrences, request: request)
        call.output = outputMessages(occurrences)
        call.tools = tools(request: request)
        call.parameters = parameters(request: request)
        if call.finishReasons.isEmpty {
            call.finishReasons = occurrences.filter { $0.kind == .choice }
                .compactMap(\.finishReason)
        }
        if call.finishReasons.isEmpty {
            call.finishReasons = FlatMessages.finishReasons(in: family(.flatOutputMessages))
        }
        return call
    }

    /// The tokens used, each from an attribute of its own or from one that has them all.
    ///
    /// Claude Code's input tokens leave those of the cache out, so they are added.
    private var usage: Usage {
        let details = self[.usageDetails]?.json
        func count(_ meaning: Meaning, or name: String) -> Int? {
            self[meaning]?.count ?? details?[name]?.int64.map { Int($0) }
        }
        let cacheRead = count(.cacheReadTokens, or: "input_cache_read")
        let cacheWrite = count(.cacheWriteTokens, or: "input_cache_creation")
        var input = count(.inputTokens, or: "input")
        if input == nil, let uncached = self[.uncachedInputTokens]?.count {
            input = uncached + (cacheRead ?? 0) + (cacheWrite ?? 0)
        }
        return Usage(
            inputTokens: input, outputTokens: count(.outputTokens, or: "output"),
            cacheReadTokens: cacheRead, cacheWriteTokens: cacheWrite,
            reasoningTokens: count(.reasoningTokens, or: "output_reasoning"))
    }

    /// The prompt from the first place that has it: the messages attribute, flattened attributes,
    /// message events, the prompt event, the raw request, the span's input.
    func inputMessages(_ occurrences: [Occurrence], request: JSONValue?) -> [Message] {
        var messages = self[.inputMessages].map { ContentText.messages(of: $0, role: "user") } ?? []
        if messages.isEmpty {
            messages = FlatMessages.messages(in: family(.flatInputMessages), role: "user")
        }
        if messages.isEmpty {
            messages = occurrences.compactMap { occurrence in
                guard case .message(let role) = occurrence.kind else { return nil }
                return occurrence.message(role: role)
            }
        }
        if messages.isEmpty {
            messages = whole(.prompt, in: occurrences, meaning: .inputMessages, role: "user")
        }
        if messages.isEmpty, let request {
            messages = MessageReader.messages(in: request, role: "user")
        }
        if messages.isEmpty, let input = self[.input] {
            messages = ContentText.messages(of: input, role: "user")
        }
        return withSystem(messages)
    }

    /// The answer, from the first place that has it.
    func outputMessages(_ occurrences: [Occurrence]) -> [Message] {
        let role = "assistant"
        if let value = self[.outputMessages] {
            let messages = ContentText.messages(of: value, role: role)
            if !messages.isEmpty { return messages }
        }
        let flat = FlatMessages.messages(in: family(.flatOutputMessages), role: role)
            .filter { !$0.parts.isEmpty }
        if !flat.isEmpty { return flat }
        let choices = occurrences.compactMap { $0.kind == .choice ? $0.message(role: role) : nil }
        if !choices.isEmpty { return choices }
        let event = whole(.completion, in: occurrences, meaning: .outputMessages, role: role)
        if !event.isEmpty { return event }
        if let response = self[.modelResponse]?.json {
            let messages = MessageReader.messages(in: response, role: role)
            if !messages.isEmpty { return messages }
        }
        return self[.output].map { ContentText.messages(of: $0, role: role) } ?? []
    }

    /// The messages that one attribute of an event holds.
    private func whole(
        _ kind: Occurrence.Kind, in occurrences: [Occurrence], meaning: Meaning, role: String
    ) -> [Message] {
        for occurrence in occurrences where occurrence.kind == kind {
            for attribute in occurrence.attributes
            where Vocabulary.entry(of: attribute.key)?.meaning == meaning {
                return ContentText.messages(of: attribute.value, role: role)
            }
        }
        return []
    }

    private func withSystem(_ messages: [Message]) -> [Message] {
        guard let value = self[.systemInstructions],
            !messages.contains(where: { $0.role == "system" })
        else { return messages }
        let parts =
            value.json.map(MessagePartReader.parts) ?? ContentText.parts(of: value.text ?? "")
        return parts.isEmpty ? messages : [Message(role: "system", parts: parts)] + messages
    }
}
