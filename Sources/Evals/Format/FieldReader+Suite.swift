extension FieldReader {
    static let suiteKeys = [
        "name", "description", "prompt", "run", "judge", "matchers", "repeat", "cases",
    ]
    static let endpointKeys = [
        "model", "protocol", "url", "key-env", "parameters", "timeout", "price",
    ]

    mutating func suite(_ tree: YAMLTree) -> Suite? {
        guard let fields = fields(of: tree, "a suite", known: Self.suiteKeys) else { return nil }
        return Suite(
            name: text(fields["name"], "the name"),
            description: text(fields["description"], "the description"),
            prompt: fields["prompt"].flatMap { prompt($0) },
            run: fields["run"].flatMap { run($0) },
            judge: fields["judge"].flatMap { endpoint($0, "judge", known: Self.endpointKeys) }
                .map(JudgeSettings.init),
            matchers: matchers(fields["matchers"]) ?? [],
            repeatCount: integer(fields["repeat"], "repeat", in: 1...1_000) ?? 1)
    }

    private mutating func prompt(_ tree: YAMLTree) -> PromptSource? {
        guard !tree.value.isNull else { return nil }
        if let text = tree.text { return .text(text) }
        guard let fields = fields(of: tree, "prompt", known: ["file"]) else { return nil }
        guard let path = text(fields["file"], "the file of the prompt") else {
            note(tree, "the prompt is neither a text nor a file", advice: "write `file: PATH`")
            return nil
        }
        return .file(path)
    }

    private mutating func run(_ tree: YAMLTree) -> RunTarget? {
        guard !tree.value.isNull else { return nil }
        guard let members = tree.members else {
            return command(tree, timeout: nil).map(RunTarget.command)
        }
        if members.contains(where: { $0.key == "command" }) {
            guard let fields = fields(of: tree, "run", known: ["command", "timeout"]) else {
                return nil
            }
            return fields["command"].flatMap { command($0, timeout: fields["timeout"]) }
                .map(RunTarget.command)
        }
        guard let endpoint = endpoint(tree, "run", known: Self.endpointKeys + ["messages"]) else {
            return nil
        }
        let messages = list(members.first { $0.key == "messages" }?.value, "messages") {
            $0.message($1)
        }
        return .model(ModelTarget(endpoint: endpoint, messages: messages ?? []))
    }

    /// A command line for the shell, or a program with its arguments.
    mutating func command(_ tree: YAMLTree, timeout: YAMLTree?) -> CommandTarget? {
        let arguments: [String]
        if let line = tree.text {
            arguments = ["sh", "-c", line]
        } else {
            arguments = texts(tree, "command") ?? []
        }
        guard !arguments.isEmpty else {
            note(
                tree, "the command is empty", advice: "write a command line, or a list of arguments"
            )
            return nil
        }
        return CommandTarget(
            arguments: arguments,
            timeoutSeconds: number(timeout, "timeout", upTo: 86_400) ?? 60)
    }

    private mutating func message(_ tree: YAMLTree) -> ModelTarget.Message? {
        guard let fields = fields(of: tree, "a message", known: ["role", "content"]) else {
            return nil
        }
        guard let role = text(fields["role"], "role"),
            let content = text(fields["content"], "content"),
            ["system", "user", "assistant"].contains(role)
        else {
            note(
                tree, "a message has no role and content",
                advice: "write `role: system`, user or assistant, and `content:`")
            return nil
        }
        return ModelTarget.Message(role: role, content: content)
    }

    private mutating func endpoint(
        _ tree: YAMLTree, _ what: String, known: [String]
    ) -> ModelEndpoint? {
        guard !tree.value.isNull, let fields = fields(of: tree, what, known: known) else {
            return nil
        }
        guard let model = text(fields["model"], "the model") else {
            note(
                tree, "\(what) names neither a command nor a model",
                advice: "write `command:` or `model:`")
            return nil
        }
        let parameters = fields["parameters"]?.value ?? .null
        if !parameters.isNull, parameters.members == nil, let tree = fields["parameters"] {
            note(tree, "parameters is no map", advice: "write `temperature: 0` and the like")
        }
        return ModelEndpoint(
            protocol: word(
                fields["protocol"], "protocol", as: ModelEndpoint.WireProtocol.self) ?? .openai,
            model: model, url: text(fields["url"], "url"),
            keyVariable: text(fields["key-env"], "key-env"), parameters: parameters.members ?? [],
            timeoutSeconds: number(fields["timeout"], "timeout", upTo: 86_400) ?? 60,
            price: fields["price"].flatMap { price($0) })
    }

    /// Dollars for a million tokens.
    private mutating func price(_ tree: YAMLTree) -> ModelEndpoint.Price? {
        guard !tree.value.isNull,
            let fields = fields(of: tree, "price", known: ["input", "output"])
        else { return nil }
        func microDollars(_ tree: YAMLTree?) -> Int64? {
            guard let dollars = tree?.value.double, dollars >= 0, dollars < 1_000_000 else {
                return nil
            }
            return Int64((dollars * 1_000_000).rounded())
        }
        guard let input = microDollars(fields["input"]), let output = microDollars(fields["output"])
        else {
            note(
                tree, "price is not two numbers",
                advice: "write `input:` and `output:` in dollars for a million tokens")
            return nil
        }
        return ModelEndpoint.Price(inputMicroDollars: input, outputMicroDollars: output)
    }
}
