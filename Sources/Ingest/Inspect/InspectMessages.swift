import JSON
import Traces

/// The messages of a sample without model events, as spans in their order.
struct InspectMessages {
    private let messages: [JSONValue]
    private let output: JSONValue?
    private let ids: InspectIDs
    private let start: Timestamp
    private let attachments: InspectAttachments

    init(
        _ messages: [JSONValue], output: JSONValue?, ids: InspectIDs, start: Timestamp,
        attachments: InspectAttachments
    ) {
        self.messages = messages
        self.output = output
        self.ids = ids
        self.start = start
        self.attachments = attachments
    }

    /// Every span and where its message stands.
    func forEachSpan(_ body: (Span, Range<Int>) throws -> Void) rethrows {
        var input: [[UInt8]] = []
        var previous: SpanID?
        var arguments: [String: JSONValue] = [:]
        let last = messages.lastIndex { $0["role"]?.string == "assistant" }
        for (index, original) in messages.enumerated() {
            let message = attachments.resolved(original)
            switch message["role"]?.string {
            case "assistant":
                var span = span("chat", index)
                span.kind = .client
                span.attributes = [Attribute("gen_ai.operation.name", .string("chat"))]
                if let previous {
                    span.attributes.append(
                        Attribute("dossier.input.follows", .string(previous.description)))
                }
                if let model = (message["model"] ?? (index == last ? output?["model"] : nil))?
                    .string
                {
                    span.attributes.append(Attribute("gen_ai.response.model", .string(model)))
                }
                if index == last {
                    span.attributes += InspectUsage.attributes(of: output?["usage"])
                }
                span.attributes.append(messages: input, "gen_ai.input.messages")
                span.attributes.append(
                    messages: [InspectMessage.parts(of: message)], "gen_ai.output.messages")
                try body(span, original.byteRange)
                previous = span.spanID
                input = []
                for call in InspectMessage.calls(of: message) {
                    if let id = call["id"]?.string { arguments[id] = call["arguments"] }
                }
            case "tool":
                try body(toolSpan(message, index, arguments), original.byteRange)
                input.append(InspectMessage.parts(of: message))
            default: input.append(InspectMessage.parts(of: message))
            }
        }
    }

    private func toolSpan(
        _ message: JSONValue, _ index: Int, _ arguments: [String: JSONValue]
    ) -> Span {
        let name = message["function"]?.string ?? ""
        var span = span("execute_tool \(name)", index)
        span.attributes = [
            Attribute("gen_ai.operation.name", .string("execute_tool")),
            Attribute("gen_ai.tool.name", .string(name)),
        ]
        if let id = message["tool_call_id"]?.string {
            span.attributes.append(Attribute("gen_ai.tool.call.id", .string(id)))
            if let value = arguments[id] {
                span.attributes.append(
                    Attribute("gen_ai.tool.call.arguments", .string(value.rawText)))
            }
        }
        span.attributes.append(
            Attribute(
                "gen_ai.tool.call.result",
                .string(InspectMessage.text(of: message["content"]))))
        if let failure = InspectMessage.failure(of: message) {
            span.attributes.append(Attribute("error.type", .string(failure.type)))
            span.status = SpanStatus(.error, message: failure.message)
        }
        return span
    }

    private func span(_ name: String, _ index: Int) -> Span {
        // Messages have no times: each stands a millisecond behind the one before.
        let moment = Timestamp(
            nanoseconds: start.nanoseconds.addingClamped(Int64(index) * 1_000_000))
        return Span(
            traceID: ids.traceID, spanID: ids.span("message", String(index)), parentID: ids.root,
            name: name, kind: .internal, start: moment, end: moment)
    }
}
