import JSON
import Traces

/// One run of LangSmith as a span.
struct LangSmithRun {
    private let value: JSONValue
    private let id: String
    private let traceID: TraceID
    private let parentID: String?
    private let start: Timestamp

    /// Reads a run; nil without an id or a start.
    init?(_ value: JSONValue, parents: LangSmithParents, parent: JSONValue?) {
        guard
            let id = value["id"]?.string, let start = Self.time(value["start_time"]),
            let trace = value["trace_id"]?.string ?? parent.flatMap({ parents.traceID(of: $0) })
                ?? parents.traceID(of: value)
        else { return nil }
        self.value = value
        self.id = id
        self.start = start
        traceID = Self.traceID(trace)
        parentID = value["parent_run_id"]?.string ?? parent?["id"]?.string
    }

    /// The span.
    var span: Span {
        let error = value["error"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        let isFailed = error != nil || value["status"]?.string == "error"
        var span = Span(
            traceID: traceID, spanID: Self.spanID(id),
            parentID: parentID.map { Self.spanID($0) }, name: value["name"]?.string ?? "",
            kind: type == "llm" ? .client : .internal, start: start,
            end: Self.time(value["end_time"]),
            status: SpanStatus(isFailed ? .error : .unset, message: error ?? ""))
        span.attributes = [Attribute("langsmith.run.id", .string(id))]
        if !type.isEmpty { span.attributes.append(Attribute("langsmith.span.kind", .string(type))) }
        addContent(to: &span)
        if type == "llm" { addCall(to: &span) }
        if type == "tool" {
            span.attributes.append(Attribute("gen_ai.tool.name", .string(span.name)))
        }
        addContext(to: &span)
        for field in value.fields where !Self.knownKeys.contains(field.name) && !field.value.isNull
        {
            let isEmpty = field.value.count == 0 && [.array, .object].contains(field.value.kind)
            if isEmpty || type == "llm" && Self.callKeys.contains(field.name) { continue }
            span.attributes.append(
                Attribute("langsmith.\(field.name)", AttributeValue(field.value)))
        }
        span.events = (value["events"]?.elements ?? []).compactMap { event(of: $0) }
        return span
    }

    /// The averages of the feedback on a run.
    static func feedback(of run: JSONValue, on span: Span) -> [Annotation] {
        (run["feedback_stats"]?.fields.map(\.self) ?? []).compactMap { field in
            guard field.value.kind == .object else { return nil }
            return Annotation(
                traceID: span.traceID, spanID: span.parentID == nil ? nil : span.spanID,
                name: field.name, score: field.value["avg"]?.double,
                attributes: field.value.fields.compactMap {
                    $0.isNamed("avg") || $0.value.isNull
                        ? nil : Attribute($0.name, AttributeValue($0.value))
                })
        }
    }

    private var type: String { value["run_type"]?.string ?? "" }
    private var metadata: JSONValue? { value["extra"]?["metadata"] ?? value["metadata"] }
    private var parameters: JSONValue? { value["extra"]?["invocation_params"] }

    private func addContent(to span: inout Span) {
        for (name, key) in [("inputs", "langsmith.inputs"), ("outputs", "langsmith.outputs")] {
            guard let content = value[name], !content.isNull, content.count > 0 else { continue }
            span.attributes.append(Attribute(key, .string(content.rawText)))
        }
    }

    private func addCall(to span: inout Span) {
        let model =
            metadata?["ls_model_name"] ?? parameters?["model"] ?? parameters?["model_name"]
        if let model = model?.string {
            span.attributes.append(Attribute("gen_ai.request.model", .string(model)))
        }
        if let provider = metadata?["ls_provider"]?.string {
            span.attributes.append(Attribute("gen_ai.provider.name", .string(provider)))
        }
        if let parameters, parameters.count > 0 {
            span.attributes.append(
                Attribute("langsmith.invocation_params", .string(parameters.rawText)))
            if let tools = parameters["tools"], tools.count > 0 {
                span.attributes.append(
                    Attribute("gen_ai.tool.definitions", .string(tools.rawText)))
            }
        }
        let usage = value["usage_metadata"] ?? value["outputs"]?["usage_metadata"]
        let details = usage?["input_token_details"]
        for (count, key) in [
            (usage?["input_tokens"] ?? value["prompt_tokens"], "gen_ai.usage.input_tokens"),
            (usage?["output_tokens"] ?? value["completion_tokens"], "gen_ai.usage.output_tokens"),
            (details?["cache_read"], "gen_ai.usage.cache_read.input_tokens"),
            (details?["cache_creation"], "gen_ai.usage.cache_creation.input_tokens"),
            (
                usage?["output_token_details"]?["reasoning"],
                "gen_ai.usage.reasoning.output_tokens"
            ),
        ] {
            guard let count = count?.int64 else { continue }
            span.attributes.append(Attribute(key, .int(count)))
        }
        let cost = value["total_cost"] ?? usage?["total_cost"]
        if let dollars = cost?.double ?? cost?.string.flatMap({ Double($0) }) {
            span.attributes.append(Attribute("gen_ai.usage.cost", .double(dollars)))
        }
    }

    private func addContext(to span: inout Span) {
        let threads = ["session_id", "thread_id", "conversation_id"]
        if let thread = threads.lazy.compactMap({ metadata?[$0]?.string }).first {
            span.attributes.append(Attribute("gen_ai.conversation.id", .string(thread)))
        }
        if let tags = value["tags"], tags.count > 0 {
            span.attributes.append(Attribute("tag.tags", AttributeValue(tags)))
        }
        for field in metadata?.fields.map(\.self) ?? [] where !field.value.isNull {
            let isTold =
                threads.contains(field.name)
                || type == "llm" && ["ls_model_name", "ls_provider"].contains(field.name)
            if isTold { continue }
            span.attributes.append(
                Attribute("langsmith.metadata.\(field.name)", AttributeValue(field.value)))
        }
        for field in value["extra"]?.fields.map(\.self) ?? []
        where !["metadata", "invocation_params"].contains(field.name) && !field.value.isNull {
            span.attributes.append(
                Attribute("langsmith.extra.\(field.name)", AttributeValue(field.value)))
        }
    }

    /// Streamed tokens are told by the outputs.
    private func event(of value: JSONValue) -> SpanEvent? {
        let name = value["name"]?.string ?? ""
        guard name != "new_token", value.kind == .object else { return nil }
        return SpanEvent(
            name: name, time: Self.time(value["time"]) ?? start,
            attributes: value.fields.compactMap {
                ["name", "time"].contains($0.name)
                    ? nil : Attribute($0.name, AttributeValue($0.value))
            })
    }

    private static let knownKeys: Set<String> = [
        "id", "trace_id", "parent_run_id", "name", "run_type", "start_time", "end_time", "inputs",
        "outputs", "error", "status", "extra", "metadata", "events", "tags", "usage_metadata",
        "child_runs", "feedback_stats", "dotted_order", "child_run_ids", "direct_child_run_ids",
        "parent_run_ids", "inputs_preview", "outputs_preview",
    ]

    /// Told by the usage of a call; of any other run they are sums.
    private static let callKeys: Set<String> = [
        "prompt_tokens", "completion_tokens", "total_tokens", "total_cost",
    ]

    /// ISO 8601 text, or milliseconds since the epoch.
    private static func time(_ value: JSONValue?) -> Timestamp? {
        if let number = value?.int64 {
            let (nanoseconds, overflow) = number.multipliedReportingOverflow(by: 1_000_000)
            return overflow ? nil : Timestamp(nanoseconds: nanoseconds)
        }
        return value?.string.flatMap { Timestamp(iso8601: $0) }
    }

    private static func traceID(_ id: String) -> TraceID {
        let digits = id.replacing("-", with: "")
        let known = digits.utf8.count == 32 ? TraceID(hex: digits) : nil
        return known ?? DerivedIdentity.trace("langsmith", id)
    }

    private static func spanID(_ id: String) -> SpanID { DerivedIdentity.span("langsmith", id) }
}
