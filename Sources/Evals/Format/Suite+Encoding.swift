extension Suite {
    /// The suite as it stands in a file, without cases; decoding gives the suite back.
    public var value: EvalValue {
        var members: [EvalMember] = []
        if let name { members.append(EvalMember("name", .string(name))) }
        if let description { members.append(EvalMember("description", .string(description))) }
        switch prompt {
        case .text(let text): members.append(EvalMember("prompt", .string(text)))
        case .file(let path):
            members.append(EvalMember("prompt", .map([EvalMember("file", .string(path))])))
        case nil: break
        }
        if let run { members.append(EvalMember("run", run.value)) }
        if let judge { members.append(EvalMember("judge", .map(judge.endpoint.members))) }
        if repeatCount != 1 { members.append(EvalMember("repeat", .int(Int64(repeatCount)))) }
        if !matchers.isEmpty {
            members.append(EvalMember("matchers", .list(matchers.map(\.value))))
        }
        return .map(members)
    }
}

extension RunTarget {
    fileprivate var value: EvalValue {
        switch self {
        case .command(let command):
            let timeout = EvalMember("timeout", .double(command.timeoutSeconds))
            let isStandard = command.timeoutSeconds == CommandTarget.standardTimeout
            return .map([EvalMember("command", command.line)] + (isStandard ? [] : [timeout]))
        case .model(let target):
            let messages = target.messages.map { message in
                EvalValue.map([
                    EvalMember("role", .string(message.role)),
                    EvalMember("content", .string(message.content)),
                ])
            }
            return .map(
                target.endpoint.members
                    + (messages.isEmpty ? [] : [EvalMember("messages", .list(messages))]))
        }
    }
}

extension ModelEndpoint {
    /// What differs from the standards of the protocol.
    fileprivate var members: [EvalMember] {
        var members = [EvalMember("model", .string(model))]
        if wireProtocol != .openai {
            members.append(EvalMember("protocol", .string(wireProtocol.rawValue)))
        }
        if url != wireProtocol.standardURL { members.append(EvalMember("url", .string(url))) }
        if keyVariable != wireProtocol.standardKeyVariable {
            members.append(EvalMember("key-env", .string(keyVariable)))
        }
        if !parameters.isEmpty { members.append(EvalMember("parameters", .map(parameters))) }
        if timeoutSeconds != CommandTarget.standardTimeout {
            members.append(EvalMember("timeout", .double(timeoutSeconds)))
        }
        if let price {
            members.append(
                EvalMember(
                    "price",
                    .map([
                        EvalMember("input", .double(Double(price.inputMicroDollars) / 1_000_000)),
                        EvalMember("output", .double(Double(price.outputMicroDollars) / 1_000_000)),
                    ])))
        }
        return members
    }
}
