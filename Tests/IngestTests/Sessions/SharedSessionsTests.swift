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
            let sums = [
                "cache_read_tokens": "gen_ai.usage.cache_read.input_tokens",
                "cache_creation_tokens": "gen_ai.usage.cache_creation.input_tokens",
                "output_tokens": "gen_ai.usage.output_tokens",
            ]
            for (name, key) in sums {
                let sum = calls.reduce(Int64(0)) { sum, call in
                    guard case .int(let count)? = call.attributes[key] else { return sum }
                    return sum + count
                }
                #expect(usage[name]?.int64 == sum)
            }
            compared += 1
        }
        #expect(compared == 22)
    }
}
