import Ingest
import Testing
import Traces

@Suite struct ClaudeCodeTests {
    private func decoded(_ text: String, name: String = "session.jsonl") throws -> DecodedFile {
        let directory = try TemporaryDirectory()
        return try DecodedFile(ClaudeCode.self, path: directory.write(text, to: name))
    }

    private func messages(_ span: Span?, _ key: String) -> String {
        span?.attributes["gen_ai.\(key).messages"]?.stringValue ?? ""
    }

    @Test("every turn of the user is a trace with its calls and tools below the agent")
    func turns() throws {
        let session = try decoded(SessionLines.example.text)
        #expect(session.rejections.isEmpty)
        #expect(session.traceIDs.count == 2)
        let roots = session.spans.filter { $0.parentID == nil }
        #expect(roots.map(\.name) == ["claude-code turn", "claude-code turn"])
        #expect(session.spans("chat").count == 4)
        #expect(
            session.spans("execute_tool").map(\.name) == ["execute_tool Bash", "execute_tool Bash"])
        for span in session.spans where span.parentID != nil {
            #expect(roots.contains { $0.traceID == span.traceID && $0.spanID == span.parentID })
            #expect(
                span.attributes["gen_ai.conversation.id"] == .string(SessionLines.session))
        }
        let root = try #require(roots.first)
        #expect(messages(root, "input").contains("list the files, then count them"))
        #expect(messages(root, "output").contains("Two files; one cannot be read."))
        #expect(root.resource.attributes["service.name"] == .string("claude-code"))
        #expect(root.resource.attributes["service.version"] == .string("2.1.9"))
        #expect(root.resource.attributes["cwd"] == .string("/home/test"))
        #expect(root.start.description == "2026-03-04T05:00:01.250Z")
        #expect(root.end?.description == "2026-03-04T05:00:09.250Z")
    }

    @Test("the lines of one message are one call, its usage taken once from the last of them")
    func merging() throws {
        let session = try decoded(SessionLines.example.text)
        let call = try #require(session.spans("chat").first)
        #expect(call.name == "chat claude-test-1")
        #expect(
            messages(call, "output") == """
                [{"role":"assistant","parts":[{"type":"reasoning","content":"ls will do",\
                "signature":"c2ln"},{"type":"tool_call","id":"t1","name":"Bash",\
                "arguments":{"command":"ls"}}],"finish_reason":"tool_use"}]
                """)
        #expect(call.attributes["gen_ai.usage.output_tokens"] == .int(40))
        #expect(call.attributes["gen_ai.usage.input_tokens"] == .int(123))
        #expect(call.attributes["gen_ai.usage.cache_read.input_tokens"] == .int(100))
        #expect(
            call.attributes["gen_ai.response.finish_reasons"] == .array([.string("tool_use")]))
        #expect(call.start.description == "2026-03-04T05:00:01.250Z")
        #expect(call.end?.description == "2026-03-04T05:00:03.250Z")
    }

    @Test("a call's input is what is new since the call before, and says what precedes it")
    func inputs() throws {
        let calls = try decoded(SessionLines.example.text).spans("chat")
        #expect(
            messages(calls[1], "input") == """
                [{"role":"tool","parts":[{"type":"tool_call_response","id":"t1",\
                "response":"a.txt\\nb.txt"}]}]
                """)
        #expect(
            calls[1].attributes["dossier.input.follows"]
                == .string(calls[0].spanID.description))
        #expect(calls[0].attributes["dossier.input.omitted_messages"] == nil)
        #expect(calls[3].attributes["dossier.input.omitted_messages"] == .int(6))
        #expect(calls[3].attributes["dossier.input.follows"] == nil)
    }

    @Test("a tool call has its raw arguments, its result and the time between them")
    func tools() throws {
        let tools = try decoded(SessionLines.example.text).spans("execute_tool")
        let first = tools[0]
        #expect(
            first.attributes["gen_ai.tool.call.arguments"] == .string("{\"command\": \"ls\"}"))
        #expect(first.attributes["gen_ai.tool.call.result"] == .string("a.txt\nb.txt"))
        #expect(first.attributes["gen_ai.tool.call.id"] == .string("t1"))
        #expect(first.attributes["claude_code.result.interrupted"] == .bool(false))
        #expect(first.attributes["claude_code.result.stdout"] == nil)
        #expect(first.attributes["claude_code.progress_lines"] == .int(1))
        #expect(first.start.description == "2026-03-04T05:00:03.250Z")
        #expect(first.end?.description == "2026-03-04T05:00:05.250Z")
        #expect(tools[1].status == SpanStatus(.error, message: "Exit code 1"))
        #expect(tools[1].attributes["error.type"] == .string("tool_error"))
    }

    @Test("lines that are no messages are log records of the span that they belong to")
    func events() throws {
        let session = try decoded(SessionLines.example.text)
        let tool = try #require(session.spans("execute_tool").first)
        let roots = session.spans.filter { $0.parentID == nil }
        let names = session.logs.map(\.eventName)
        #expect(
            names == [
                "claude_code.progress.bash_progress", "claude_code.system.turn_duration",
                "claude_code.file-history-snapshot", "claude_code.file-history-snapshot",
            ])
        #expect(session.logs[0].spanID == tool.spanID)
        #expect(session.logs[1].body == .map([Attribute("durationMs", .int(7000))]))
        // A snapshot is written before the line that it names.
        #expect(session.logs[2].spanID == roots[0].spanID)
        #expect(session.logs[3].spanID == roots[1].spanID)
    }

    @Test("a line belongs to the turn of the line that it follows")
    func branches() throws {
        var lines = SessionLines.example
        lines.rewind(to: "a4")
        lines.user("and the other one?", "u3")
        lines.rewind(to: "a5")
        lines.assistant(SessionLines.text("I mean b.txt."), id: "m5", "a6")
        lines.rewind(to: "u3")
        lines.assistant(SessionLines.text("It is fine."), id: "m6", "a7")
        let session = try decoded(lines.text)
        let roots = session.spans.filter { $0.parentID == nil }
        let calls = session.spans("chat")
        #expect(roots.count == 3)
        #expect(calls[4].traceID == roots[1].traceID)
        #expect(calls[5].traceID == roots[2].traceID)
        #expect(calls[5].attributes["dossier.input.omitted_messages"] == .int(6))
    }

    @Test("after a compaction the context is the summary")
    func compaction() throws {
        var lines = SessionLines.example
        lines.raw(
            """
            {"parentUuid":null,"logicalParentUuid":"a5","isSidechain":false,\
            "sessionId":"\(SessionLines.session)","type":"system","subtype":"compact_boundary",\
            "compactMetadata":{"trigger":"auto","preTokens":9000},"uuid":"c1",\
            "timestamp":"2026-03-04T05:01:00.000Z","level":"info"}
            """)
        lines.rewind(to: "c1")
        lines.user("This session is continued: ...", "u3", more: ",\"isCompactSummary\":true")
        lines.assistant(SessionLines.text("Going on."), id: "m5", "a6")
        let session = try decoded(lines.text)
        #expect(session.traceIDs.count == 2)
        let call = try #require(session.spans("chat").last)
        #expect(messages(call, "input").contains("This session is continued"))
        #expect(call.attributes["dossier.input.omitted_messages"] == nil)
        #expect(call.attributes["dossier.input.follows"] == nil)
        let event = try #require(
            session.logs.first { $0.eventName == "claude_code.system.compact_boundary" })
        #expect(event.severity == "INFO")
    }

    @Test("images of the user and of tools are kept as they are")
    func images() throws {
        var lines = SessionLines()
        let image = """
            {"type":"image","source":{"type":"base64","media_type":"image/png","data":"aGVsbG8="}}
            """
        lines.user(content: "[{\"type\":\"text\",\"text\":\"see\"},\(image)]", "u1")
        lines.assistant(SessionLines.toolUse("t1", "Shot", "{}"), id: "m1", "a1")
        lines.result(of: "t1", "[{\"type\":\"text\",\"text\":\"here\"},\(image)]", "r1")
        lines.assistant(SessionLines.text("Seen."), id: "m2", "a2")
        let session = try decoded(lines.text)
        let interaction = try #require(Interpretation.interaction(of: session.records))
        let expected = MessagePart.blob(mediaType: "image/png", bytes: Array("hello".utf8))
        #expect(interaction.asked.first?.parts == [.text("see"), expected])
        let calls = interaction.steps.compactMap { step -> ToolCall? in
            guard case .tool(let call) = step.content else { return nil }
            return call
        }
        #expect(calls.map(\.result) == ["here"])
        #expect(calls.first?.attachments == [expected])
    }

    @Test("an answer without the line that asked stands where its own line does")
    func answerAlone() throws {
        var lines = SessionLines()
        lines.user("go", "u1")
        lines.user(
            content: #"[{"type":"tool_result","tool_use_id":"t1","content":"gone"}]"#, "u2")
        let file = try decoded(lines.text)
        let tool = try #require(file.spans("execute_tool").first)
        let place = try #require(
            zip(file.records, file.places).first { $0.0 == .span(tool) }?.1)
        #expect(place.lengthBytes == lines.lines[1].utf8.count)
    }

    @Test("what the client answers in place of the model is no call")
    func clientAnswers() throws {
        var lines = SessionLines()
        lines.user("hello", "u1")
        lines.assistant(
            SessionLines.text("API Error: 529"), id: "m1", "a1",
            more: ",\"isApiErrorMessage\":true,\"error\":\"overloaded\"")
        lines.user("<local-command-stdout>ok</local-command-stdout>", "u2")
        lines.user(
            content: "[{\"type\":\"text\",\"text\":\"[Request interrupted by user]\"}]", "u3")
        let session = try decoded(lines.text)
        #expect(session.spans.count == 1)
        let root = try #require(session.spans.first)
        #expect(root.status.code == .error)
        #expect(root.attributes["error.type"] == .string("overloaded"))
        #expect(messages(root, "output").contains("API Error: 529"))
        #expect(
            session.logs.map(\.eventName) == [
                "claude_code.client_answer", "claude_code.client_output",
                "claude_code.interruption",
            ])
    }

    @Test("a summary is a title where it sums up a line of this session")
    func titles() throws {
        var lines = SessionLines.example
        lines.raw("{\"type\":\"summary\",\"summary\":\"Counting\",\"leafUuid\":\"a5\"}")
        lines.raw("{\"type\":\"summary\",\"summary\":\"Other\",\"leafUuid\":\"elsewhere\"}")
        let session = try decoded(lines.text)
        let summaries = session.logs.filter { $0.eventName == "claude_code.summary" }
        #expect(summaries.map { $0.attributes["dossier.title"] } == [.string("Counting"), nil])
    }

    @Test("lines of a session without a turn are kept as rejected")
    func noTurn() throws {
        let session = try decoded(
            "{\"type\":\"summary\",\"summary\":\"Old\",\"leafUuid\":\"elsewhere\"}\n")
        #expect(session.records.isEmpty)
        #expect(session.rejections.map(\.reason) == ["no turn of the session is in the file"])
    }
}
