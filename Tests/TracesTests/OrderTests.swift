import Testing

@testable import Traces

/// The order in which records are told when their times are equal.
@Suite struct OrderTests {
    private let trace = TraceID(high: 1, low: 2)

    private func log(_ body: AttributeValue, _ attributes: [Attribute] = []) -> LogRecord {
        LogRecord(
            traceID: trace, spanID: SpanID(1), time: .epoch, eventName: "e", severity: "",
            body: body, attributes: attributes, scope: Scope(), resource: Resource(attributes: []))
    }

    private func span(_ change: (inout Span) -> Void) -> Span {
        var span = Span(
            traceID: trace, spanID: SpanID(1), parentID: nil, name: "s", kind: .internal,
            start: .epoch, end: nil)
        change(&span)
        return span
    }

    /// Different values that are told at the same time.
    private var logs: [LogRecord] {
        let values: [AttributeValue] = [
            .null, .bool(false), .bool(true), .int(-1), .int(2), .double(-.nan), .double(0),
            .double(.nan), .string(""), .string("e\u{301}"), .string("\u{E9}"), .string("b"),
            .bytes([]), .bytes([1]), .bytes([1, 0]), .array([]), .array([.int(1)]),
            .array([.int(1), .null]), .map([]), .map([Attribute("a", .int(1))]),
            .map([Attribute("a", .int(1)), Attribute("a", .int(1))]),
        ]
        return values.map { log($0) } + values.map { log(.null, [Attribute("k", $0)]) }
    }

    @Test("the order of log records depends on what they say, and tells all of them apart")
    func logRecords() {
        let ordered = logs.sorted(by: LogRecord.precedes)
        for seed in 0..<20 {
            var generator = SeededGenerator(seed: UInt64(seed))
            let other = logs.shuffled(using: &generator).sorted(by: LogRecord.precedes)
            #expect(other.map { "\($0)" } == ordered.map { "\($0)" })
        }
        for (left, right) in zip(ordered, ordered.dropFirst()) {
            #expect(LogRecord.precedes(left, right) && !LogRecord.precedes(right, left))
        }
        #expect(ordered.allSatisfy { !LogRecord.precedes($0, $0) })
    }

    @Test("every member of a span and of an annotation counts")
    func members() {
        let spans = [
            span { _ in }, span { $0.end = .epoch }, span { $0.name = "t" },
            span { $0.parentID = SpanID(2) }, span { $0.kind = .client },
            span { $0.status = SpanStatus(.error) },
            span { $0.status = SpanStatus(.error, message: "m") },
            span { $0.attributes = [Attribute("a", .null)] },
            span { $0.events = [SpanEvent(name: "e", time: .epoch, attributes: [])] },
            span { $0.links = [SpanLink(traceID: trace, spanID: SpanID(1))] },
            span { $0.scope = Scope(name: "n") },
            span { $0.resource = Resource(attributes: [Attribute("r", .null)]) },
        ]
        let annotations = [
            Annotation(traceID: trace, spanID: nil, name: "n"),
            Annotation(traceID: trace, spanID: SpanID(1), name: "n"),
            Annotation(traceID: trace, spanID: nil, name: "m"),
            Annotation(traceID: trace, spanID: nil, name: "n", score: 1),
            Annotation(traceID: trace, spanID: nil, name: "n", score: .nan),
            Annotation(traceID: trace, spanID: nil, name: "n", label: ""),
            Annotation(traceID: trace, spanID: nil, name: "n", explanation: "x"),
            Annotation(traceID: trace, spanID: nil, name: "n", evidence: "x"),
            Annotation(traceID: trace, spanID: nil, name: "n", severity: "x"),
            Annotation(traceID: trace, spanID: nil, name: "n", author: "x"),
            Annotation(traceID: trace, spanID: nil, name: "n", time: .epoch),
        ]
        for (index, one) in spans.enumerated() {
            for other in spans[..<index] {
                #expect(Span.precedes(one, other) != Span.precedes(other, one))
            }
        }
        for (index, one) in annotations.enumerated() {
            for other in annotations[..<index] {
                #expect(Annotation.precedes(one, other) != Annotation.precedes(other, one))
            }
        }
    }
}

/// Numbers that look random and are the same each time.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
