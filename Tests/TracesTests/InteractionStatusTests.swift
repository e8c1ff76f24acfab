import Testing
import Traces

@Suite struct InteractionStatusTests {
    private func step(
        _ id: UInt64, _ content: StepContent = .chain, parentID: UInt64? = nil, parent: Int? = nil,
        end: Int64? = 10, kind: SpanKind = .internal, failure: Failure? = nil
    ) -> Step {
        let span = Span(
            traceID: TraceID(high: 0, low: 1), spanID: SpanID(id),
            parentID: parentID.map { SpanID($0) }, name: "", kind: kind, start: .epoch,
            end: end.map { Timestamp(nanoseconds: $0) })
        return Step(span: span, content: content, parent: parent, failure: failure)
    }

    private func status(_ steps: [Step]) -> InteractionStatus {
        InteractionStatus(of: Step.placed(steps))
    }

    @Test("the root decides") func root() {
        #expect(status([step(1)]) == .complete)
        #expect(status([step(1, end: nil)]) == .quiet)
        #expect(status([step(1, failure: Failure(message: ""))]) == .failed)
        #expect(status([]) == .truncated)
    }

    @Test("a failed child alone does not fail the interaction") func child() {
        let failed = step(2, parentID: 1, parent: 0, failure: Failure(message: "no"))
        #expect(status([step(1), failed]) == .complete)
    }

    @Test("the first step below a transport root counts as the root") func transportRoot() {
        let failed = step(
            2, .agent(name: "a"), parentID: 1, parent: 0, failure: Failure(message: "no"))
        #expect(status([step(1, .plumbing), failed]) == .failed)
    }

    @Test("the only top step stands in for a root of another process") func remoteParent() {
        #expect(status([step(2, parentID: 1)]) == .complete)
        #expect(status([step(2, parentID: 1, end: nil)]) == .quiet)
        #expect(status([step(2, parentID: 1, failure: Failure(message: ""))]) == .failed)
    }

    @Test("without a root it is truncated, unless a stand-in has been seen") func missingRoot() {
        let other = step(3, parentID: 1)
        #expect(status([step(2, parentID: 1), other]) == .truncated)
        #expect(status([step(2, .agent(name: "a"), parentID: 1), other]) == .complete)
        #expect(status([step(2, parentID: 1, kind: .server), other]) == .complete)
    }
}
