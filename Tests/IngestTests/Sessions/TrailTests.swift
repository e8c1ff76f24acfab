import Ingest
import Testing
import Traces

@Suite struct TrailTests {
    /// A trace of five spans, one of them with a repeated id.
    static let document = """
        {"trace_id": "0af7651916cd43dd8448eb211c80319c", "spans": [
        \(span("a000000000000001", parent: nil, name: "main", children: [
            span("a000000000000002", parent: "a000000000000001", name: "step", children: [
                span("a000000000000003", parent: "a000000000000002", name: "call", children: []),
                span("a000000000000003", parent: "a000000000000002", name: "again", children: []),
            ]),
            span("a000000000000004", parent: "a000000000000001", name: "end", children: []),
        ]))
        ]}
        """

    private static func span(
        _ id: String, parent: String?, name: String, children: [String]
    ) -> String {
        """
        {"timestamp": "2025-03-19T16:37:55.005053Z",
         "trace_id": "0af7651916cd43dd8448eb211c80319c", "span_id": "\(id)",
         "parent_span_id": \(parent.map { "\"\($0)\"" } ?? "null"), "trace_state": "",
         "span_name": "\(name)", "span_kind": "Internal", "service_name": "svc",
         "resource_attributes": {"service.name": "svc"}, "scope_name": "test.sdk",
         "scope_version": "1.2",
         "span_attributes": {"llm.token_count.total": "8009", "text": "a \\"{[ b"},
         "duration": "PT1M2.5S", "status_code": "Error", "status_message": "boom",
         "events": [{"Timestamp": "2025-03-19T16:37:56.1", "Name": "exception",
          "Attributes": {"exception.type": "ValueError"}}], "links": [],
         "logs": [{"timestamp": "2025-03-19T16:38:57", "span_id": "\(id)",
          "severity_text": "INFO", "severity_number": 9,
          "body": {"function.name": "\(name)", "function.arguments": {"n": 1}},
          "scope_name": "test.sdk", "log_attributes": {"k": "v"}, "evaluations": []}],
         "child_spans": [\(children.joined(separator: ",\n"))]}
        """
    }

    private func decoded(_ text: String) throws -> DecodedFile {
        let directory = try TemporaryDirectory()
        return try DecodedFile(Trail.self, path: directory.write(text, to: "trace.json"))
    }

    @Test("nested spans are spans with parents, times and untouched attributes")
    func spans() throws {
        let trace = try decoded(Self.document)
        #expect(trace.rejections.isEmpty)
        #expect(trace.spans.map(\.name) == ["main", "step", "call", "again", "end"])
        #expect(
            trace.spans.map { $0.parentID?.description ?? "-" } == [
                "-", "a000000000000001", "a000000000000002", "a000000000000002",
                "a000000000000001",
            ])
        let span = trace.spans[2]
        #expect(span.attributes["llm.token_count.total"] == .string("8009"))
        #expect(span.end?.nanoseconds(since: span.start) == 62_500_000_000)
        #expect(span.status == SpanStatus(.error, message: "boom"))
        #expect(span.kind == .internal)
        #expect(span.scope == Scope(name: "test.sdk", version: "1.2"))
        #expect(span.resource.attributes == [Attribute("service.name", .string("svc"))])
        #expect(span.events.map(\.name) == ["exception"])
        #expect(span.events[0].time.description == "2025-03-19T16:37:56.100Z")
        #expect(span.events[0].attributes["exception.type"] == .string("ValueError"))
    }

    @Test("logged calls are log records of their span")
    func logs() throws {
        let trace = try decoded(Self.document)
        #expect(trace.logs.count == 5)
        let log = trace.logs[4]
        #expect(log.spanID?.description == "a000000000000004")
        #expect(log.severity == "INFO")
        #expect(
            log.body
                == .map([
                    Attribute("function.name", .string("end")),
                    Attribute("function.arguments", .map([Attribute("n", .int(1))])),
                ]))
        #expect(log.attributes == [Attribute("k", .string("v"))])
    }

    @Test("a span without an id is rejected, and what is below it is kept")
    func withoutID() throws {
        let text = Self.document.replacing(
            "\"span_id\": \"a000000000000002\",\n", with: "")
        #expect(text != Self.document)
        let trace = try decoded(text)
        #expect(trace.spans.map(\.name) == ["main", "call", "again", "end"])
        #expect(trace.rejections.count == 1)
    }

    @Test("errors and scores are annotations of the trace")
    func annotations() throws {
        let directory = try TemporaryDirectory()
        let text = """
            {"errors": [{"category": "Tool-related", "location": "a000000000000003",
              "evidence": "boom", "description": "the tool broke", "impact": "HIGH"},
             {"category": "Other", "location": "0af7651916cd43dd8448eb211c80319c"}],
             "scores": [{"reliability_score": 2, "reliability_reasoning": "broke once",
              "overall": 2.5}]}
            """
        let path = try directory.write(text, to: "0af7651916cd43dd8448eb211c80319c.json")
        let notes = try DecodedFile(TrailAnnotations.self, path: path)
        let traceID = try #require(TraceID(hex: "0af7651916cd43dd8448eb211c80319c"))
        #expect(
            notes.annotations == [
                Annotation(
                    traceID: traceID, spanID: SpanID(hex: "a000000000000003"),
                    name: "Tool-related", explanation: "the tool broke", evidence: "boom",
                    severity: "HIGH"),
                Annotation(
                    traceID: traceID, name: "Other",
                    attributes: [
                        Attribute("location", .string("0af7651916cd43dd8448eb211c80319c"))
                    ]),
                Annotation(
                    traceID: traceID, name: "reliability", score: 2, explanation: "broke once"),
                Annotation(traceID: traceID, name: "overall", score: 2.5),
            ])
    }

    @Test("each file is known for what it is")
    func recognition() throws {
        let directory = try TemporaryDirectory()
        let files = [
            ("trail", "t.json", Self.document),
            (
                "trail-annotations", "n.json",
                "{\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\",\"errors\":[],\"scores\":[]}"
            ),
            ("claude-code", "s.jsonl", SessionLines.example.text),
            ("openai-chat", "r.json", "[{\"task_id\":1,\"traj\":[]}]"),
            ("openai-chat", "c.json", "[{\"role\":\"user\",\"content\":\"hi\"}]"),
        ]
        for (format, name, text) in files {
            let file = try InputFile(path: directory.write(text, to: name))
            #expect(try Formats.detect(file).format.name == format)
        }
    }
}
