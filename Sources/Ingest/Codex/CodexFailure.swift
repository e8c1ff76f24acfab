import JSON
import Traces

/// What went wrong in a turn or a tool call.
struct CodexFailure: Hashable {
    /// The kind of failure, as `error.type` names it.
    let type: String
    /// What the rollout says of it.
    let message: String

    /// The failure as the status of a span.
    var status: SpanStatus { SpanStatus(.error, message: message) }

    /// True when nothing can follow it in its turn.
    var isFinal: Bool { type == Self.abort }

    private static let abort = "turn_aborted"
}

extension CodexFailure {
    /// The failure that an event tells of its turn; nil for any other event.
    init?(ofTurn event: CodexRecord) {
        switch event.kind {
        case "error":
            let info = event.payload["codex_error_info"]
            // A kind with more facts is an object of that one member.
            let type = info?.string ?? info?.firstName ?? "error"
            self.init(type: type, message: event.payload["message"]?.string ?? "")
        case Self.abort:
            self.init(type: Self.abort, message: event.payload["reason"]?.string ?? "")
        default: return nil
        }
    }

    /// The failure that the end of a call of an MCP tool tells; nil when it went well.
    init?(ofTool event: CodexRecord) {
        guard event.kind == "mcp_tool_call_end", let result = event.payload["result"] else {
            return nil
        }
        if let failure = result["Err"] {
            self.init(type: "tool_error", message: failure.string ?? failure.rawText)
            return
        }
        let answer = result["Ok"] ?? result
        guard (answer["isError"] ?? answer["is_error"])?.bool == true else { return nil }
        let texts = answer["content"]?.elements.compactMap { $0["text"]?.string } ?? []
        self.init(
            type: "tool_error",
            message: texts.first?.firstLine ?? "the tool answered with an error")
    }
}
