import Foundation
import Ingest
import Testing
import Traces

@Suite struct CodexTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// The lines of a rollout, a second apart.
    private func decoded(_ lines: [(type: String, payload: String)]) throws -> DecodedFile {
        let head = ("session_meta", #"{"id": "s-1", "cwd": "/home/test"}"#)
        let text = ([head] + lines).enumerated().map { index, line in
            let second = index < 10 ? "0\(index)" : "\(index)"
            return """
                {"timestamp": "2026-05-06T07:08:\(second).000Z", "type": "\(line.0)", \
                "payload": \(line.1)}
                """
        }
        return try DecodedFile(
            Codex.self,
            path: directory.write(text.joined(separator: "\n"), to: "rollout-1.jsonl"))
    }

    private func turn(_ id: String, _ asked: String) -> [(type: String, payload: String)] {
        [
            ("event_msg", #"{"type": "task_started", "turn_id": "\#(id)"}"#),
            ("event_msg", #"{"type": "user_message", "message": "\#(asked)"}"#),
        ]
    }

    private func answer(_ text: String) -> (type: String, payload: String) {
        (
            "response_item",
            """
            {"type": "message", "role": "assistant", \
            "content": [{"type": "output_text", "text": "\(text)"}]}
            """
        )
    }

    private let complete = ("event_msg", #"{"type": "task_complete", "turn_id": "t1"}"#)

    private func statuses(_ file: DecodedFile) -> [InteractionStatus] {
        Dictionary(grouping: file.records, by: \.traceID).values
            .compactMap { Interpretation.interaction(of: $0) }.sorted { $0.start < $1.start }
            .map(\.status)
    }

    @Test("a turn that an error ended has failed, and the next one has not")
    func error() throws {
        let failure = """
            {"type": "error", "message": "stream disconnected", \
            "codex_error_info": {"response_stream_disconnected": {"http_status_code": 502}}}
            """
        let file = try decoded(
            turn("t1", "one") + [("event_msg", failure), complete] + turn("t2", "two")
                + [answer("done"), complete])
        #expect(file.rejections.isEmpty)
        #expect(statuses(file) == [.failed, .complete])
        let root = try #require(file.spans("invoke_agent").first)
        #expect(root.status == SpanStatus(.error, message: "stream disconnected"))
        #expect(root.attributes["error.type"] == .string("response_stream_disconnected"))
        #expect(file.logs.contains { $0.eventName == "codex.event_msg.error" })
    }

    @Test("an error behind which the model answers has not ended the turn")
    func recovered() throws {
        let failure = ("event_msg", #"{"type": "error", "message": "compaction failed"}"#)
        let file = try decoded(turn("t1", "one") + [failure, answer("done"), complete])
        #expect(statuses(file) == [.complete])
    }

    @Test("a turn that was aborted has failed, whatever the model still says")
    func aborted() throws {
        let abort = (
            "event_msg", #"{"type": "turn_aborted", "turn_id": "t1", "reason": "interrupted"}"#
        )
        for rest in [[], [answer("half an ans")]] {
            let file = try decoded(turn("t1", "one") + [abort] + rest)
            #expect(statuses(file) == [.failed])
            let root = try #require(file.spans("invoke_agent").first)
            #expect(root.status == SpanStatus(.error, message: "interrupted"))
        }
        // The abort that makes room for the next turn may be written behind its beginning.
        let late = try decoded(turn("t1", "one") + turn("t2", "two") + [abort, answer("done")])
        #expect(statuses(late) == [.failed, .complete])
    }

    @Test(
        "a call of an MCP tool has failed when its end says so",
        arguments: [
            (#"{"Err": "no such host"}"#, "no such host"),
            (
                #"{"Ok": {"content": [{"type": "text", "text": "denied"}], "isError": true}}"#,
                "denied"
            ),
            (#"{"Ok": {"content": [{"type": "text", "text": "fine"}], "isError": false}}"#, nil),
            (#"{"Ok": {"content": []}}"#, nil),
        ])
    func tools(result: String, message: String?) throws {
        let file = try decoded(
            turn("t1", "one") + [
                (
                    "response_item",
                    """
                    {"type": "function_call", "name": "mcp__maps__route", "arguments": "{}", \
                    "call_id": "c1"}
                    """
                ),
                (
                    "event_msg",
                    #"{"type": "mcp_tool_call_end", "call_id": "c1", "result": \#(result)}"#
                ),
                (
                    "response_item",
                    #"{"type": "function_call_output", "call_id": "c1", "output": "text"}"#
                ), answer("done"), complete,
            ])
        let tool = try #require(file.spans("execute_tool").first)
        #expect(tool.status == (message.map { SpanStatus(.error, message: $0) } ?? SpanStatus()))
        let interaction = try #require(Interpretation.interaction(of: file.records))
        #expect(Totals(of: interaction).failures == (message == nil ? 0 : 1))
        #expect(interaction.status == .complete)
    }
}
