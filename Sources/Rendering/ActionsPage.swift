internal import Traces

/// `actions.yaml`: every model and tool call in order, with the paths of what went in and came out.
public enum ActionsPage {
    /// The most bytes of a payload that are shown.
    private static let excerptBytes = 120

    /// The page; nothing for an interaction without actions.
    public static func render(_ context: inout InteractionContext) -> [RenderedFile] {
        guard !context.actions.isEmpty else { return [] }
        let nodes = context.actions.map { node(of: $0, &context) }
        var output = TextBuffer()
        output.bytes = YAMLText.bytes(of: .list(nodes), sourceBytes: nil)
        return [RenderedFile(path: "actions.yaml", body: .bytes(output.bytes))]
    }

    private static func node(of index: Int, _ context: inout InteractionContext) -> YAMLNode {
        let step = context.interaction.steps[index]
        let files = context.paths.files[index]
        let payloads = context.payloads[index]
        var members = [YAMLMember("action", .plain(String(step.number)))]
        func add(_ key: String, _ text: String?) {
            if let text { members.append(YAMLMember(key, .string(text))) }
        }
        func add(_ key: String, plain text: String?) {
            if let text { members.append(YAMLMember(key, .plain(text))) }
        }
        add("time", plain: context.offset(of: step.span.start))
        add("agent", step.agent)
        add("kind", step.kindWord)
        switch step.content {
        case .tool(let call): add("tool", call.name.isEmpty ? step.span.name : call.name)
        case .model(let call): add("model", call.model)
        case .agent, .chain, .retrieval, .embedding, .check, .plumbing, .other: break
        }
        add("status", step.statusWord)
        add("error", step.failure.map { Excerpt.line($0.line) })
        if context.hasTimes {
            add("duration", plain: step.durationNs.map { AmountText.duration(nanoseconds: $0) })
        }
        switch step.content {
        case .tool(let call):
            add("input", input(of: call, files))
            add("input_excerpt", payloads.input?.excerpt(bytes: excerptBytes))
            add("result", result(of: call, files))
            add("result_excerpt", payloads.result?.excerpt(bytes: excerptBytes))
            add("error_detail", files.error)
            let attachments = context.attachments(of: call)
            if !attachments.isEmpty {
                let paths = attachments.map { YAMLNode.string($0) }
                members.append(YAMLMember("attachments", .list(paths)))
            }
        case .model(let call):
            add("input_tokens", plain: call.usage.inputTokens.map(String.init))
            add("output_tokens", plain: call.usage.outputTokens.map(String.init))
            add("request", files.request)
            add("response", files.response)
            add("answer_excerpt", excerpt(of: call.output))
            let calls = toolCalls(in: call.output)
            if !calls.isEmpty { members.append(YAMLMember("calls", .list(calls))) }
        case .agent, .chain, .retrieval, .embedding, .check, .plumbing, .other: break
        }
        add("span_id", plain: step.isDerived ? nil : "\"\(step.span.spanID)\"")
        return .map(members)
    }

    private static func input(of call: ToolCall, _ files: StepPaths.Files) -> String {
        files.input ?? (call.arguments == nil ? "not captured" : "empty")
    }

    private static func result(of call: ToolCall, _ files: StepPaths.Files) -> String {
        files.result ?? (call.result == nil ? "not captured" : "empty")
    }

    private static func excerpt(of messages: [Message]) -> String? {
        let text = messages.lazy.map(\.text).first { !$0.isEmpty }
        return text.map { Excerpt.line($0, bytes: excerptBytes) }
    }

    private static func toolCalls(in messages: [Message]) -> [YAMLNode] {
        messages.flatMap(\.parts).compactMap { part in
            guard case .toolCall(_, let name, _) = part else { return nil }
            return .string(Excerpt.line(name, bytes: 80))
        }
    }
}
