import JSON
import Rendering
import Testing
import Traces

@Suite struct RecordLineTests {
    @Test("a raw record is one line of JSON with everything in it")
    func spanLine() throws {
        let step = SampleInteraction.steps[4]
        let line = RecordLine.text(of: .span(step.span))
        #expect(line.hasSuffix("\n") && line.dropLast().contains("\n") == false)
        let json = try JSONDocument(line).root
        #expect(json["spanId"]?.string == "0000000000000005")
        #expect(json["startTimeUnixNano"]?.string == String(step.span.start.nanoseconds))
        #expect(json["attributes"]?["retry.count"]?.int64 == 2)
    }

    @Test("hostile text survives in the raw record")
    func hostileText() throws {
        let text = SampleInteraction.hostileName + "\u{0}\u{2028}"
        let annotation = Annotation(traceID: SampleInteraction.traceID, name: text)
        let json = try JSONDocument(RecordLine.text(of: .annotation(annotation))).root
        #expect(json["name"]?.string == text)
    }
}
