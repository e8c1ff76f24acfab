import Testing
import Traces

@testable import Rendering

@Suite struct PlumbingRunsTests {
    private func runs(_ tree: [(StepContent, Int?, Bool)]) -> [Range<Int>] {
        PlumbingRuns.ranges(
            in: tree.enumerated().map { index, node in
                Step(
                    span: Span(
                        traceID: SampleInteraction.traceID, spanID: SpanID(UInt64(index)),
                        name: "s", start: .epoch, end: nil),
                    content: node.0, parent: node.1,
                    failure: node.2 ? Failure(message: "no") : nil)
            })
    }

    @Test("siblings and what is below them are one run")
    func siblings() {
        let tree: [(StepContent, Int?, Bool)] = [
            (.chain, nil, false), (.plumbing, 0, false), (.plumbing, 1, false),
            (.plumbing, 0, false), (.chain, 0, false), (.plumbing, 0, false),
        ]
        #expect(runs(tree) == [1..<4])
    }

    @Test("what failed, and what leads to more than transport, is told by itself")
    func exceptions() {
        let tree: [(StepContent, Int?, Bool)] = [
            (.plumbing, nil, false), (.plumbing, 0, false), (.plumbing, 0, true),
            (.plumbing, 0, false), (.plumbing, 0, false), (.chain, 0, false),
        ]
        #expect(runs(tree) == [3..<5])
    }

    @Test("a run ends where its parent's children end")
    func parents() {
        let tree: [(StepContent, Int?, Bool)] = [
            (.chain, nil, false), (.plumbing, 0, false), (.plumbing, 0, false),
            (.chain, nil, false), (.plumbing, 3, false), (.plumbing, 3, false),
        ]
        #expect(runs(tree) == [1..<3, 4..<6])
    }
}
