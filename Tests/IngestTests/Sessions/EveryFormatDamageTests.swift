import Foundation
import Ingest
import TestSupport
import Testing
import Traces

/// Every sample file, as every format that reads it, cut and flipped at many offsets.
@Suite(.enabled(if: SharedData.isPresent, "the shared data set is absent"))
struct EveryFormatDamageTests {
    /// The directories with files of traces.
    static let parts = [
        "agentrx-tau-retail", "claude-code-codemie", "claude-code-session-share",
        "codex-rollouts-codemie", "derived-otlp-protobuf-agentevals",
        "holmesgpt-sre-conversations", "inspect-logs", "jaeger-kagent-agentevals",
        "langfuse-framework-traces", "langsmith-runs-sample", "otel-flat-spans-strands-evals",
        "otlp-agentevals", "trail-openinference", "who-and-when",
    ]

    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// What a record says that no damage elsewhere in the file changes: identities may depend on
    /// what a conversation begins with.
    private func content(_ record: Record) -> [String] {
        switch record {
        case .span(let span):
            let told = Self.tellingKeys.lazy.compactMap { span.attributes[$0]?.stringValue }.first
            return [span.name, told ?? ""]
        case .log(let log): return ["\(log.time)", log.eventName]
        case .annotation(let annotation): return [annotation.name, annotation.explanation ?? ""]
        }
    }

    private static let tellingKeys = [
        "gen_ai.output.messages", "gen_ai.tool.call.arguments", "gen_ai.tool.call.result",
        "output.value", "langfuse.observation.output", "langsmith.outputs", "input.value",
    ]

    @Test("damage never crashes, and costs what it hits", arguments: parts)
    func damage(part: String) throws {
        for path in try FileList(at: SharedData.url(part).path).paths {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            guard bytes.count < 600_000, let format = format(of: path) else { continue }
            let name = URL(filePath: path).lastPathComponent
            // As a copy, without the files beside it that some formats read too.
            let whole = try DecodedFile(format, path: directory.write(bytes, to: name))
            let steps = bytes.count < 40_000 ? 12 : 4
            for step in 1..<steps {
                let offset = bytes.count * step / steps
                let cut = try DecodedFile(
                    format, path: directory.write(bytes.prefix(offset), to: name))
                #expect(cut.records.count <= whole.records.count + 1, "\(name) cut at \(offset)")
                var flipped = bytes
                flipped[offset] ^= UInt8(1 << (step % 8))
                let damaged = try DecodedFile(format, path: directory.write(flipped, to: name))
                let found = Set(damaged.records.map(content))
                let lost = zip(whole.records, whole.places).filter { record, place in
                    let range = place.offsetBytes..<(place.offsetBytes + place.lengthBytes)
                    return !range.contains(offset) && !found.contains(content(record))
                }
                // A bracket between two records belongs to both, a message to the next prompt too.
                #expect(
                    lost.count <= 3,
                    "\(name) flipped at \(offset): \(lost.map { content($0.0) })")
            }
        }
    }

    private func format(of path: String) -> (any TraceFormat.Type)? {
        do {
            return try Formats.detect(InputFile(path: path)).format
        } catch {
            return nil  // Not every file of the data is a trace.
        }
    }
}
