internal import Foundation
internal import JSON
internal import Traces

/// Conversations as lists of chat messages in OpenAI's form: one list, or an array of runs.
///
/// A run (`task_id`, `trial`, `reward`, `info`, `traj`, as tau-bench writes them) or a bare list is
/// one trace: an agent span, below it a chat span for every assistant message and a tool span for
/// every tool call. The form has no times, so a step stands as many milliseconds behind the epoch
/// as its message has predecessors, and the agent span says `dossier.time` = `order-only`.
public enum OpenAIChat: TraceFormat {
    /// The name in provenance.
    public static let name = "openai-chat"

    /// What the format is.
    public static let summary = "chat messages in OpenAI's form: a conversation, or tau-bench runs"

    /// Known by an array of messages with roles, or of runs with `traj`.
    public static func recognition(of sample: FileSample) -> Recognition {
        guard let json = sample.json, json.kind == .array, let first = json.elements.first else {
            return .no
        }
        if let messages = first["traj"] {
            guard messages.kind == .array || first["task_id"] != nil else { return .no }
            return .yes(.certain, "runs with task_id and traj")
        }
        if first["task_id"] != nil && first["trial"] != nil {
            return .yes(.likely, "runs with task_id and trial")
        }
        guard ChatConversation.isMessage(first) else { return .no }
        return .yes(.likely, "a list of messages with roles")
    }

    /// Decodes every run, or the one conversation.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {
        let content = try file.content()
        let source = content.source
        let found = DamagedJSON.elements(
            of: source, beginningWith: ["role", "content", "task_id"]
        ) { ChatConversation.isMessage($0) || $0["traj"] != nil }
        if found.broken?["task_id"] != nil || found.intact.contains(where: { $0["traj"] != nil }) {
            try decodeRuns(found, of: source, in: file, into: sink)
        } else {
            try decodeConversation(found.intact, of: source, in: file, into: sink)
        }
        for range in found.damaged {
            try reject(range, of: source, "damaged JSON", in: file, into: sink)
        }
        try reject(content.failure, in: file, at: source.count, into: sink)
    }

    private static func decodeConversation(
        _ elements: [JSONValue], of source: JSONSource, in file: InputFile,
        into sink: (Decoded) throws -> Void
    ) throws {
        let messages = elements.filter(ChatConversation.isMessage)
        for element in elements where !ChatConversation.isMessage(element) {
            let reason = "a message without a role"
            try reject(element.byteRange, of: source, reason, in: file, into: sink)
        }
        let stem = URL(filePath: file.path).deletingPathExtension().lastPathComponent
        let opening = ChatConversation.opening(of: messages)
        let conversation = ChatConversation(
            traceID: DerivedIdentity.trace("openai-chat", file.name, opening), name: stem,
            messages: messages)
        try conversation.forEachSpan { span, range in
            try sink(.record(.span(span), provenance(of: file, at: range)))
        }
    }

    /// Decodes runs; messages behind the damage of one are the rest of it.
    private static func decodeRuns(
        _ found: DamagedJSON.Found, of source: JSONSource, in file: InputFile,
        into sink: (Decoded) throws -> Void
    ) throws {
        let rest = found.behindBroken.prefix(while: ChatConversation.isMessage)
        if !rest.isEmpty || found.broken?["traj"]?.elements.isEmpty == false {
            let run = ChatRun(found.broken, behind: Array(rest), file: file)
            try give(run, of: source, in: file, into: sink)
        }
        for element in found.whole + found.behindBroken.dropFirst(rest.count) {
            if let run = ChatRun(element, file: file) {
                try give(run, of: source, in: file, into: sink)
            } else {
                let reason =
                    ChatConversation.isMessage(element)
                    ? "a message behind the damage of its run" : "a run without task_id or traj"
                try reject(element.byteRange, of: source, reason, in: file, into: sink)
            }
        }
    }

    private static func give(
        _ run: ChatRun, of source: JSONSource, in file: InputFile,
        into sink: (Decoded) throws -> Void
    ) throws {
        try run.conversation.forEachSpan { span, range in
            try sink(.record(.span(span), provenance(of: file, at: range)))
        }
        for (range, reason) in run.strangeMessages {
            try reject(range, of: source, reason, in: file, into: sink)
        }
        if let (annotation, range) = run.reward {
            try sink(.record(.annotation(annotation), provenance(of: file, at: range)))
        }
    }
}
