import Foundation
import Ingest
import Testing
import Traces

@Suite struct FlatSpansTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test(
        "events with a body are log records, those without stay events",
        arguments: ["span_events", "events"])
    func events(member: String) throws {
        let text = """
            [{"trace_id": "00000000000000000000000000000001", "span_id": "0000000000000002",
              "parent_span_id": null, "name": "chat", "start_time": 10, "end_time": 20,
              "attributes": {"gen_ai.operation.name": "chat"}, "status": {"code": "OK"},
              "\(member)": [
               {"event_name": "gen_ai.user.message", "timestamp": 11, "attributes": {},
                "body": {"content": "hi"}},
               {"event_name": "retry", "timestamp": 12, "attributes": {"n": 1}}]}]
            """
        let path = try directory.write(text, to: "spans.json")
        #expect(try Formats.detect(InputFile(path: path)).format == FlatSpans.self)
        let file = try DecodedFile(FlatSpans.self, path: path)
        #expect(file.rejections.isEmpty)
        #expect(file.logs.map(\.eventName) == ["gen_ai.user.message"])
        #expect(file.logs.first?.body == .map([Attribute("content", .string("hi"))]))
        #expect(file.logs.first?.spanID == file.spans.first?.spanID)
        #expect(file.spans.first?.events.map(\.name) == ["retry"])
    }
}
