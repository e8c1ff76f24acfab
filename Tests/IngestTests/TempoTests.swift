import Foundation
import Ingest
import Testing
import Traces

@Suite struct TempoTests {
    private static let span = """
        {"traceId": "ChkkQ0hJSktMTU5PUFFSUw==", "spanId": "AQIDBAUGBwg=", "name": "chat m",
         "kind": "SPAN_KIND_CLIENT", "startTimeUnixNano": "1700000000000000000",
         "endTimeUnixNano": "1700000001000000000", "status": {},
         "attributes": [{"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}}]}
        """

    @Test(
        "batches with spans of scopes and of libraries are read, wrapped or not",
        arguments: [
            ("scopeSpans", "scope"), ("instrumentationLibrarySpans", "instrumentationLibrary"),
        ])
    func batches(group: String, scope: String) throws {
        let batch = """
            {"resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "api"}}]},
             "\(group)": [{"\(scope)": {"name": "lib"}, "spans": [\(Self.span)]}]}
            """
        let documents = [
            "{\"batches\": [\(batch)]}", "{\"trace\": {\"batches\": [\(batch)]}}",
            "{\"trace\": {\"resourceSpans\": [\(batch)]}}",
        ]
        for text in documents {
            let file = InputFile(path: "trace.json", bytes: Array(text.utf8))
            let (format, _) = try Formats.detect(file)
            #expect(format.name == "otlp-json")
            var spans: [Span] = []
            try format.decode(file) { decoded in
                guard case .record(.span(let span), _) = decoded else {
                    Issue.record("\(decoded)")
                    return
                }
                spans.append(span)
            }
            #expect(spans.map(\.traceID.description) == ["0a19244348494a4b4c4d4e4f50515253"])
            #expect(spans.map(\.spanID.description) == ["0102030405060708"])
            #expect(spans.map(\.scope.name) == ["lib"])
            #expect(spans.first?.resource.attributes["service.name"] == .string("api"))
        }
    }
}
