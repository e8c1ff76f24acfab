import Ingest
import TestSupport
import Testing
import Traces

/// Whole data sets of real traces, by numbers that were counted in the files themselves.
@Suite(.enabled(if: SharedData.isPresent, "the shared data set is absent"))
struct DataSetInterpretationTests {
    private func interactions(
        _ formats: [any TraceFormat.Type], in part: String
    ) throws -> [Interaction] {
        let records = try formats.flatMap {
            try DecodedFile($0, below: SharedData.url(part)).records
        }
        return Dictionary(grouping: records, by: \.traceID).values
            .compactMap { Interpretation.interaction(of: $0) }
    }

    @Test("TRAIL has 185 model calls and 54 tool calls in 18 traces") func trail() throws {
        let read = try interactions(
            [Trail.self, TrailAnnotations.self], in: "trail-openinference")
        let totals = read.map { Totals(of: $0) }
        #expect(read.count == 18)
        #expect(totals.map(\.modelCalls).reduce(0, +) == 185)
        #expect(totals.map(\.toolCalls).reduce(0, +) == 54)
        #expect(totals.map(\.spans).reduce(0, +) == 445)
        #expect(read.filter { $0.asked.isEmpty || $0.answered.isEmpty }.isEmpty)
        #expect(read.filter { $0.agent != "CodeAgent" }.isEmpty)
    }

    @Test("in a chat trajectory every answer is a model call, every tool call has its result")
    func chats() throws {
        let read = try interactions([OpenAIChat.self], in: "tau-bench")
        let steps = read.flatMap(\.steps)
        #expect(read.count == 200)
        #expect(steps.filter(\.isDerived).isEmpty)
        #expect(read.flatMap(\.toolCalls).filter { $0.result == nil }.isEmpty)
        for interaction in read {
            let calls = interaction.modelCalls
            // Each prompt is the one before, its answer, and at least one new message.
            for (call, next) in zip(calls, calls.dropFirst()) {
                #expect(next.input.count > call.input.count + call.output.count)
                #expect(next.input.starts(with: call.input + call.output))
            }
        }
    }

    @Test("every tool call of a Claude Code session has a span of its own") func sessions() throws {
        let read = try interactions([ClaudeCode.self], in: "claude-code-entire")
        #expect(read.flatMap(\.steps).filter(\.isDerived).isEmpty)
        #expect(read.filter { $0.conversationID == nil }.isEmpty)
        #expect(read.filter { $0.agent == nil }.isEmpty)
        #expect(read.filter { $0.status == .quiet }.isEmpty)
    }
}
