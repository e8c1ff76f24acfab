internal import JSON

extension ModelReply {
    /// Reads the body of an answer with status 200.
    init(body: [UInt8], to request: ModelRequest, attempts: Int) throws(AgentError) {
        let document: JSONDocument
        do {
            document = try JSONDocument(body)
        } catch {
            throw .unreadable(reason: "\(error)")
        }
        let root = document.root
        let text: String?
        let usage = root["usage"]
        self.attempts = attempts
        model = root["model"]?.string ?? request.model
        switch request.format {
        case .openai:
            let choice = root["choices"]?.elements.first
            text = choice?["message"].flatMap(Self.openAIText)
            finishReason = choice?["finish_reason"]?.string
            inputTokens = Self.count(usage?["prompt_tokens"])
            outputTokens = Self.count(usage?["completion_tokens"])
        case .anthropic:
            text = root["content"].flatMap(Self.anthropicText)
            finishReason = root["stop_reason"]?.string
            inputTokens = Self.anthropicInputTokens(usage)
            outputTokens = Self.count(usage?["output_tokens"])
        }
        guard let text else { throw .unreadable(reason: "it holds no answer") }
        self.text = text
    }

    /// The content, a text or a list of parts; a refusal is an answer too.
    private static func openAIText(_ message: JSONValue) -> String? {
        if let text = message["content"]?.string { return text }
        let parts = message["content"]?.elements.compactMap { $0["text"]?.string } ?? []
        if !parts.isEmpty { return parts.joined() }
        return message["refusal"]?.string
    }

    /// The input of the tool that was to be called, or else the text.
    private static func anthropicText(_ content: JSONValue) -> String? {
        let blocks = content.elements
        if let tool = blocks.first(where: { $0["type"]?.string == "tool_use" }) {
            return tool["input"]?.rawText
        }
        let texts = blocks.filter { $0["type"]?.string == "text" }.compactMap { $0["text"]?.string }
        return texts.isEmpty ? nil : texts.joined()
    }

    private static func anthropicInputTokens(_ usage: JSONValue?) -> Int? {
        // The format counts cached tokens apart.
        let counts = ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"]
            .compactMap { count(usage?[$0]) }
        return counts.isEmpty
            ? nil : counts.reduce(0) { $0.addingReportingOverflow($1).partialValue }
    }

    /// A count that a server may have made up: nothing below zero, nothing that sums cannot hold.
    private static func count(_ value: JSONValue?) -> Int? {
        value?.int64.flatMap { (0...1_000_000_000).contains($0) ? Int($0) : nil }
    }

    /// What the body of a refusal says, on one line of at most 300 characters.
    static func message(ofRefusal body: [UInt8]) -> String {
        let document: JSONDocument?
        do { document = try JSONDocument(body) } catch { document = nil }
        let error = document?.root["error"]
        let text =
            error?["message"]?.string ?? error?.string ?? document?.root["message"]?.string
            ?? String(decoding: body.prefix(1200), as: UTF8.self)
        return String(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(300))
    }
}
