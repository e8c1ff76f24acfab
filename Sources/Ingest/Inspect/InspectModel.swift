import JSON
import Traces

/// A model event: what went into a model and came out of it.
struct InspectModel {
    private let event: JSONValue
    private let attachments: InspectAttachments
    private let pool: InspectPool

    init(_ event: JSONValue, _ attachments: InspectAttachments, _ pool: InspectPool) {
        self.event = event
        self.attachments = attachments
        self.pool = pool
    }

    /// The span of the event, with what the event tells.
    func fill(_ empty: Span) -> Span {
        var span = empty
        span.kind = .client
        let output = event["output"]
        setTimes(of: &span, seconds: output?["time"]?.double)
        if let model = event["model"]?.string {
            span.name = "chat \(model)"
            span.attributes.append(Attribute("gen_ai.request.model", .string(model)))
            if let slash = model.firstIndex(of: "/") {
                let provider = String(model[..<slash])
                span.attributes.append(Attribute("gen_ai.provider.name", .string(provider)))
            }
        }
        if let model = output?["model"]?.string, !model.isEmpty {
            span.attributes.append(Attribute("gen_ai.response.model", .string(model)))
        }
        span.attributes.insert(Attribute("gen_ai.operation.name", .string("chat")), at: 0)
        for field in event["config"]?.fields.map(\.self) ?? [] where !field.value.isNull {
            span.attributes.append(
                Attribute("gen_ai.request.\(field.name)", AttributeValue(field.value)))
        }
        span.attributes += InspectUsage.attributes(of: output?["usage"])
        if let tools = event["tools"], tools.count > 0 {
            span.attributes.append(
                Attribute(
                    "gen_ai.tool.definitions", .string(attachments.resolved(tools).rawText)))
        }
        addMessages(to: &span, choices: output?["choices"])
        for field in event.fields where !Self.toldKeys.contains(field.name) {
            if field.value.isNull { continue }
            span.attributes.append(
                Attribute("inspect.\(field.name)", AttributeValue(field.value)))
        }
        if let call = event["call"], !call.isNull {
            let size = Int64(call.byteRange.count + pool.sizeBytes(of: call))
            span.attributes.append(Attribute("inspect.call_left_out_bytes", .int(size)))
        }
        if let error = (event["error"] ?? output?["error"])?.string, !error.isEmpty {
            span.status = SpanStatus(.error, message: error)
        }
        return span
    }

    /// An event that does not say when it was completed was written when it was.
    private func setTimes(of span: inout Span, seconds: Double?) {
        guard span.end == nil, event["pending"]?.bool != true else { return }
        span.end = span.start
        if let seconds { span.start = span.start.adding(seconds: -seconds) }
    }

    private func addMessages(to span: inout Span, choices: JSONValue?) {
        let input = (event["input"]?.elements ?? [])
            .map { InspectMessage.parts(of: attachments.resolved($0)) }
        let pooled = pool.input(of: event)
        span.attributes.append(messages: input + (pooled ?? []), "gen_ai.input.messages")
        if pooled == nil, let references = event["input_refs"] {
            span.attributes.append(
                Attribute("inspect.input_refs", AttributeValue(references)))
        }
        let answers = (choices?.elements ?? []).compactMap { $0["message"] }
            .map { InspectMessage.parts(of: attachments.resolved($0)) }
        span.attributes.append(messages: answers, "gen_ai.output.messages")
        let reasons = (choices?.elements ?? []).compactMap { $0["stop_reason"]?.string }
        if !reasons.isEmpty {
            span.attributes.append(
                Attribute("gen_ai.response.finish_reasons", .array(reasons.map { .string($0) })))
        }
    }

    private static let toldKeys: Set<String> = [
        "event", "timestamp", "completed", "span_id", "working_start", "pending", "uuid", "model",
        "input", "input_refs", "tools", "config", "output", "call", "error",
    ]
}

/// The usage of a call in Inspect's words.
enum InspectUsage {
    /// The usage as attributes.
    ///
    /// Some providers count what a cache gave or took beside the input: the total says so.
    static func attributes(of usage: JSONValue?) -> [Attribute] {
        guard let usage, usage.kind == .object else { return [] }
        let output = usage["output_tokens"]?.int64
        let read = usage["input_tokens_cache_read"]?.int64
        let write = usage["input_tokens_cache_write"]?.int64
        var input = usage["input_tokens"]?.int64
        let cached = (read ?? 0) &+ (write ?? 0)
        if let counted = input, let total = usage["total_tokens"]?.int64, cached > 0,
            total == counted &+ (output ?? 0) &+ cached
        {
            input = counted &+ cached
        }
        var attributes: [Attribute] = [
            ("gen_ai.usage.input_tokens", input), ("gen_ai.usage.output_tokens", output),
            ("gen_ai.usage.cache_read.input_tokens", read),
            ("gen_ai.usage.cache_creation.input_tokens", write),
            ("gen_ai.usage.reasoning.output_tokens", usage["reasoning_tokens"]?.int64),
        ].compactMap { key, count in count.map { Attribute(key, .int($0)) } }
        if let cost = usage["total_cost"]?.double {
            attributes.append(Attribute("gen_ai.usage.cost", .double(cost)))
        }
        return attributes
    }
}
