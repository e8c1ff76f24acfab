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

    @Test("Jaeger's spans are all there, with the calls and tokens that its truth counts")
    func jaeger() throws {
        let directory = try SharedData.url("jaeger-kagent-agentevals")
        let all = try DecodedFile(Jaeger.self, below: directory)
        #expect(all.spans.count == 169)
        #expect(all.traceIDs.count == 2)
        #expect(all.rejections.isEmpty)
        #expect(all.spans.flatMap(\.events).count == 11)
        for name in ["helm", "k8s"] {
            let path = directory.appending(path: "\(name).json").path
            let found = try interactions(DecodedFile(Jaeger.self, path: path))
            let truth = try JSONDocument(
                contentsOfFile: directory.appending(path: "\(name).truth.json").path
            ).root
            let totals = found.map { Totals(of: $0) }
            let tokens = truth["tokens"]
            #expect(
                totals.reduce(0) { $0 + $1.inputTokens } == tokens?["input"]?.int64.map(Int.init))
            #expect(
                totals.reduce(0) { $0 + $1.outputTokens } == tokens?["output"]?.int64.map(Int.init))
        }
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
        let totals = interactions(all).map { Totals(of: $0) }
        // Agno's framework and its provider tell the same calls: each is counted once.
        #expect(totals.map(\.modelCalls) == [1, 1, 2, 1, 2, 2, 4])
        #expect(totals.map(\.inputTokens) == [49, 41, 826, 6, 168, 140, 1315])
        #expect(totals.map { $0.cost?.value } == [3870, 25, 270, 5139, 234, 632, 323])
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
}
