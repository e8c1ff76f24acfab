import Foundation
import Ingest
import Testing
import Traces

@Suite struct ClaudeCodeSubagentTests {
    private let prompt = "find the mode of b.txt"

    /// A session whose one turn begins a sub-agent.
    private func session(copies: [String] = []) -> String {
        var lines = SessionLines()
        lines.user("why can b.txt not be read?", "u1")
        lines.assistant(
            SessionLines.toolUse(
                "task1", "Task", "{\"prompt\":\"\(prompt)\",\"subagent_type\":\"Explore\"}"),
            id: "m1", "a1")
        for (index, copy) in copies.enumerated() {
            lines.add(
                "progress", "p\(index)",
                """
                "data":{"message":\(copy),"type":"agent_progress","prompt":"\(prompt)",\
                "agentId":"ab12"},"toolUseID":"agent_m1","parentToolUseID":"task1"
                """)
        }
        lines.wait(seconds: 30)
        lines.result(
            of: "task1", "[{\"type\":\"text\",\"text\":\"It is 000.\"}]", "r1",
            copy: "{\"status\":\"completed\",\"agentId\":\"ab12\",\"totalTokens\":4000}")
        lines.assistant(SessionLines.text("Nobody may read it."), id: "m2", "a2")
        return lines.text
    }

    private var agentLines: [String] {
        var lines = SessionLines()
        lines.wait(seconds: 5)
        lines.user(prompt, "x1")
        lines.assistant(
            SessionLines.toolUse("t9", "Bash", "{\"command\":\"stat b.txt\"}"), id: "n1", "x2")
        lines.result(of: "t9", "\"0000\"", "x3")
        lines.assistant(SessionLines.text("It is 000."), id: "n2", "x4")
        return lines.asSidechain("ab12")
    }

    private var agentText: String { agentLines.map { $0 + "\n" }.joined() }

    private func check(_ decoded: DecodedFile, calls: Int = 4) throws {
        #expect(decoded.traceIDs.count == 1)
        #expect(decoded.rejections.isEmpty)
        #expect(decoded.spans("chat").count == calls)
        #expect(decoded.spans("execute_tool").count == 2)
        let task = try #require(decoded.spans.first { $0.name == "execute_tool Task" })
        let agent = try #require(decoded.spans.first { $0.name == "invoke_agent Explore" })
        #expect(agent.parentID == task.spanID)
        #expect(agent.attributes["gen_ai.agent.id"] == .string("ab12"))
        #expect(
            agent.attributes["gen_ai.output.messages"]?.stringValue?.contains("It is 000.")
                == true)
        let stat = try #require(decoded.spans.first { $0.name == "execute_tool Bash" })
        #expect(stat.parentID == agent.spanID)
    }

    @Test("a sub-agent's file in the session's directory comes with the session")
    func inDirectory() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(session(), to: "s.jsonl")
        let agent = try directory.write(agentText, to: "s/subagents/agent-ab12.jsonl")
        try check(DecodedFile(ClaudeCode.self, path: path))
        #expect(ClaudeCode.isCompanion(path: agent))
        let stray = try directory.write(agentText, to: "t/subagents/agent-ab12.jsonl")
        #expect(!ClaudeCode.isCompanion(path: stray))
        let facts = try directory.write("{}", to: "s.metadata.json")
        let reasons = try FileList(at: directory.url.path).skipped
        #expect(
            reasons.first { $0.path == agent }?.reason == "read with the claude-code file beside it"
        )
        #expect(
            reasons.first { $0.path == facts }?.reason
                == "not read: a checkpoint tool's facts about the claude-code file beside it")
    }

    @Test("a sub-agent's file beside the session comes with it, and gives the same spans alone")
    func beside() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(session(), to: "\(SessionLines.session).jsonl")
        let agent = try directory.write(agentText, to: "agent-ab12.jsonl")
        let whole = try DecodedFile(ClaudeCode.self, path: path)
        try check(whole)
        let alone = try DecodedFile(ClaudeCode.self, path: agent)
        #expect(alone.spans.count == 4)
        #expect(Set(alone.records).isSubset(of: Set(whole.records)))
    }

    @Test("lines of a sub-agent between the session's lines are its calls")
    func inline() throws {
        let directory = try TemporaryDirectory()
        var lines = session().split(separator: "\n").map(String.init)
        lines.insert(contentsOf: agentLines, at: 2)
        let text = lines.joined(separator: "\n")
        try check(DecodedFile(ClaudeCode.self, path: directory.write(text, to: "s.jsonl")))
        // Old versions do not name the sub-agent; the prompt then tells the tool call.
        let unnamed = text.replacing(",\"agentId\":\"ab12\"", with: "")
        let decoded = try DecodedFile(
            ClaudeCode.self, path: directory.write(unnamed, to: "old.jsonl"))
        let task = try #require(decoded.spans.first { $0.name == "execute_tool Task" })
        #expect(decoded.spans.contains { $0.parentID == task.spanID })
    }

    @Test("copies in progress lines are a sub-agent's calls where its file is missing")
    func copies() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(
            session(copies: Array(agentLines.prefix(3))), to: "s.jsonl")
        try check(DecodedFile(ClaudeCode.self, path: path), calls: 3)
    }

    @Test("copies beside the sub-agent's file are not counted twice")
    func copiesAndFile() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(
            session(copies: Array(agentLines.prefix(3))), to: "s.jsonl")
        _ = try directory.write(agentText, to: "s/subagents/agent-ab12.jsonl")
        try check(DecodedFile(ClaudeCode.self, path: path))
    }

    @Test("a sub-agent's file without its session is a trace of its own")
    func alone() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(agentText, to: "agent-ab12.jsonl")
        let decoded = try DecodedFile(ClaudeCode.self, path: path)
        #expect(decoded.traceIDs.count == 1)
        #expect(decoded.spans.filter { $0.parentID == nil }.count == 1)
        #expect(decoded.spans("chat").count == 2)
    }
}
