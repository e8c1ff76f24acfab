internal import Traces

extension EvalCase {
    /// The case as it stands in a file; decoding gives the case back.
    public var value: EvalValue {
        var members: [EvalMember] = []
        if let name { members.append(EvalMember("name", .string(name))) }
        if !tags.isEmpty { members.append(EvalMember("tags", .list(tags.map(EvalValue.string)))) }
        if split != .dev { members.append(EvalMember("split", .string(split.rawValue))) }
        if let repeatCount { members.append(EvalMember("repeat", .int(Int64(repeatCount)))) }
        if let origin { members.append(EvalMember("origin", Self.value(of: origin))) }
        members.append(EvalMember("input", input))
        if let expect { members.append(EvalMember("expect", expect)) }
        if let matchers { members.append(EvalMember("matchers", .list(matchers.map(\.value)))) }
        if let metadata { members.append(EvalMember("metadata", metadata)) }
        return .map(members)
    }

    private static func value(of origin: Origin) -> EvalValue {
        let members = [
            origin.trace.map { EvalMember("trace", .string($0.description)) },
            origin.span.map { EvalMember("span", .string($0.description)) },
            origin.anonymised.map { EvalMember("anonymised", .string($0)) },
        ]
        return .map(members.compactMap { $0 })
    }
}

extension Matcher {
    /// The matcher as it stands in a file; decoding gives the matcher back.
    public var value: EvalValue {
        var members: [EvalMember] = []
        if let name { members.append(EvalMember("name", .string(name))) }
        members.append(EvalMember(kind.word, usesExpect ? .null : kind.value))
        if case .yaml(_, let tolerance) = kind, tolerance > 0 {
            members.append(EvalMember("tolerance", .double(tolerance)))
        }
        if case .command(let command) = kind,
            command.timeoutSeconds != CommandTarget.standardTimeout
        {
            members.append(EvalMember("timeout", .double(command.timeoutSeconds)))
        }
        if ignoresCase { members.append(EvalMember("ignore-case", .bool(true))) }
        let isBare = usesExpect && members.count == 1
        return isBare ? .string(kind.word) : .map(members)
    }
}

extension Matcher.Kind {
    fileprivate var value: EvalValue {
        switch self {
        case .equals(let value), .yaml(let value, _), .jsonSchema(let value): value
        case .contains(let texts), .notContains(let texts): .list(texts.map(EvalValue.string))
        case .regex(let pattern): .string(pattern)
        case .oneOf(let values): .list(values)
        case .command(let command): command.line
        case .graded(let rubric): rubric.value
        }
    }
}

extension Rubric {
    fileprivate var value: EvalValue {
        let texts = anchors.enumerated().map {
            EvalMember(String($0.offset + 1), .string($0.element))
        }
        let members = [EvalMember("prompt", .string(prompt)), EvalMember("anchors", .map(texts))]
        return .map(passesAt == 3 ? members : members + [EvalMember("pass", .int(Int64(passesAt)))])
    }
}

extension CommandTarget {
    /// A line for the shell, or the arguments.
    var line: EvalValue {
        guard arguments.count == 3, arguments[..<2] == ["sh", "-c"] else {
            return .list(arguments.map(EvalValue.string))
        }
        return .string(arguments[2])
    }
}
