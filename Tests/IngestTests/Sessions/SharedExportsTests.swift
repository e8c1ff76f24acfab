import Foundation
import Ingest
import JSON
import TestSupport
import Testing
import Traces

@Suite(.enabled(if: SharedData.isPresent, "the shared data set is absent"))
struct SharedExportsTests {
    /// The interactions of a file's records, by start.
    private func interactions(_ decoded: DecodedFile) -> [Interaction] {
        Dictionary(grouping: decoded.records, by: \.traceID).values
            .compactMap { Interpretation.interaction(of: $0) }.sorted { $0.start < $1.start }
    }

    @Test("Jaeger's spans are all there, and agree with what people read in them")
    func jaeger() throws {
        let directory = try SharedData.url("jaeger-kagent-agentevals")
        let all = try DecodedFile(Jaeger.self, below: directory)
        #expect(all.spans.count == 169)
        #expect(all.traceIDs.count == 2)
        #expect(all.rejections.isEmpty)
        #expect(all.spans.flatMap(\.events).count == 11)
        var statements = 0
        for name in ["helm", "k8s"] {
            let truth = try Truth(directory.appending(path: "\(name).truth.json"))
            let path = directory.appending(path: "\(name).json").path
            let found = try interactions(DecodedFile(Jaeger.self, path: path))
            let comparison = truth.compared(with: found)
            statements += comparison.statements
            #expect(comparison.disagreements.map(\.description) == [])
        }
        #expect(statements > 10)
    }

    @Test("flat lists of spans are all there")
    func flat() throws {
        let all = try DecodedFile(
            FlatSpans.self, below: SharedData.url("otel-flat-spans-strands-evals"))
        #expect(all.spans.count == 50)
        #expect(all.rejections.isEmpty)
        let calls = interactions(all).map { interaction in
            let totals = Totals(of: interaction)
            return "\(interaction.name): \(totals.modelCalls), \(totals.toolCalls)"
        }
        #expect(
            calls == [
                "invoke_agent WeatherAssistant: 2, 2", "CodeAgent.run: 2, 2",
                "invoke_agent agent: 2, 1", "invocation: 2, 1", "ClaudeAgentSDK.query: 0, 6",
                "Agent Workflow: 8, 5",
            ])
    }

    @Test("Langfuse's observations and scores are all there")
    func langfuse() throws {
        let all = try DecodedFile(
            Langfuse.self, below: SharedData.url("langfuse-framework-traces"))
        #expect(all.spans.filter { $0.attributes["langfuse.observation.type"] != nil }.count == 39)
        #expect(all.traceIDs.count == 7)
        #expect(all.annotations.count == 6)
        #expect(all.rejections.isEmpty)
    }

    @Test("Langfuse's calls, tokens and costs are those of the generations without one inside")
    func langfuseTotals() throws {
        let directory = try SharedData.url("langfuse-framework-traces")
        var calls = 0
        for path in try FileList(at: directory.path).paths {
            let observations =
                try JSONDocument(contentsOfFile: path).root["observations"]?.elements ?? []
            let generations = observations.filter { $0["type"]?.string == "GENERATION" }
            // A framework and its provider tell the same call, one inside the other: it is one.
            let outer = Set(generations.compactMap { $0["parentObservationId"]?.string })
            let inner = generations.filter { !outer.contains($0["id"]?.string ?? "") }
            let sum = { (name: String, key: String) in
                inner.reduce(0.0) { $0 + ($1[name]?[key]?.double ?? 0) }
            }
            let found = try interactions(DecodedFile(Langfuse.self, path: path))
            let totals = found.map { Totals(of: $0) }
            #expect(totals.reduce(0) { $0 + $1.modelCalls } == inner.count, "\(path)")
            #expect(
                totals.reduce(0) { $0 + $1.inputTokens } == Int(sum("usageDetails", "input")),
                "\(path)")
            #expect(
                totals.reduce(0) { $0 + $1.outputTokens } == Int(sum("usageDetails", "output")),
                "\(path)")
            let cost = totals.reduce(Int64(0)) { $0 + ($1.cost?.value ?? 0) }
            // Each call's cost is rounded to a micro-dollar.
            let difference = abs(Double(cost) - sum("costDetails", "total") * 1_000_000)
            #expect(difference <= 0.5 * Double(inner.count), "\(path)")
            calls += inner.count
        }
        #expect(calls == 13)
    }

    @Test(
        "Codex's turns, calls, tools and tokens are all there",
        arguments: [
            ("rollout-2026-01-02T18-39-45-019b7f94-51b4-7593-922e-ba12b5b73b52", 1, 3, 3, 22_774),
            (
                "rollout-2026-05-11T11-26-55-019e1625-789d-76c0-80ab-3724b5ddb799", 2, 66, 105,
                6_064_954
            ),
            ("turn-1", 1, 1, 0, 1036), ("turn-2", 2, 2, 0, 2156),
        ])
    func codex(name: String, turns: Int, calls: Int, tools: Int, tokens: Int) throws {
        let file = try SharedData.url("codex-rollouts-codemie/\(name).jsonl")
        let session = try DecodedFile(Codex.self, path: file.path)
        #expect(session.rejections.isEmpty)
        #expect(session.traceIDs.count == turns)
        #expect(session.spans("chat").count == calls)
        #expect(session.spans("execute_tool").count == tools)
        let totals = interactions(session).map { Totals(of: $0) }
        #expect(totals.reduce(0) { $0 + $1.inputTokens + $1.outputTokens } == tokens)
    }

    @Test("Codex's 450 lines have 105 calls of functions, and a span for each and each web search")
    func codexLines() throws {
        var counts: [String: Int] = [:]
        var spans = 0
        for path in try FileList(at: SharedData.url("codex-rollouts-codemie").path).paths {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            for line in text.split(separator: "\n") {
                let record = try JSONDocument(String(line)).root
                counts["lines", default: 0] += 1
                guard record["type"]?.string == "response_item" else { continue }
                counts[record["payload"]?["type"]?.string ?? "", default: 0] += 1
            }
            spans += try DecodedFile(Codex.self, path: path).spans("execute_tool").count
        }
        let functions = counts["function_call", default: 0] + counts["custom_tool_call", default: 0]
        #expect(counts["lines"] == 450)
        #expect(functions == 105)
        #expect(spans == functions + counts["web_search_call", default: 0])
    }
}
