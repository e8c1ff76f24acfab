internal import JSON

extension ModelRequest {
    /// How many tokens an answer may have when the request does not say; one format insists on a number.
    private static let standardMaximumTokens: Int64 = 4096

    /// The request as it is sent.
    func httpCall() throws(AgentError) -> HTTPCall {
        var address = url
        while address.hasSuffix("/") { address.removeLast() }
        guard address.hasPrefix("http://") || address.hasPrefix("https://") else {
            throw .badAddress(url)
        }
        switch format {
        case .openai:
            return HTTPCall(
                url: address + "/chat/completions",
                headers: key.map { [("authorization", "Bearer \($0)")] } ?? [], body: openAIBody)
        case .anthropic:
            return HTTPCall(
                url: address + "/v1/messages",
                headers: [("anthropic-version", "2023-06-01")]
                    + (key.map { [("x-api-key", $0)] } ?? []),
                body: anthropicBody)
        }
    }

    private var openAIBody: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("model", model)
            writer.key("messages")
            Self.write(messages, to: &writer)
            if let answerForm {
                writer.key("response_format")
                writer.object { writer in
                    writer.member("type", "json_schema")
                    writer.key("json_schema")
                    writer.object { writer in
                        writer.member("name", answerForm.name)
                        writer.key("strict")
                        writer.bool(true)
                        writer.key("schema")
                        writer.raw(answerForm.schema)
                    }
                }
            }
            write(parametersTo: &writer)
        }
        return writer.bytes
    }

    private var anthropicBody: [UInt8] {
        var writer = JSONWriter()
        let system = messages.filter { $0.role == "system" }.map(\.content)
        writer.object { writer in
            writer.member("model", model)
            if !parameters.contains(where: { $0.name == "max_tokens" }) {
                writer.member("max_tokens", Self.standardMaximumTokens)
            }
            if !system.isEmpty { writer.member("system", system.joined(separator: "\n\n")) }
            writer.key("messages")
            Self.write(messages.filter { $0.role != "system" }, to: &writer)
            if let answerForm {
                // The structured answer of this format is the input of a tool that must be called.
                writer.key("tools")
                writer.array { writer in
                    writer.object { writer in
                        writer.member("name", answerForm.name)
                        writer.key("input_schema")
                        writer.raw(answerForm.schema)
                    }
                }
                writer.key("tool_choice")
                writer.object { writer in
                    writer.member("type", "tool")
                    writer.member("name", answerForm.name)
                }
            }
            write(parametersTo: &writer)
        }
        return writer.bytes
    }

    private static func write(_ messages: [Message], to writer: inout JSONWriter) {
        writer.array { writer in
            for message in messages {
                writer.object { writer in
                    writer.member("role", message.role)
                    writer.member("content", message.content)
                }
            }
        }
    }

    private func write(parametersTo writer: inout JSONWriter) {
        for parameter in parameters {
            writer.key(parameter.name)
            writer.raw(parameter.json)
        }
    }
}
