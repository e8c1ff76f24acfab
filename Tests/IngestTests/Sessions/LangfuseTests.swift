import Foundation
import Ingest
import Testing
import Traces

@Suite struct LangfuseTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private static let id = "0123456789abcdef0123456789abcdef"

    private func decoded(_ text: String) throws -> DecodedFile {
        let path = try directory.write(text, to: "trace.json")
        #expect(try Formats.detect(InputFile(path: path)).format == Langfuse.self)
        return try DecodedFile(Langfuse.self, path: path)
    }

    /// A download with one root observation and one below it.
    private func download(_ root: String, trace: String = "") -> String {
        """
        {"trace": {"id": "\(Self.id)", "name": "answer", "timestamp": "2026-02-03T04:05:06.000Z",
          "input": "\\"how far?\\"", "output": "{\\"km\\": 12}", "public": true,
          "bookmarked": false, "totalCost": 0.25, "latency": 2.5, "sessionId": "s-1"\(trace)},
         "observations": [
          {"id": "a1", "type": "SPAN", "name": "route", "startTime": "2026-02-03T04:05:06.000Z",
           "endTime": "2026-02-03T04:05:08.000Z", "latency": 2000\(root)},
          {"id": "a2", "type": "GENERATION", "name": "ask", "parentObservationId": "a1",
           "startTime": "2026-02-03T04:05:06.500Z", "endTime": null, "latency": 1250,
           "timeToFirstToken": 300, "model": "m", "input": "x", "output": "y"}]}
        """
    }

    @Test("what went into and came out of a trace is that of its root observation without any")
    func rootWithoutContent() throws {
        let file = try decoded(download(""))
        #expect(file.rejections.isEmpty)
        let root = try #require(file.spans.first { $0.name == "route" })
        #expect(root.attributes["langfuse.observation.input"] == .string("how far?"))
        #expect(root.attributes["langfuse.observation.output"] == .string(#"{"km": 12}"#))
        #expect(root.attributes["langfuse.trace.public"] == .bool(true))
        #expect(root.attributes["langfuse.trace.bookmarked"] == .bool(false))
        #expect(root.attributes["langfuse.trace.totalCost"] == .double(0.25))
        #expect(root.attributes["langfuse.trace.latency"] == .double(2.5))
        #expect(root.attributes["langfuse.trace.id"] == nil)
        let interaction = try #require(Interpretation.interaction(of: file.records))
        #expect(interaction.asked.map(\.text) == ["how far?"])
        #expect(interaction.conversationID == "s-1")
    }

    @Test("a root observation's own content stays, and the trace's other content is kept beside it")
    func rootWithContent() throws {
        let own = #", "input": "how far, in km?", "output": {"km": 12}"#
        let file = try decoded(download(own))
        let root = try #require(file.spans.first { $0.name == "route" })
        #expect(root.attributes["langfuse.observation.input"] == .string("how far, in km?"))
        #expect(root.attributes["langfuse.trace.input"] == .string("how far?"))
        #expect(root.attributes["langfuse.observation.output"] == .string(#"{"km": 12}"#))
        #expect(root.attributes["langfuse.trace.output"] == nil)
    }

    @Test("an observation without an end ends after its latency, in the unit of the others")
    func latency() throws {
        let call = try #require(try decoded(download("")).spans.first { $0.name == "ask" })
        let end = try #require(call.end)
        #expect(end.nanoseconds(since: call.start) == 1_250_000_000)
        #expect(call.attributes["langfuse.observation.timeToFirstToken"] == .int(300))
        let seconds = download("").replacing("2000", with: "2.0").replacing("1250", with: "1.25")
        let same = try #require(try decoded(seconds).spans.first { $0.name == "ask" })
        #expect(same.end == end)
    }

    @Test("the answer of the API is the trace itself, and counts in seconds")
    func answer() throws {
        let file = try decoded(
            """
            {"id": "\(Self.id)", "projectId": "p", "name": "answer", "sessionId": "s-1",
             "timestamp": "2026-02-03T04:05:06.000Z", "input": {"question": "how far?"},
             "output": "12 km", "tags": ["maps"], "htmlPath": "/project/p/traces/x",
             "latency": 3, "totalCost": 0.5,
             "scores": [{"id": "c1", "name": "right", "value": 1, "dataType": "BOOLEAN",
               "observationId": "a1", "timestamp": "2026-02-03T04:06:00.000Z"}],
             "observations": [
              {"id": "a1", "traceId": "\(Self.id)", "type": "GENERATION", "name": "first",
               "startTime": "2026-02-03T04:05:06.000Z", "endTime": null, "latency": 1.5,
               "model": "m", "usage": {"input": 7, "output": 3}, "calculatedTotalCost": 0.001},
              {"id": "a2", "traceId": "\(Self.id)", "type": "SPAN", "name": "second",
               "startTime": "2026-02-03T04:05:08.000Z", "endTime": null}]}
            """)
        #expect(file.rejections.isEmpty)
        #expect(file.traceIDs == [try #require(TraceID(hex: Self.id))])
        let own = try #require(file.spans.first { $0.name == "answer" })
        #expect(own.parentID == nil)
        #expect(own.end?.nanoseconds(since: own.start) == 3_000_000_000)
        #expect(
            own.attributes["langfuse.observation.input"] == .string(#"{"question": "how far?"}"#))
        #expect(own.attributes["langfuse.trace.htmlPath"] == .string("/project/p/traces/x"))
        #expect(own.attributes["langfuse.trace.observations"] == nil)
        let first = try #require(file.spans.first { $0.name == "first" })
        #expect(first.parentID == own.spanID)
        #expect(first.end?.nanoseconds(since: first.start) == 1_500_000_000)
        #expect(file.spans.first { $0.name == "second" }?.end == nil)
        #expect(file.annotations.map(\.spanID) == [first.spanID])
        let totals = try #require(
            Interpretation.interaction(of: file.records).map { Totals(of: $0) })
        #expect(totals.inputTokens == 7)
        #expect(totals.outputTokens == 3)
        #expect(totals.cost?.value == 1000)
    }

    @Test(
        "damage costs none of the scores behind it",
        arguments: ["answer", "bookmarked", "how far"])
    func damagedScores(place: String) throws {
        let scores = (1...3).map { id in
            """
            {"id": "c\(id)", "timestamp": "2026-02-03T04:06:00.000Z", "name": "right \(id)",
             "source": "EVAL", "observationId": null, "value": \(id), "comment": "how \(id)"}
            """
        }
        let text = download("", trace: ", \"scores\": [\(scores.joined(separator: ", "))]")
        for place in [place, "how 2"] {
            let damage = try #require(text.firstRange(of: place))
            let damaged = text.replacingCharacters(in: damage, with: "\"" + place)
            let file = try DecodedFile(Langfuse.self, path: directory.write(damaged, to: "d.json"))
            #expect(
                file.annotations.map(\.name)
                    == scores.indices.map { "right \($0 + 1)" }
                    .filter { place != "how 2" || $0 != "right 2" })
            #expect(Set(file.spans.map(\.name)).isSuperset(of: ["route", "ask"]))
            #expect(file.traceIDs == [try #require(TraceID(hex: Self.id))])
            #expect(!file.rejections.isEmpty)
        }
    }

    @Test("an object with an id and a time alone is no answer of the API")
    func strange() throws {
        let text = #"{"id": "x", "timestamp": "2026-02-03T04:05:06.000Z", "observations": [1]}"#
        let sample = try FileSample(of: InputFile(path: "x.json", bytes: Array(text.utf8)))
        #expect(Langfuse.recognition(of: sample) == .no)
    }
}
