public import Traces

/// Short ways to write records.
enum Made {
    static let trace = TraceID(high: 1, low: 2)

    static func span(
        _ id: UInt64, in parent: UInt64? = nil, _ name: String, at start: Int64 = 0,
        for duration: Int64 = 10, status: SpanStatus = SpanStatus(), scope: String = "",
        events: [SpanEvent] = [], kind: SpanKind = .internal,
        _ attributes: KeyValuePairs<String, AttributeValue> = [:]
    ) -> Record {
        .span(
            Span(
                traceID: trace, spanID: SpanID(id), parentID: parent.map { SpanID($0) },
                name: name, kind: kind, start: Timestamp(nanoseconds: start),
                end: Timestamp(nanoseconds: start + duration), status: status,
                attributes: attributes.map { Attribute($0.key, $0.value) }, events: events,
                scope: Scope(name: scope)))
    }

    static func event(
        _ name: String, _ attributes: KeyValuePairs<String, AttributeValue> = [:]
    ) -> SpanEvent {
        SpanEvent(
            name: name, time: .epoch, attributes: attributes.map { Attribute($0.key, $0.value) })
    }

    static func chat(
        _ id: UInt64, in parent: UInt64? = nil, at start: Int64 = 0, input: String = "",
        output: String = ""
    ) -> Record {
        span(
            id, in: parent, "chat m", at: start,
            [
                "gen_ai.operation.name": "chat", "gen_ai.request.model": "m",
                "gen_ai.input.messages": .string(input), "gen_ai.output.messages": .string(output),
                "gen_ai.usage.input_tokens": 7, "gen_ai.usage.output_tokens": 3,
            ])
    }
}

extension AttributeValue: ExpressibleByStringLiteral {
    /// A text.
    public init(stringLiteral value: String) { self = .string(value) }
}

extension AttributeValue: ExpressibleByUnicodeScalarLiteral {
    /// A text.
    public init(unicodeScalarLiteral value: String) { self = .string(value) }
}

extension AttributeValue: ExpressibleByExtendedGraphemeClusterLiteral {
    /// A text.
    public init(extendedGraphemeClusterLiteral value: String) { self = .string(value) }
}

extension AttributeValue: ExpressibleByIntegerLiteral {
    /// An integer.
    public init(integerLiteral value: Int64) { self = .int(value) }
}

extension Interaction {
    /// The model calls, in order.
    var modelCalls: [ModelCall] {
        steps.compactMap { step in
            guard case .model(let call) = step.content else { return nil }
            return call
        }
    }

    /// The tool calls, in order.
    var toolCalls: [ToolCall] {
        steps.compactMap { step in
            guard case .tool(let call) = step.content else { return nil }
            return call
        }
    }
}
