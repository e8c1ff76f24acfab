import Ingest
import Testing

@Suite struct FormatsTests {
    private func failure(_ text: String) -> UnknownFormat? {
        let file = InputFile(path: "x.json", bytes: Array(text.utf8))
        do {
            let found = try Formats.detect(file)
            Issue.record("taken for \(found.format.name)")
            return nil
        } catch IngestError.unknownFormat(let unknown) {
            return unknown
        } catch {
            Issue.record(error)
            return nil
        }
    }

    @Test("names are unique and find their format")
    func names() {
        #expect(Set(Formats.all.map { $0.name }).count == Formats.all.count)
        for format in Formats.all {
            #expect(Formats.named(format.name)?.name == format.name)
            #expect(!format.summary.isEmpty)
        }
    }

    @Test("an unknown file is reported with what comes nearest and where it stops making sense")
    func unknown() throws {
        let near = try #require(failure(#"{"resourceSpans":{"a":1}}"#))
        #expect(near.nearest.map(\.format) == ["otlp-json"])
        #expect(near.description.contains("its resourceSpans is no list"))
        let broken = try #require(failure("{\"a\": 1, oops}"))
        #expect(broken.offsetBytes == 9)
        #expect(broken.description.contains("byte 9 begins \"oops}\""))
        let binary = try #require(failure("\u{1}\u{2}hello"))
        #expect(binary.description.contains(#""\x01\x02hello""#))
        #expect(failure("")?.description.contains("the file is empty") == true)
        #expect(failure("# Notes")?.isAmbiguous == false)
    }
}
