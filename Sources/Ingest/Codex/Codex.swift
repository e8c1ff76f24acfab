internal import JSON
internal import Traces

/// The rollouts of the Codex command line: what the model saw and what the interface showed.
///
/// A trace is a turn: an agent span with a chat span for every model call and a tool span for every
/// call of a function, of a custom tool and of the provider's search. The interface's events
/// complete them (usage, exit codes); those that only repeat a message are left out.
public enum Codex: TraceFormat {
    /// The name in provenance.
    public static let name = "codex"

    /// What the format is.
    public static let summary = "session rollouts of the Codex command line (JSON lines)"

    /// Known by the first line that is a record of a rollout.
    public static func recognition(of sample: FileSample) -> Recognition {
        guard let first = sample.jsonLines.first(where: isRolloutLine) else { return .no }
        return .yes(.certain, "a Codex \(first["type"]?.string ?? "") line")
    }

    /// Decodes a session turn by turn.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {
        var assembly = CodexAssembly(file: file)
        try forEachJSONLine(of: file, rejectingInto: sink) { line, value in
            let place = provenance(of: file, at: line.range)
            guard let record = CodexRecord(value, place: place) else {
                let reason = "line \(line.number): no record of a rollout"
                return try sink(
                    .rejected(Rejection(provenance: place, reason: reason, bytes: line.bytes)))
            }
            assembly.take(record)
        }
        try assembly.forEachRecord { try sink(.record($0, $1)) }
        for record in assembly.homeless {
            try sink(
                .rejected(
                    Rejection(
                        provenance: record.place, reason: "no turn of the session is in the file",
                        bytes: record.line.rawBytes)))
        }
    }

    private static func isRolloutLine(_ value: JSONValue) -> Bool {
        guard value["payload"]?.kind == .object, value["timestamp"] != nil else { return false }
        switch value["type"]?.string {
        case "session_meta", "response_item", "event_msg", "turn_context", "compacted": return true
        default: return false
        }
    }
}
