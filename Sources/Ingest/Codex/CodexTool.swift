import JSON
import Traces

/// One tool call.
struct CodexTool {
    /// The index of its turn.
    let turn: Int
    /// The span.
    let spanID: SpanID
    /// The call's identity.
    let id: String
    /// The line that asks.
    let first: CodexRecord
    /// The tool's name; empty where only the answer is known.
    let name: String
    /// The arguments as the source spells them.
    let arguments: String?
    /// What the model got.
    var result: String?
    /// When it was answered, or its end was told.
    var end: Timestamp?
    /// The exit code of a command.
    var exitCode: Int64?
    /// What went wrong with a call of an MCP tool.
    var failure: CodexFailure?
}

extension CodexTool {
    /// The exit code that a command's result tells: older versions in JSON, newer ones in words.
    static func exitCode(in result: String) -> Int64? {
        if result.hasPrefix("{"), result.contains("\"exit_code\"") {
            guard let document = DamagedJSON.salvaged(JSONSource(result.utf8), from: 0) else {
                return nil
            }
            return document.root["metadata"]?["exit_code"]?.int64
        }
        let mark = "Process exited with code "
        guard let found = result.prefix(400).firstRange(of: mark) else { return nil }
        return Int64(result[found.upperBound...].prefix { $0.isNumber || $0 == "-" })
    }
}
