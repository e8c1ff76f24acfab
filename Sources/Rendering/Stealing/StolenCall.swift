internal import Evals
internal import JSON
internal import Traces

/// The input and output of a call as values, and what speaks against them.
struct StolenCall {
    /// What went in.
    let input: EvalValue
    /// What came out.
    let output: EvalValue
    /// What speaks against a case.
    private(set) var doubts: [StolenCase.Doubt] = []

    /// Endings that exporters leave where they cut a text.
    private static let cutMarks = [
        "[truncated]", "<truncated>", "(truncated)", "...[TRUNCATED]", "[truncated", "…[truncated]",
    ]

    /// Reads a model or tool call; nil for any other step.
    init?(_ step: Step) {
        switch step.content {
        case .model(let call):
            input = .map([EvalMember("messages", .list(call.input.map(Self.value)))])
            output = Self.output(of: call)
            doubts = Self.doubts(about: call)
        case .tool(let call):
            input = .map([
                EvalMember("tool", .string(call.name)),
                EvalMember("arguments", Self.value(ofJSON: call.arguments ?? "")),
            ])
            output = Self.value(ofJSON: call.result ?? "")
            doubts = Self.doubts(about: call)
        case .agent, .chain, .retrieval, .embedding, .check, .plumbing, .other: return nil
        }
        if step.span.end == nil { doubts.insert(.unfinished, at: 0) }
    }

    private static func doubts(about call: ModelCall) -> [StolenCase.Doubt] {
        var doubts: [StolenCase.Doubt] = []
        if call.input.isEmpty {
            doubts.append(.inputIncomplete("no message was recorded"))
        }
        if call.omittedInputCount > 0 {
            doubts.append(
                .inputIncomplete("\(call.omittedInputCount) earlier messages are not in this trace")
            )
        }
        if call.input.flatMap(\.parts).contains(where: isCut) {
            doubts.append(.inputIncomplete("a message was cut when it was recorded"))
        }
        if call.output.isEmpty { doubts.append(.outputCut("no answer was recorded")) }
        let reasons = ["length", "max_tokens", "max_output_tokens"]
        if let reason = call.finishReasons.first(where: { reasons.contains($0.lowercased()) }) {
            doubts.append(.outputCut("the model stopped because of \(reason)"))
        } else if call.output.flatMap(\.parts).contains(where: isCut) {
            doubts.append(.outputCut("it was cut when it was recorded"))
        }
        return doubts
    }

    private static func doubts(about call: ToolCall) -> [StolenCase.Doubt] {
        var doubts: [StolenCase.Doubt] = []
        if let arguments = call.arguments {
            if isCut(arguments) {
                doubts.append(.inputIncomplete("the arguments were cut when they were recorded"))
            }
        } else {
            doubts.append(.inputIncomplete("the arguments were not recorded"))
        }
        if call.result.map(isCut) ?? true {
            doubts.append(.outputCut("the result was cut or not recorded"))
        }
        return doubts
    }

    private static func isCut(_ part: MessagePart) -> Bool {
        switch part {
        case .text(let text), .reasoning(let text): isCut(text)
        case .toolCall(_, _, let arguments): isCut(arguments)
        case .toolResult(_, _, let content, _): isCut(content)
        case .blob, .uri, .other: false
        }
    }

    /// True for a text that ends with the mark of a cut, or JSON that breaks off.
    private static func isCut(_ text: String) -> Bool {
        let end = text.suffix(40).trimmingSuffix(while: \.isWhitespace)
        if cutMarks.contains(where: { end.hasSuffix($0) }) { return true }
        guard text.hasPrefix("{\"") || text.hasPrefix("[{") else { return false }
        return JSONText.container(text) == nil
    }

    /// The answer's text when it is one text; else its messages.
    private static func output(of call: ModelCall) -> EvalValue {
        if call.output.count == 1, let message = call.output.first, message.parts.count == 1,
            case .text(let text) = message.parts[0]
        {
            return .string(text)
        }
        return .list(call.output.map(value))
    }

    private static func value(of message: Message) -> EvalValue {
        var members = [EvalMember("role", .string(message.role))]
        if let name = message.name { members.append(EvalMember("name", .string(name))) }
        if message.parts.count == 1, case .text(let text) = message.parts[0] {
            members.append(EvalMember("content", .string(text)))
        } else {
            members.append(EvalMember("content", .list(message.parts.map(value))))
        }
        return .map(members)
    }

    private static func value(of part: MessagePart) -> EvalValue {
        switch part {
        case .text(let text): .map([EvalMember("text", .string(text))])
        case .reasoning(let text): .map([EvalMember("reasoning", .string(text))])
        case .toolCall(_, let name, let arguments):
            .map([
                EvalMember("tool_call", .string(name)),
                EvalMember("arguments", value(ofJSON: arguments)),
            ])
        case .toolResult(_, let name, let content, let isError):
            .map(
                (name.map { [EvalMember("tool_result", .string($0))] } ?? [])
                    + [EvalMember("content", value(ofJSON: content))]
                    + (isError ? [EvalMember("is_error", .bool(true))] : []))
        case .blob(let mediaType, let bytes):
            .map([
                EvalMember("media_type", .string(mediaType)),
                EvalMember("left_out_bytes", .int(Int64(bytes.count))),
            ])
        case .uri(_, let uri): .map([EvalMember("uri", .string(uri))])
        case .other(let type, let json):
            .map([EvalMember(type, value(ofJSON: json))])
        }
    }

    /// The value of a text that is a JSON object or array; any other text as it is.
    private static func value(ofJSON text: String) -> EvalValue {
        JSONText.container(text).map { EvalValue($0) } ?? .string(text)
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
        var text = self
        while let last = text.last, condition(last) { text.removeLast() }
        return text
    }
}
