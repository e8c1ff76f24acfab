import Testing
import Traces

@Suite struct SpanForestTests {
    private func span(
        _ id: UInt64, parent: UInt64? = nil, start: Int64 = 0, name: String = ""
    ) -> Span {
        Span(
            traceID: TraceID(high: 0, low: 1), spanID: SpanID(id),
            parentID: parent.map { SpanID($0) }, name: name,
            start: Timestamp(nanoseconds: start), end: Timestamp(nanoseconds: start + 10))
    }

    private func ids(_ forest: SpanForest) -> [UInt64] { forest.spans.map(\.spanID.value) }

    private func parentIDs(_ forest: SpanForest) -> [UInt64?] {
        forest.parents.map { $0.map { forest.spans[$0].spanID.value } }
    }

    @Test("siblings stand by start time, then by id") func siblings() {
        let forest = SpanForest([
            span(9, parent: 1, start: 5), span(3, parent: 1, start: 7), span(1),
            span(2, parent: 1, start: 7),
        ])
        #expect(ids(forest) == [1, 9, 2, 3])
        #expect(parentIDs(forest) == [nil, 1, 1, 1])
        #expect(forest.problems.isEmpty)
    }

    @Test("a missing parent makes a top span and is named") func missingParent() {
        let forest = SpanForest([span(2, parent: 0xbad, start: 1), span(1)])
        #expect(parentIDs(forest) == [nil, nil])
        #expect(forest.problems.count == 1)
        #expect(forest.problems[0].contains("0000000000000bad"))
    }

    @Test("an all-zero parent means none") func zeroParent() {
        let forest = SpanForest([span(2, parent: 0)])
        #expect(parentIDs(forest) == [nil])
        #expect(forest.problems.isEmpty)
    }

    @Test("a span that names itself as its parent is a top span") func selfParent() {
        let forest = SpanForest([span(2, parent: 2)])
        #expect(parentIDs(forest) == [nil])
        #expect(forest.problems.count == 1)
    }

    @Test("a cycle is cut at its first span, and what hangs on it stays") func cycle() {
        let spans = [
            span(5, parent: 7, start: 3), span(6, parent: 5, start: 1),
            span(7, parent: 6, start: 2), span(8, parent: 7, start: 0),
        ]
        let forest = SpanForest(spans)
        #expect(ids(forest) == [8, 6, 7, 5])
        #expect(parentIDs(forest) == [7, nil, 6, 7])
        #expect(forest.problems.count == 1)
        #expect(forest.problems[0].contains("0000000000000006"))
    }

    @Test("children of a repeated id belong to the span that started first") func repeated() {
        let forest = SpanForest([
            span(2, start: 9, name: "second"), span(3, parent: 2, start: 10),
            span(2, start: 1, name: "first"),
        ])
        #expect(forest.spans.map(\.name) == ["first", "second", ""])
        #expect(forest.parents == [nil, nil, 0])
        #expect(forest.problems.count == 1)
    }

    @Test("a span that was sent twice stands once") func sentTwice() {
        let forest = SpanForest([span(2, start: 1), span(1), span(2, start: 1)])
        #expect(ids(forest) == [1, 2])
        #expect(forest.problems.isEmpty)
    }

    @Test("the order of arrival does not matter") func shuffled() {
        var spans: [Span] = []
        for id in UInt64(1)...60 {
            spans.append(
                span(
                    id % 50 + 1, parent: id * 7 % 53, start: Int64(id * 13 % 17),
                    name: "span \(id)"))
        }
        let expected = SpanForest(spans)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20 {
            let forest = SpanForest(spans.shuffled(using: &generator))
            #expect(forest.spans == expected.spans)
            #expect(forest.parents == expected.parents)
            #expect(forest.problems == expected.problems)
        }
    }
}
