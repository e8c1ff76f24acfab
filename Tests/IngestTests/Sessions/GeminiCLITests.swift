import Foundation
import Ingest
import Testing
import Traces

@Suite struct GeminiCLITests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private static let head =
        #""sessionId": "s-1", "projectHash": "ab", "startTime": "2025-10-18T14:00:00.000Z""#
    private static let messages = [
        """
        {"id": "m1", "timestamp": "2025-10-18T14:00:00.000Z", "type": "user",
         "content": "list the files"}
        """,
        """
        {"id": "m2", "timestamp": "2025-10-18T14:00:02.000Z", "type": "gemini", "content": "",
         "model": "gemini-2.5-pro", "thoughts": [{"subject": "Look", "description": "at it",
          "timestamp": "2025-10-18T14:00:01.000Z"}],
         "tokens": {"input": 100, "output": 10, "cached": 40, "thoughts": 5, "tool": 0,
          "total": 115},
         "toolCalls": [{"id": "t1", "name": "ls", "args": {"path": "."}, "status": "success",
          "timestamp": "2025-10-18T14:00:03.000Z", "result": [{"functionResponse": {"id": "t1",
           "name": "ls", "response": {"output": "a.txt"}}}], "resultDisplay": "a.txt"}]}
        """,
        """
        {"id": "m3", "timestamp": "2025-10-18T14:00:04.000Z", "type": "gemini",
         "content": "a.txt", "model": "gemini-2.5-pro",
         "tokens": {"input": 120, "output": 2, "cached": 0, "thoughts": 0, "tool": 0,
          "total": 122}}
        """,
        """
        {"id": "m4", "timestamp": "2025-10-18T14:01:00.000Z", "type": "user",
         "content": [{"text": "remove it"}]}
        """,
        """
        {"id": "m5", "timestamp": "2025-10-18T14:01:01.000Z", "type": "error",
         "content": "quota exceeded"}
        """,
    ]

    private func interactions(_ file: DecodedFile) -> [Interaction] {
        Dictionary(grouping: file.records, by: \.traceID).values
            .compactMap { Interpretation.interaction(of: $0) }.sorted { $0.start < $1.start }
    }

    @Test("a turn is a trace of its conversation, in a document as in lines", arguments: [0, 1])
    func turns(form: Int) throws {
        let flat = Self.messages.map { $0.replacing("\n", with: " ") }
        let text =
            form == 0
            ? "{\(Self.head), \"messages\": [\(Self.messages.joined(separator: ",\n"))]}"
            : (["{\(Self.head)}"] + flat + [#"{"$set": {"summary": "files"}}"#])
                .joined(separator: "\n")
        let path = try directory.write(text, to: "session.json")
        guard case .yes = GeminiCLI.recognition(of: try FileSample(of: InputFile(path: path)))
        else { throw CancellationError() }
        let file = try DecodedFile(GeminiCLI.self, path: path)
        #expect(file.rejections.isEmpty)
        let found = interactions(file)
        #expect(found.map(\.conversationID) == ["s-1", "s-1"])
        #expect(found.map(\.title) == ["list the files", "remove it"])
        #expect(found.map(\.status) == [.complete, .failed])
        let totals = found.map { Totals(of: $0) }
        #expect(totals.map(\.modelCalls) == [2, 0])
        #expect(totals.map(\.toolCalls) == [1, 0])
        #expect(totals.map(\.inputTokens) == [220, 0])
        #expect(totals.map(\.outputTokens) == [17, 0])
        #expect(found.first?.answered.map(\.text) == ["a.txt"])
        let tool = found.first?.steps.compactMap { step -> ToolCall? in
            guard case .tool(let call) = step.content else { return nil }
            return call
        }.first
        #expect(tool?.result == "a.txt")
        #expect(tool?.arguments == #"{"path": "."}"#)
    }

    @Test("notices before anything that the user typed go with the first turn, or are rejected")
    func earlyNotices() throws {
        let early = ["info", "warning", "error"].enumerated().map { index, type in
            """
            {"id": "n\(index)", "timestamp": "2025-10-18T13:59:0\(index).000Z", \
            "type": "\(type)", "content": "\(type) of the start"}
            """
        }
        let flat = Self.messages.map { $0.replacing("\n", with: " ") }
        func decoded(_ messages: [String]) throws -> DecodedFile {
            try DecodedFile(
                GeminiCLI.self,
                path: directory.write(
                    (["{\(Self.head)}"] + messages).joined(separator: "\n"), to: "session.jsonl"))
        }
        let file = try decoded(early + flat)
        #expect(file.rejections.isEmpty)
        #expect(
            file.logs.map(\.eventName) == [
                "gemini.info", "gemini.warning", "gemini.error", "gemini.error",
            ])
        #expect(file.logs.prefix(3).allSatisfy { $0.traceID == file.spans.first?.traceID })
        #expect(interactions(file).map(\.status) == [.complete, .failed])
        let alone = try decoded(early + [flat[1]])
        #expect(alone.records.isEmpty)
        #expect(alone.rejections.count == 4)
        let answered = try decoded(early + flat[1...])
        #expect(answered.logs.count == 4)
        #expect(answered.rejections.count == 2)
    }

    @Test("a line that sets messages which are none is rejected")
    func strangeMessages() throws {
        let flat = Self.messages.map { $0.replacing("\n", with: " ") }
        let set = #"{"$set": {"messages": [{"id": "m9", "content": "no time"}, \#(flat[0])]}}"#
        let file = try DecodedFile(
            GeminiCLI.self,
            path: directory.write("{\(Self.head)}\n\(set)", to: "session.jsonl"))
        #expect(file.spans.count == 1)
        #expect(file.rejections.count == 1)
    }

    @Test("a later line of a message replaces it, and what was rewound says so")
    func rewound() throws {
        let flat = Self.messages.map { $0.replacing("\n", with: " ") }
        let early = flat[1].replacing("\"output\": 10", with: "\"output\": 0")
        let lines = ["{\(Self.head)}", flat[0], early, flat[1], flat[2]]
        let path = try directory.write(
            (lines + [#"{"$rewindTo": "m3"}"#]).joined(separator: "\n"), to: "session.jsonl")
        let file = try DecodedFile(GeminiCLI.self, path: path)
        #expect(file.rejections.isEmpty)
        #expect(file.spans("chat").count == 2)
        #expect(
            file.spans("chat").map { $0.attributes["gemini.is_rewound"] } == [nil, .bool(true)])
        #expect(interactions(file).first.map { Totals(of: $0).outputTokens } == 17)
    }

    @Test("a file that has grown gives the same spans and more")
    func grown() throws {
        let flat = Self.messages.map { $0.replacing("\n", with: " ") }
        var known: Set<SpanID> = []
        for count in 1...flat.count {
            let text = (["{\(Self.head)}"] + flat.prefix(count)).joined(separator: "\n")
            let file = try DecodedFile(
                GeminiCLI.self, path: directory.write(text, to: "session.jsonl"))
            let ids = Set(file.spans.map(\.spanID))
            #expect(ids.isSuperset(of: known))
            known = ids
        }
    }
}
