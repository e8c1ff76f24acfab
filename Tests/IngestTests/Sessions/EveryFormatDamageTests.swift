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
    /// Each of them is cut itself. Claude Code and Codex write an answer in several lines, and a tool's
    /// result in a line of its own: their record begins before the cut and goes on behind it. What
    /// they log before the first prompt (two hooks and a snapshot at most) belongs to the turn which that
    /// prompt begins, and is rejected without it. The span of a trace in Langfuse stands for several
    /// roots, and the cut leaves one, which tells what the trace says. In Who&When, whether the answer
    /// is correct stands before the messages that name the trace, and the question's id, a part of
    /// the name of a history, behind them.
    private static let lostByCut = [
        "claude-code": 3, "codex": 1, "langfuse": 1, "who-and-when": 1,
    ]
    /// How many records may be lost besides those that a flipped byte is a part of; else none.
    ///
    /// Each of them has a part in what is hit. A tool's span of a list of chat messages stands where its
    /// answer does and says what it was asked for, which stands in a message with up to two calls; a call
    /// of Codex goes on in several lines; a call of Inspect refers to the attachments of its sample; the
    /// root of a trace in Langfuse says what the trace says.
    private static let lostByFlip = ["openai-chat": 2, "codex": 1, "inspect": 1, "langfuse": 1]

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
                    "\(format.name) \(path) cut at \(offset): \(cut)")
                let flip = try sample.lostByFlipping(bit: step % 8, at: offset)
                #expect(
                    flip.count <= Self.lostByFlip[format.name, default: 0],
                    "\(format.name) \(path) flipped at \(offset): \(flip)")
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
