import Foundation
import Ingest
import JSON
import TestSupport
import Testing
import Traces

@Suite(.enabled(if: SharedData.isPresent, "the shared data set is absent"))
struct SharedSessionsTests {
    @Test("TRAIL's spans, logs and annotated errors are all there")
    func trail() throws {
        let directory = try SharedData.url("trail-openinference")
        let traces = try DecodedFile(Trail.self, below: directory)
        #expect(traces.traceIDs.count == 18)
        #expect(traces.spans.count == 445)
        #expect(traces.logs.count == 66)
        #expect(traces.rejections.isEmpty)
        #expect(traces.spans.filter { $0.status.code == .error }.count == 38)
        #expect(traces.spans.flatMap(\.events).count == 38)
        let notes = try DecodedFile(TrailAnnotations.self, below: directory)
        #expect(notes.annotations.filter { $0.score == nil }.count == 124)
        #expect(notes.annotations.filter { $0.score != nil }.count == 90)
        #expect(notes.traceIDs == traces.traceIDs)
        #expect(notes.rejections.isEmpty)
    }

    @Test("tau-bench's runs, calls and rewards are all there")
    func tau() throws {
        let runs = try DecodedFile(OpenAIChat.self, below: SharedData.url("tau-bench"))
        #expect(runs.traceIDs.count == 200)
        #expect(runs.spans("invoke_agent").count == 200)
        #expect(runs.spans("chat").count == 2454)
        #expect(runs.spans("execute_tool").count == 1164)
        #expect(runs.spans.filter { $0.status.code == .error }.count == 73)
        #expect(runs.annotations.filter { $0.score == 1 }.count == 84)
        #expect(runs.annotations.count == 200)
        #expect(runs.rejections.isEmpty)
    }

    @Test("HolmesGPT's conversations are one trace each")
    func holmes() throws {
        let directory = try SharedData.url("holmesgpt-sre-conversations")
        let chats = try DecodedFile(OpenAIChat.self, below: directory)
        #expect(chats.traceIDs.count == 4)
        #expect(chats.spans("chat").count == 74)
        #expect(chats.spans("execute_tool").count == 78)
        #expect(chats.rejections.isEmpty)
    }

    @Test(
        "of lists of chat messages every answer is a call, and every result a tool's",
        arguments: [
            ("tau-bench", 200, 5308), ("agentrx-tau-retail", 29, 1064),
            ("holmesgpt-sre-conversations", 4, 173),
        ])
    func messages(part: String, chats: Int, messages: Int) throws {
        let directory = try SharedData.url(part)
        let decoded = try DecodedFile(OpenAIChat.self, below: directory)
        var roles: [String: Int] = [:]
        for path in try FileList(at: directory.path).paths {
            let root = try JSONDocument(contentsOfFile: path).root
            let lists = root.elements.compactMap { $0["traj"] }
            guard root.elements.first?["trajectory_id"] == nil else { continue }
            for message in lists.isEmpty ? root.elements : lists.flatMap(\.elements) {
                roles[message["role"]?.string ?? "", default: 0] += 1
            }
        }
        #expect(roles.values.reduce(0, +) == messages)
        #expect(decoded.traceIDs.count == chats)
        #expect(decoded.spans("chat").count == roles["assistant"])
        #expect(decoded.spans("execute_tool").count == roles["tool"])
        #expect(decoded.rejections.isEmpty)
    }

    /// What a set of Claude Code's sessions holds.
    struct SessionCounts: Equatable {
        var files: Int
        var lines: Int
        var answers: Int
        var toolUses: Int

        init(_ files: Int = 0, _ lines: Int = 0, _ answers: Int = 0, _ toolUses: Int = 0) {
            (self.files, self.lines) = (files, lines)
            (self.answers, self.toolUses) = (answers, toolUses)
        }
    }

    @Test(
        "Claude Code's sessions have the lines that their sources count, and a span for every call",
        arguments: [
            ("claude-code-entire", SessionCounts(23, 5857, 2103, 1005), 984, 1082),
            ("claude-code-codemie", SessionCounts(6, 437, 237, 129), 82, 129),
            ("claude-code-session-share", SessionCounts(8, 136, 43, 14), 25, 14),
        ])
    func lines(part: String, expected: SessionCounts, calls: Int, tools: Int) throws {
        let list = try FileList(at: SharedData.url(part).path)
        var counts = SessionCounts()
        // Sub-agents' files are read with the session that they belong to.
        for path in list.paths + list.skipped.map(\.path) where path.hasSuffix(".jsonl") {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let records = try text.split(separator: "\n").map { try JSONDocument(String($0)).root }
            // An answer is told in a line for each of its blocks.
            let answers = records.filter { $0["type"]?.string == "assistant" }
            let blocks = answers.flatMap { $0["message"]?["content"]?.elements ?? [] }
            counts.files += 1
            counts.lines += records.count
            counts.answers += answers.count
            counts.toolUses += blocks.count { $0["type"]?.string == "tool_use" }
        }
        #expect(counts == expected)
        // Lines of progress tell what sub-agents without a file of their own do.
        let sessions = try list.paths.map { try DecodedFile(ClaudeCode.self, path: $0) }
        #expect(sessions.flatMap(\.rejections).isEmpty)
        #expect(sessions.flatMap { $0.spans("chat") }.count == calls)
        #expect(sessions.flatMap { $0.spans("execute_tool") }.count == tools)
    }

    @Test(
        "every Claude Code line is decoded, and no span comes twice",
        arguments: [
            ("claude-code-codemie/session-196820da.jsonl", 14, 47, 65),
            ("claude-code-codemie/session-9eda1058.jsonl", 3, 5, 3),
            ("claude-code-session-share", 11, 25, 14),
        ])
    func claudeCode(part: String, turns: Int, calls: Int, tools: Int) throws {
        let sessions = try DecodedFile(ClaudeCode.self, below: SharedData.url(part))
        let ids = sessions.spans.map { [$0.traceID.description, $0.spanID.description] }
        #expect(Set(ids).count == ids.count)
        #expect(sessions.spans.filter { $0.parentID == nil }.count == turns)
        #expect(sessions.spans("chat").count == calls)
        #expect(sessions.spans("execute_tool").count == tools)
        #expect(sessions.rejections.isEmpty)
    }

    @Test(
        "the samples have the records that their source lists: a pair for every tool, and the rest")
    func recordSamples() throws {
        let directory = try SharedData.url("agent-log-record-samples")
        let list = try FileList(at: directory.path)
        let paths = (list.paths + list.skipped.map(\.path)).filter { !$0.hasSuffix("SOURCE.md") }
        #expect(paths.count == 131)
        let manifest = try JSONDocument(
            contentsOfFile: directory.appending(path: "codex/manifest.json").path)
        let kinds = manifest.root["families"]?.fields.compactMap(\.value.string) ?? []
        #expect(kinds.count == 12)
        for kind in kinds { #expect(paths.contains { $0.hasSuffix("/codex/\(kind)") }) }
        let sizes = try paths.map { try Data(contentsOf: URL(filePath: $0)).count }
        let hundredths = Double(sizes.reduce(0, +)) / 1_048_576 * 100
        #expect(hundredths.rounded() == 37)
        let printed = ["bash_output", "command_output", "user_slash_command"]
        var asked: [String: Set<String>] = [:]
        var answered: [String: Set<String>] = [:]
        for path in paths where path.contains("/claude-code/") {
            let file = try DecodedFile(ClaudeCode.self, path: path)
            let name = URL(filePath: path).deletingPathExtension().lastPathComponent
            // What the client notes of a session, and what a command of the user prints, is of no
            // turn when it stands alone.
            let isNote = path.contains("/system/") || printed.contains(name)
            #expect(file.records.isEmpty == isNote, "\(path)")
            #expect(file.rejections.isEmpty != isNote, "\(path)")
            guard let dash = name.firstIndex(of: "-"), path.contains("/tools/") else { continue }
            let tools = file.spans("execute_tool").map(\.name)
            if name.hasSuffix("-tool_use") {
                #expect(tools == ["execute_tool \(name[..<dash])"])
                asked[String(name[..<dash]), default: []].insert(path)
            } else {
                #expect(tools == ["execute_tool"])
                answered[String(name[..<dash]), default: []].insert(path)
            }
        }
        #expect(asked.count == 18)
        #expect(Set(answered.keys) == Set(asked.keys))
        let pieces = [asked, answered].map { $0.values.map(\.count).reduce(0, +) }
        #expect(pieces == [36, 52])
    }

    @Test("a checkpoint's count of calls, and its tokens, are those of the session's own calls")
    func checkpoints() throws {
        let directory = try SharedData.url("claude-code-entire")
        var compared = 0
        let beside = try FileList(at: directory.path).skipped.map(\.path)
        for path in beside where path.hasSuffix(".metadata.json") {
            let usage = try JSONDocument(contentsOfFile: path).root["token_usage"]
            guard let usage else { continue }
            let session = path.replacing(".metadata.json", with: ".jsonl")
            let decoded = try DecodedFile(ClaudeCode.self, path: session)
            #expect(decoded.rejections.isEmpty)
            // The checkpoint leaves the calls of sub-agents out.
            let calls = decoded.spans("chat").filter {
                $0.attributes["gen_ai.agent.name"] == .string("claude-code")
            }
            #expect(usage["api_call_count"]?.int64 == Int64(calls.count))
            let sum = { (key: String) in
                calls.reduce(Int64(0)) { sum, call in
                    guard case .int(let count)? = call.attributes["gen_ai.usage.\(key)"] else {
                        return sum
                    }
                    return sum + count
                }
            }
            let cacheRead = sum("cache_read.input_tokens")
            let cacheCreation = sum("cache_creation.input_tokens")
            #expect(usage["cache_read_tokens"]?.int64 == cacheRead)
            #expect(usage["cache_creation_tokens"]?.int64 == cacheCreation)
            #expect(usage["output_tokens"]?.int64 == sum("output_tokens"))
            // The checkpoint counts what no cache had to do with; the convention counts all.
            #expect(
                usage["input_tokens"]?.int64 == sum("input_tokens") - cacheRead - cacheCreation)
            compared += 1
        }
        #expect(compared == 22)
    }
}
