import Ingest
import Testing
import Traces

@Suite struct InterpretationTests {
    private func interaction(_ records: Record...) throws -> Interaction {
        try #require(Interpretation.interaction(of: records))
    }

    private let asksForTool =
        #"[{"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"f","arguments":{}}]}]"#
    private let showsResult =
        #"[{"role":"user","parts":[{"type":"text","content":"go"}]},{"role":"tool","parts":"#
        + #"[{"type":"tool_call_response","id":"c1","response":"no such file","is_error":true}]}]"#

    @Test("without a span there is no interaction") func empty() {
        #expect(Interpretation.interaction(of: []) == nil)
        let annotation = Annotation(traceID: Made.trace, name: "quality")
        #expect(Interpretation.interaction(of: [.annotation(annotation)]) == nil)
    }

    @Test("a wrapper and the provider's span inside are one model call") func wrapper() throws {
        let read = try interaction(
            Made.span(
                1, "call_llm",
                [
                    "gen_ai.system": "gcp.vertex.agent", "gen_ai.request.model": "m",
                    "gen_ai.usage.input_tokens": 7,
                    "gcp.vertex.agent.llm_request":
                        #"{"contents":[{"role":"user","parts":[{"text":"hi"}]}]}"#,
                    "gcp.vertex.agent.llm_response":
                        #"{"content":{"role":"model","parts":[{"text":"yes"}]}}"#,
                ]),
            Made.span(
                2, in: 1, "generate_content m", at: 1,
                [
                    "gen_ai.operation.name": "generate_content", "gen_ai.system": "gemini",
                    "gen_ai.usage.input_tokens": 7,
                ]))
        #expect(read.steps.map(\.content)[0] == .chain)
        #expect(read.modelCalls.count == 1)
        let call = try #require(read.modelCalls.first)
        #expect(call.provider == "gemini" && call.requestModel == "m")
        #expect(call.input.map(\.text) == ["hi"] && call.output.map(\.text) == ["yes"])
        #expect(Totals(of: read).inputTokens == 7)
        #expect(read.title == "hi")
        #expect(read.answered.map(\.text) == ["yes"])
    }

    @Test("both sides of a tool call are one tool call") func twoSides() throws {
        let attributes: KeyValuePairs<String, AttributeValue> = [
            "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "f",
            "gen_ai.tool.call.arguments": "{}", "gen_ai.tool.call.result": "done",
        ]
        let read = try interaction(
            Made.span(1, "tools/call f", attributes),
            Made.span(2, in: 1, "tools/call f", at: 1, attributes))
        #expect(read.toolCalls.count == 1)
        #expect(read.toolCalls.first?.result == "done")
    }

    @Test("a tool call without a span becomes a derived step with the result of the next prompt")
    func derived() throws {
        let read = try interaction(
            Made.span(9, "run"), Made.chat(1, in: 9, at: 1, output: asksForTool),
            Made.chat(2, in: 9, at: 50, input: showsResult))
        let steps = read.steps.filter(\.isDerived)
        #expect(steps.count == 1)
        #expect(
            read.toolCalls == [
                ToolCall(id: "c1", name: "f", arguments: "{}", result: "no such file")
            ])
        #expect(steps.first?.failure == Failure(message: "no such file"))
        #expect(read.steps.map(\.span.name) == ["run", "chat m", "execute_tool f", "chat m"])
        #expect(read.steps.map(\.number) == [1, 1, 2, 3])
        #expect(steps.first?.span.start.nanoseconds == 11)
        #expect(steps.first?.span.end?.nanoseconds == 50)
        #expect(Totals(of: read).spans == 3 && Totals(of: read).toolCalls == 1)
    }

    @Test("a tool call with a span is matched by id, or else by name") func matched() throws {
        for id in ["c1", "other"] {
            let read = try interaction(
                Made.chat(1, at: 1, output: asksForTool),
                Made.span(
                    3, "execute_tool f", at: 20,
                    ["gen_ai.operation.name": "execute_tool", "gen_ai.tool.call.id": .string(id)]
                ), Made.chat(2, at: 50, input: showsResult))
            #expect(read.toolCalls.count == 1)
            #expect(read.toolCalls.first?.arguments == "{}")
            #expect(read.steps.filter(\.isDerived).isEmpty)
        }
    }

    @Test("content that was not captured is not content") func elided() throws {
        let read = try interaction(
            Made.span(
                1, "execute_tool f",
                [
                    "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "f",
                    "gcp.vertex.agent.tool_call_args": "N/A", "gcp.vertex.agent.llm_request": "{}",
                    "gcp.vertex.agent.tool_response": #"{"result": "<not specified>"}"#,
                ]))
        #expect(read.toolCalls == [ToolCall(name: "f")])
    }

    @Test("a prompt of which only the new part was recorded is made whole") func follows() throws {
        func record(_ id: UInt64, at start: Int64, follows: UInt64?, text: String) -> Record {
            let previous = follows.map { SpanID($0).description } ?? ""
            return Made.span(
                id, "chat", at: start,
                [
                    "gen_ai.operation.name": "chat", "dossier.input.follows": .string(previous),
                    "gen_ai.input.messages": .string(#"[{"role":"user","content":"\#(text)"}]"#),
                    "gen_ai.output.messages":
                        .string(#"[{"role":"assistant","content":"\#(text)!"}]"#),
                ])
        }
        let read = try interaction(
            record(3, at: 30, follows: 2, text: "c"), record(1, at: 10, follows: nil, text: "a"),
            record(2, at: 20, follows: 1, text: "b"))
        #expect(read.modelCalls.last?.input.map(\.text) == ["a", "a!", "b", "b!", "c"])
        #expect(read.asked.map(\.text) == ["a"])
        #expect(read.answered.map(\.text) == ["c!"])
    }

    @Test("Claude Code's input tokens include those of its cache") func claudeCode() throws {
        let read = try interaction(
            Made.span(1, "claude_code.interaction", ["user_prompt": "fix it"]),
            Made.span(
                2, in: 1, "claude_code.llm_request", at: 1,
                [
                    "model": "opus", "input_tokens": 10, "cache_read_tokens": "20",
                    "cache_creation_tokens": 5, "output_tokens": 4,
                ]),
            Made.span(
                3, in: 1, "claude_code.tool", at: 20,
                events: [Made.event("tool.output", ["output": "a\nb"])],
                ["tool_name": "Bash", "tool_use_id": "t1", "full_command": "ls"]),
            Made.span(
                4, in: 3, "claude_code.tool.execution", at: 21,
                status: SpanStatus(.error, message: "failed"), ["success": .bool(false)]))
        #expect(read.title == "fix it" && read.agent == "claude-code")
        #expect(
            read.modelCalls.first?.usage
                == Usage(
                    inputTokens: 35, outputTokens: 4, cacheReadTokens: 20, cacheWriteTokens: 5))
        #expect(
            read.toolCalls == [
                ToolCall(id: "t1", name: "Bash", arguments: #"{"command":"ls"}"#, result: "a\nb")
            ])
        #expect(read.steps.filter { $0.failure != nil }.count == 2)
        #expect(Totals(of: read).failures == 1)
    }

    @Test("transport is plumbing, unless it says that it is an agent's") func plumbing() throws {
        let read = try interaction(
            Made.span(1, "POST /agents", kind: .server, ["http.request.method": "POST"]),
            Made.span(2, in: 1, "dequeue", at: 1, scope: "a2a-python-sdk"),
            Made.span(
                3, in: 1, "a2a.request", at: 2, ["rpc.system": "grpc", "gen_ai.agent.name": "x"]),
            Made.span(
                4, in: 3, "invoke_agent x", at: 3, ["gen_ai.operation.name": "invoke_agent"]))
        #expect(
            read.steps.map(\.content) == [.plumbing, .plumbing, .other, .agent(name: "x")])
        #expect(read.name == "invoke_agent x")
    }

    @Test("an exception tells the type and the trace of a failed span only") func failures() throws
    {
        let exception = Made.event(
            "exception",
            [
                "exception.type": "ValueError", "exception.message": "bad",
                "exception.stacktrace": "at x",
            ])
        let read = try interaction(
            Made.span(
                1, "a", status: SpanStatus(.error, message: "ValueError: bad"),
                events: [exception]), Made.span(2, in: 1, "b", at: 1, events: [exception]))
        #expect(
            read.steps[0].failure
                == Failure(type: "ValueError", message: "bad", stackTrace: "at x"))
        #expect(read.steps[0].events == [])
        #expect(read.steps[1].failure == nil)
        #expect(read.steps[1].events == [exception])
        #expect(read.status == .failed)
    }

    @Test("a log record of a span that is missing is shown with the root") func lostLog() throws {
        let log = LogRecord(
            traceID: Made.trace, spanID: SpanID(99), time: .epoch, eventName: "note",
            body: .string("text"))
        let read = try interaction(Made.span(1, "run"), .log(log))
        #expect(read.steps[0].events.map(\.name) == ["note"])
        #expect(read.problems.count == 1)
    }

    @Test("the title is one line of at most 120 characters") func title() throws {
        let long = String(repeating: "é", count: 300)
        let read = try interaction(
            Made.span(
                1, "invoke_agent a",
                ["gen_ai.operation.name": "invoke_agent", "input.value": .string("\n  \n" + long)]))
        #expect(read.title == String(repeating: "é", count: 119) + "…")
        let named = try interaction(
            Made.span(1, "run", ["dossier.title": "Given", "dossier.tags": #"["a","b"]"#]))
        #expect(named.title == "Given" && named.tags == ["a", "b"])
    }
}
