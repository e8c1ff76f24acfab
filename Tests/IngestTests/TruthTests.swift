import Foundation
import Ingest
import JSON
import TestSupport
import Testing
import Traces

/// What people who read the telemetry say happened, against what we read from it.
@Suite(.enabled(if: SharedData.isPresent, "the shared data set is absent"))
struct TruthTests {
    /// Why we do not share a statement of a truth file.
    private enum Reason: CaseIterable {
        /// Google ADK wraps a result that is no object as `{"result": ...}` before the model sees
        /// it; the authors unwrap it, we keep what the model was given.
        case wrappedResult
        /// The authors do not count the calls that Claude Code's native spans tell.
        case nativeSpans

        init?(_ disagreement: Truth.Disagreement) {
            if disagreement.found == "{result:\(disagreement.expected)}" {
                self = .wrappedResult
            } else if disagreement.what.contains("claude_native"),
                ["0", "[]", "0+0"].contains(disagreement.expected)
            {
                self = .nativeSpans
            } else {
                return nil
            }
        }
    }

    @Test("what we read agrees with what people read") func oracle() throws {
        var unexplained: [String] = []
        var explained: [Reason: Int] = [:]
        var statements = 0
        for url in try SharedData.files(below: "otlp-agentevals", suffix: ".truth.json") {
            let comparison = try Truth(url).compared(with: try interactions(records(beside: url)))
            statements += comparison.statements
            for disagreement in comparison.disagreements {
                if let reason = Reason(disagreement) {
                    explained[reason, default: 0] += 1
                } else {
                    unexplained.append(disagreement.description)
                }
            }
        }
        #expect(statements > 700)
        #expect(unexplained == [])
        #expect(explained == [.wrappedResult: 14, .nativeSpans: 6])
    }

    @Test("the order of records does not matter") func shuffled() throws {
        for url in try SharedData.files(below: "otlp-agentevals", suffix: ".truth.json") {
            let records = try records(beside: url)
            let read = interactions(records)
            for _ in 0..<3 { #expect(interactions(records.shuffled()) == read, "\(url.path)") }
        }
    }

    private func records(beside truth: URL) throws -> [Record] {
        let name = truth.lastPathComponent.replacingOccurrences(of: ".truth", with: "")
        let url = truth.deletingLastPathComponent().appending(path: name)
        return try DecodedFile(OTLPJSON.self, path: url.path).records
    }

    private func interactions(_ records: [Record]) -> [Interaction] {
        Dictionary(grouping: records, by: \.traceID).values
            .compactMap { Interpretation.interaction(of: $0) }
            .sorted { ($0.start, $0.traceID) < ($1.start, $1.traceID) }
    }
}
