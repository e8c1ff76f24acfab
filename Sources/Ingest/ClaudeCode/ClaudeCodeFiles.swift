internal import Foundation

/// Where the logs of a session and of its sub-agents stand.
///
/// `<session>/subagents/agent-<id>.jsonl` beside `<session>.jsonl`, or, as older versions wrote it,
/// `agent-<id>.jsonl` beside the session.
enum ClaudeCodeFiles {
    private static let longestDirectoryList = 10_000

    /// The session's path, from the path of a sub-agent's log in the session's directory; nil for
    /// any other path.
    static func sessionPath(ofSubagent path: String) -> String? {
        let url = URL(filePath: path)
        let directory = url.deletingLastPathComponent()
        guard isAgentLog(url.lastPathComponent), directory.lastPathComponent == "subagents" else {
            return nil
        }
        return directory.deletingLastPathComponent().relativePath + ".jsonl"
    }

    /// The session that a sub-agent's log belongs to; nil when it is not there.
    static func session(of file: InputFile, records: [ClaudeCodeRecord]) -> InputFile? {
        let url = URL(filePath: file.path)
        if let path = sessionPath(ofSubagent: file.path) {
            let name = URL(filePath: path).lastPathComponent
            return file.file(relativePath: "../../\(name)")
        }
        guard
            isAgentLog(url.lastPathComponent),
            let sessionID = records.lazy.compactMap({ $0.sessionID }).first,
            !sessionID.contains("/")
        else { return nil }
        return file.sibling("\(sessionID).jsonl")
    }

    /// The logs of a session's sub-agents: all in its directory, and those beside it that the
    /// session names.
    static func subagents(of session: InputFile, linked ids: [String]) -> [InputFile] {
        let url = URL(filePath: session.path)
        let directory = url.deletingPathExtension().appending(path: "subagents").relativePath
        var names: [String] = []
        if FileManager.default.fileExists(atPath: directory),
            let found = FileManager.default.enumerator(atPath: directory)
        {
            for case let name as String in found.prefix(longestDirectoryList)
            where isAgentLog(name) {
                names.append(name)
            }
        }
        let stem = url.deletingPathExtension().lastPathComponent
        let inside = names.sorted().map { "\(stem)/subagents/\($0)" }
        let beside = ids.filter { !$0.contains("/") }.map { "agent-\($0).jsonl" }
            .filter { !names.contains($0) }
        return (inside + beside).compactMap { session.file(relativePath: $0) }
    }

    /// The sub-agent whose log the records are; nil when they are a session's.
    static func agentID(of records: [ClaudeCodeRecord]) -> String? {
        guard let id = records.first?.agentID else { return nil }
        return records.allSatisfy { $0.isSidechain && $0.agentID == id } ? id : nil
    }

    private static func isAgentLog(_ name: String) -> Bool {
        name.hasPrefix("agent-") && name.hasSuffix(".jsonl")
    }
}
