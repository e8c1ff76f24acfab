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
        "agent-log-record-samples", "agentrx-tau-retail", "claude-code-codemie",
        "claude-code-entire", "claude-code-session-share", "codex-rollouts-codemie",
        "derived-otlp-from-trail", "derived-otlp-protobuf-agentevals",
        "holmesgpt-sre-conversations", "inspect-logs", "jaeger-kagent-agentevals",
        "langfuse-framework-traces", "langsmith-runs-sample", "otel-flat-spans-strands-evals",
        "otlp-agentevals", "tau-bench", "trail-openinference", "who-and-when",
    ]

    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// How many records that end before a cut it may cost; none of formats that are not named.
    ///
    /// A message, a tool call or a turn stands where it begins, and what follows adds to it or says
    /// what it was: a cut leaves its beginning.
    private static let lostByCut = [
        "claude-code": 4, "codex": 2, "langfuse": 1, "who-and-when": 1, "agentrx-labels": 1,
        "openai-chat": 1,
    ]
    /// How many records may be lost besides those that a flipped byte is a part of; else one.
    ///
    /// A bracket between two records belongs to both, a message to the next prompt too, and a
    /// resource to all its spans.
    private static let lostByFlip = [
        "claude-code": 2, "codex": 2, "openai-chat": 2, "agentrx-labels": 2, "otlp-json": 5,
    ]

    @Test("damage never crashes, and costs what it hits", arguments: parts)
    func damage(part: String) throws {
        for path in try FileList(at: SharedData.url(part).path).paths {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            guard let format = format(of: path) else { continue }
            let name = URL(filePath: path).lastPathComponent
            // As a copy, without the files beside it that some formats read too.
            let sample = try DamagedSample(format, bytes, name: name, in: directory)
            let steps = bytes.count < 40_000 ? 20 : bytes.count < 600_000 ? 5 : 2
            for step in 1..<steps {
                let offset = bytes.count * step / steps
                let cut = try sample.lostByCutting(at: offset)
                #expect(
                    cut.count <= Self.lostByCut[format.name, default: 0],
                    "\(name) cut at \(offset): \(cut)")
                let flip = try sample.lostByFlipping(bit: step % 8, at: offset)
                #expect(
                    flip.count <= Self.lostByFlip[format.name, default: 1],
                    "\(name) flipped at \(offset): \(flip)")
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
