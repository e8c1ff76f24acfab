internal import JSON
internal import Traces

extension SpanReading {
    /// The tools offered, from the first place that lists them.
    func tools(request: JSONValue?) -> [ToolDefinition] {
        if let list = longest(.toolDefinitions)?.json { return definitions(in: list) }
        let schemas = FlatMessages.tools(in: family(.flatTools))
            .compactMap { $0["json_schema"] ?? $0.values.first }
        if !schemas.isEmpty { return schemas.map(definition) }
        let functions = FlatMessages.tools(in: family(.flatFunctions))
        if !functions.isEmpty { return functions.map(definition) }
        return (request?["config"]?["tools"] ?? request?["tools"]).map(definitions) ?? []
    }

    /// Sampling parameters and the like: the family of attributes, the members of the JSON that
    /// other conventions put into one, and those of a raw request's configuration.
    func parameters(request: JSONValue?) -> [Attribute] {
        var parameters = family(.flatParameters).map {
            Attribute(String($0.key.dropFirst("gen_ai.request.".utf8.count)), $0.value)
        }
        if let object = self[.parameters]?.json {
            parameters += members(of: object, besides: ["messages", "tools", "model"])
        }
        if let config = request?["config"] {
            parameters += members(of: config, besides: ["system_instruction", "tools"])
        }
        return parameters
    }

    private func members(of object: JSONValue, besides left: Set<String>) -> [Attribute] {
        object.fields.filter { !left.contains($0.name) && !$0.value.isNull }.map {
            Attribute($0.name, AttributeValue(scalar: $0.value))
        }
    }

    private func definitions(in list: JSONValue) -> [ToolDefinition] {
        list.elements.flatMap { element in
            let declared = element["function_declarations"] ?? element["functionDeclarations"]
            return (declared?.elements ?? [element]).map { tool in
                if let text = tool.string { return definition(text) }
                return ToolDefinition(name: name(of: tool), json: tool.compactText)
            }
        }
    }

    private func definition(_ json: String) -> ToolDefinition {
        ToolDefinition(name: JSONDocument.structure(of: json).map(name) ?? "", json: json)
    }

    private func definition(_ function: [String: String]) -> ToolDefinition {
        var writer = JSONWriter()
        writer.object { writer in
            for key in ["name", "description"] { writer.member(key, function[key]) }
            for key in ["parameters", "arguments"] {
                guard let text = function[key] else { continue }
                writer.key(key)
                if JSONDocument.structure(of: text) == nil {
                    writer.string(text)
                } else {
                    writer.raw(text)
                }
            }
        }
        return ToolDefinition(name: function["name"] ?? "", json: writer.text)
    }

    private func name(of tool: JSONValue) -> String {
        (tool["name"] ?? tool["function"]?["name"] ?? tool["toolSpec"]?["name"])?.string ?? ""
    }
}

extension AttributeValue {
    /// A JSON value; anything structured stays JSON text.
    init(scalar value: JSONValue) {
        self =
            switch value.kind {
            case .null: .null
            case .bool: .bool(value.bool ?? false)
            case .string: .string(value.string ?? "")
            case .number: value.int64.map { .int($0) } ?? value.double.map { .double($0) } ?? .null
            case .array, .object: .string(value.compactText)
            }
    }
}
