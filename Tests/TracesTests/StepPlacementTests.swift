import Testing
import Traces

@Suite struct StepPlacementTests {
    private func step(
        _ id: UInt64, _ content: StepContent = .chain, parent: Int? = nil, start: Int64 = 0,
        failure: Failure? = nil
    ) -> Step {
        let span = Span(
            traceID: TraceID(high: 0, low: 1), spanID: SpanID(id), name: "",
            start: Timestamp(nanoseconds: start), end: Timestamp(nanoseconds: start + 10))
        return Step(span: span, content: content, parent: parent, failure: failure)
    }

    @Test("steps stand depth first with their depth and their agent") func depthFirst() {
        let steps = Step.placed([
            step(1, .agent(name: "lead")), step(2, parent: 0), step(3, parent: 0),
            step(4, .agent(name: "helper"), parent: 1), step(5, parent: 3), step(6),
        ])
        #expect(steps.map(\.span.spanID.value) == [1, 2, 4, 5, 3, 6])
        #expect(steps.map(\.parent) == [nil, 0, 1, 2, 0, nil])
        #expect(steps.map(\.depth) == [0, 1, 2, 3, 1, 0])
        #expect(steps.map(\.agent) == ["lead", "lead", "helper", "helper", "lead", nil])
    }

    @Test("model and tool calls share one sequence of numbers, by start time") func numbers() {
        let steps = Step.placed([
            step(1, start: 0), step(2, .tool(ToolCall(name: "late")), parent: 0, start: 9),
            step(3, .model(ModelCall()), parent: 0, start: 3), step(4, parent: 0, start: 4),
        ])
        #expect(steps.map(\.number) == [1, 2, 1, 2])
    }

    @Test("a hundred thousand levels do not exhaust the stack") func deep() {
        let steps = Step.placed(
            (0..<100_000).map { step(UInt64($0), parent: $0 == 0 ? nil : $0 - 1) })
        #expect(steps.last?.depth == 99_999)
    }

    @Test("usage counts model calls alone, and a repeated failure counts once") func totals() {
        let usage = Usage(inputTokens: 10, outputTokens: 3)
        let call = ModelCall(usage: usage, cost: MicroDollars(5))
        let error = Failure(type: "TimeoutError", message: "timed out")
        let steps = Step.placed([
            step(1, .agent(name: "a"), failure: Failure(message: "Error: timed out")),
            step(2, .model(call), parent: 0),
            step(3, .tool(ToolCall(name: "t")), parent: 0, failure: error),
            step(4, .tool(ToolCall(name: "t")), parent: 0, failure: error),
        ])
        let totals = Totals(
            of: Interaction(
                traceID: TraceID(high: 0, low: 1), name: "", title: "", start: .epoch, end: nil,
                status: .complete, steps: steps))
        #expect(totals.modelCalls == 1 && totals.toolCalls == 2 && totals.spans == 4)
        #expect(totals.inputTokens == 10 && totals.outputTokens == 3)
        #expect(totals.cost == MicroDollars(5))
        #expect(totals.failures == 2)
        #expect(steps.failureIndices == [2, 3])
    }

    @Test("a failed request counts with the step that made it") func transport() {
        func failure(_ text: String) -> Failure { Failure(type: text, message: text) }
        let steps = Step.placed([
            step(1, .plumbing, failure: failure("500")),
            step(2, .tool(ToolCall(name: "t")), parent: 0, failure: failure("no answer")),
            step(3, .plumbing, parent: 1, failure: failure("503")),
            step(4, .chain), step(5, .plumbing, parent: 3, failure: failure("404")),
        ])
        #expect(steps.failureIndices == [1, 4])
    }
}
