internal import Foundation
internal import JSON
internal import Traces

/// The session logs of Claude Code, with the logs of their sub-agents.
///
/// A trace is a user's turn: an agent span with a chat span for every model call, a tool span for
/// every tool call, and an agent span with its own calls below the tool call that began a sub-agent.
/// Everything else that a log says comes as log records of these spans. The lines of a session are
/// held until its end, because a call's lines, answers and sub-agents are spread over it.
public enum ClaudeCode: TraceFormat {
    /// The name in provenance.
    public static let name = "claude-code"

    /// What the format is.
    public static let summary = "session logs of Claude Code (JSON lines), sub-agents included"

    /// Known by the first line that is a record of a session.
    public static func recognition(of sample: FileSample) -> Recognition {
        let lines = sample.jsonLines
        let values = lines.isEmpty ? [sample.json].compactMap { $0 } : lines
        guard let first = values.first(where: isSessionLine) else { return .no }
        return .yes(.certain, "a Claude Code \(first["type"]?.string ?? "") line")
    }

    /// True for a sub-agent's log in the directory of a session that is there, and for the facts that
    /// a checkpoint tool keeps beside a session.
    public static func isCompanion(path: String) -> Bool {
        if path.hasSuffix(factsSuffix) {
            return FileManager.default.fileExists(
                atPath: path.dropLast(factsSuffix.count) + ".jsonl")
        }
        guard let session = ClaudeCodeFiles.sessionPath(ofSubagent: path) else { return false }
        return FileManager.default.fileExists(atPath: session)
    }

    /// A sub-agent's log is read with its session; the facts of a checkpoint tool are read by nobody,
    /// because they count what the session itself says.
    public static func reasonToSkip(companion path: String) -> String {
        path.hasSuffix(factsSuffix)
            ? "not read: a checkpoint tool's facts about the \(name) file beside it"
            : "read with the \(name) file beside it"
    }

    private static let factsSuffix = ".metadata.json"

    /// The session of a sub-agent's log.
    public static func owner(ofCompanion path: String) -> String? {
        ClaudeCodeFiles.sessionPath(ofSubagent: path)
    }

    /// Decodes a session with its sub-agents, or a sub-agent's log alone.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {
        let records = try records(of: file, rejectingInto: sink)
        guard let agentID = ClaudeCodeFiles.agentID(of: records) else {
            let assembly = try assembly(of: records, at: file, rejectingInto: sink)
            return try emit(assembly, into: sink) { _ in true }
        }
        guard let session = ClaudeCodeFiles.session(of: file, records: records) else {
            var assembly = ClaudeCodeAssembly()
            for record in records { assembly.takeAgentLine(record) }
            assembly.finish()
            return try emit(assembly, into: sink) { _ in true }
        }
        // What is wrong with the session is said when the session itself is read.
        var assembly = ClaudeCodeAssembly()
        for record in try Self.records(of: session, rejectingInto: { _ in }) {
            assembly.take(record)
        }
        for record in records { assembly.takeAgentLine(record) }
        assembly.finish()
        try emit(assembly, into: sink) { $0.agentID == agentID }
    }

    private static func assembly(
        of records: [ClaudeCodeRecord], at file: InputFile,
        rejectingInto sink: (Decoded) throws -> Void
    ) throws -> ClaudeCodeAssembly {
        var assembly = ClaudeCodeAssembly()
        for record in records { assembly.take(record) }
        let agentFiles = ClaudeCodeFiles.subagents(of: file, linked: assembly.agentIDs)
        let sessionIDs = Set(records.compactMap { $0.sessionID })
        for agentFile in agentFiles {
            for record in try Self.records(of: agentFile, rejectingInto: sink)
            where record.sessionID.map({ sessionIDs.contains($0) }) ?? true {
                assembly.takeAgentLine(record)
            }
        }
        assembly.finish()
        return assembly
    }

    private static func emit(
        _ assembly: ClaudeCodeAssembly, into sink: (Decoded) throws -> Void,
        where isWanted: (ClaudeCodeThread) -> Bool
    ) throws {
        try assembly.forEachRecord(where: isWanted) { try sink(.record($0, $1)) }
        for (record, reason) in assembly.homeless {
            try sink(
                .rejected(
                    Rejection(
                        provenance: record.place, reason: reason, bytes: record.value.rawBytes)))
        }
    }

    private static func records(
        of file: InputFile, rejectingInto sink: (Decoded) throws -> Void
    ) throws -> [ClaudeCodeRecord] {
        if let whole = try wholeRecord(of: file) { return [whole] }
        var records: [ClaudeCodeRecord] = []
        try forEachJSONLine(of: file, rejectingInto: sink) { line, value in
            let place = provenance(of: file, at: line.range)
            if let record = ClaudeCodeRecord(value, place: place) {
                records.append(record)
            } else {
                let reason = "line \(line.number): no record of a session"
                try sink(
                    .rejected(Rejection(provenance: place, reason: reason, bytes: line.bytes)))
            }
        }
        return records
    }

    /// The record of a file that holds one record written over several lines.
    private static func wholeRecord(of file: InputFile) throws -> ClaudeCodeRecord? {
        let sample = try FileSample(of: file)
        guard
            sample.isWhole, sample.jsonLines.isEmpty, let json = sample.json, json.isComplete
        else { return nil }
        return ClaudeCodeRecord(json, place: provenance(of: file, at: json.byteRange))
    }

    private static func isSessionLine(_ value: JSONValue) -> Bool {
        switch value["type"]?.string {
        case "user", "assistant", "system", "progress", "attachment":
            value["sessionId"] != nil && value["uuid"] != nil
        case "summary": value["leafUuid"] != nil
        case "file-history-snapshot": value["messageId"] != nil
        case "queue-operation": value["sessionId"] != nil && value["operation"] != nil
        default: false
        }
    }
}
