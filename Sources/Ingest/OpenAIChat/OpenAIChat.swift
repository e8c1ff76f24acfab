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
        guard
            let document = try salvagedDocument(content.source, of: file, rejectingInto: sink)
        else { return }
        let elements = document.root.elements
        if let first = elements.first, ChatConversation.isMessage(first) {
            try decodeConversation(document, of: file, into: sink)
        } else {
            try decodeRuns(document, of: file, into: sink)
        }
        try reject(content.failure, in: file, at: content.source.count, into: sink)
    }

    private static func decodeConversation(
        _ document: JSONDocument, of file: InputFile, into sink: (Decoded) throws -> Void
    ) throws {
        let found = DamagedJSON.elements(
            of: document.root, in: document, beginningWith: ["role", "content"],
            accept: ChatConversation.isMessage)
        var messages: [JSONValue] = []
        for element in found.whole {
            if ChatConversation.isMessage(element) {
                messages.append(element)
            } else {
                let reason = "a message without a role"
                try reject(
                    element.byteRange, of: document.source, reason, in: file, into: sink)
            }
        }
        let stem = URL(filePath: file.path).deletingPathExtension().lastPathComponent
        let opening = ChatConversation.opening(of: messages)
        let conversation = ChatConversation(
            traceID: DerivedIdentity.trace("openai-chat", file.name, opening), name: stem,
            messages: messages)
        try conversation.forEachSpan { span, range in
            try sink(.record(.span(span), provenance(of: file, at: range)))
        }
        try reject(found.damaged, of: document, in: file, into: sink)
    }

    private static func decodeRuns(
        _ document: JSONDocument, of file: InputFile, into sink: (Decoded) throws -> Void
    ) throws {
        let found = DamagedJSON.elements(
            of: document.root, in: document, beginningWith: ["task_id"]
        ) { $0["traj"] != nil }
        for element in found.whole {
            guard let run = ChatRun(element, file: file) else {
                let reason = "a run without task_id or traj"
                try reject(
                    element.byteRange, of: document.source, reason, in: file, into: sink)
                continue
            }
            try run.conversation.forEachSpan { span, range in
                try sink(.record(.span(span), provenance(of: file, at: range)))
            }
            for (range, reason) in run.strangeMessages {
                try reject(range, of: document.source, reason, in: file, into: sink)
            }
            if let (annotation, range) = run.reward {
                try sink(.record(.annotation(annotation), provenance(of: file, at: range)))
            }
        }
        try reject(found.damaged, of: document, in: file, into: sink)
    }

    private static func reject(
        _ ranges: [Range<Int>], of document: JSONDocument, in file: InputFile,
        into sink: (Decoded) throws -> Void
    ) throws {
        let reason = document.failure.map { "\($0)" } ?? "damaged"
        for range in ranges {
            try reject(range, of: document.source, reason, in: file, into: sink)
        }
    }
}
