import Foundation
import Ingest
import TestSupport
import Testing
import Traces

/// A file is imported again after it grew; a span that is known with an earlier end is superseded.
@Suite struct GrownFileTests {
    /// What an earlier state of a file gave that its later state does not explain.
    private func contradictions(_ earlier: DecodedFile, _ later: DecodedFile) -> [String] {
        var spans: [[String]: Span] = [:]
        for span in later.spans { spans[identity(span)] = span }
        let logs = Set(later.logs)
        var found = earlier.logs.filter { !logs.contains($0) }.map { "log \($0.eventName)" }
        for span in earlier.spans {
            guard let grown = spans[identity(span)] else {
                found.append("span \(span.name) \(span.spanID) is gone")
                continue
            }
            let isEarlier = (span.end ?? .epoch) < (grown.end ?? .epoch)
            if span != grown && !isEarlier { found.append("span \(span.name) \(span.spanID)") }
        }
        return found
    }

    private func identity(_ span: Span) -> [String] {
        [span.traceID.description, span.spanID.description, span.name, span.start.description]
    }

    @Test("every state of a growing session gives what the last one explains")
    func everyState() throws {
        let directory = try TemporaryDirectory()
        let text = Array(SessionLines.example.text.utf8)
        let whole = try DecodedFile(
            ClaudeCode.self, path: directory.write(text, to: "session.jsonl"))
        for length in stride(from: 0, through: text.count, by: 37) {
            let path = try directory.write(text.prefix(length), to: "session.jsonl")
            let state = try DecodedFile(ClaudeCode.self, path: path)
            #expect(contradictions(state, whole).isEmpty, "cut at byte \(length)")
        }
    }

    @Test("a half-written last line is kept as rejected until the rest of it is there")
    func halfWritten() throws {
        let directory = try TemporaryDirectory()
        let text = SessionLines.example.text
        let path = try directory.write(text.utf8.dropLast(40), to: "session.jsonl")
        let half = try DecodedFile(ClaudeCode.self, path: path)
        #expect(half.rejections.count == 1)
        #expect(half.spans("chat").count == 3)
        let rejected = try #require(half.rejections.first)
        #expect(Array(text.utf8.dropLast(40)).suffix(rejected.bytes.count) == rejected.bytes[...])
        _ = try directory.write(text, to: "session.jsonl")
        let whole = try DecodedFile(ClaudeCode.self, path: path)
        #expect(whole.rejections.isEmpty)
        #expect(whole.spans("chat").count == 4)
    }

    @Test(
        "the checkpoints of one session give what its last one gives",
        .enabled(if: SharedData.isPresent, "the shared data set is absent"),
        arguments: ["series-768de5d6", "series-cc432c40"])
    func series(name: String) throws {
        let directory = try SharedData.url("claude-code-entire/\(name)")
        let sessions = try FileList(at: directory.path).paths.filter { $0.hasSuffix(".jsonl") }
            .map { try DecodedFile(ClaudeCode.self, path: $0) }
            .sorted { $0.records.count < $1.records.count }
        let last = try #require(sessions.last)
        for state in sessions { #expect(contradictions(state, last).isEmpty) }
    }

    @Test(
        "every state of real sessions gives what the last one explains",
        .enabled(if: SharedData.isPresent, "the shared data set is absent"))
    func realSessions() throws {
        let shared = try SharedData.url("claude-code-entire")
        let directory = try TemporaryDirectory()
        for path in try FileList(at: shared.path).paths
        where path.hasSuffix(".jsonl") && !path.contains("series") {
            let bytes = try Data(contentsOf: URL(filePath: path))
            let whole = try DecodedFile(ClaudeCode.self, path: path)
            for share in [3, 6] {
                let cut = try directory.write(
                    bytes.prefix(bytes.count * share / 8), to: "session.jsonl")
                let state = try DecodedFile(ClaudeCode.self, path: cut)
                let found = contradictions(state, whole)
                #expect(found.isEmpty, "\(path) cut at \(share)/8")
            }
        }
    }
}
