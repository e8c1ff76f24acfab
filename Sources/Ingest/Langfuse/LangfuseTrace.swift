import JSON
import Traces

/// A trace of Langfuse, and what its observations are in it.
struct LangfuseTrace {
    private let value: JSONValue?
    private let observations: [JSONValue]
    private let traceID: TraceID
    private let durations: LangfuseDurations
    /// The id of the only observation without a parent in the file.
    private let onlyRootID: String?

    /// Reads a trace with its observations.
    init(_ value: JSONValue?, observations: [JSONValue], isAnswerOfAPI: Bool) {
        self.value = value
        self.observations = observations
        durations = LangfuseDurations(of: observations, isAnswerOfAPI: isAnswerOfAPI)
        let id = value?["id"]?.string ?? observations.first?["traceId"]?.string ?? ""
        traceID = Self.traceID(id)
        let ids = Set(observations.compactMap { $0["id"]?.string })
        let roots = observations.filter { observation in
            guard let parent = observation["parentObservationId"]?.string else { return true }
            return !ids.contains(parent)
        }
        onlyRootID = roots.count == 1 ? roots.first?["id"]?.string : nil
    }

    /// The span of the trace itself, where no one observation stands for it.
    var ownSpan: Span? {
        guard onlyRootID == nil, let value, let start = time(value["timestamp"]) else { return nil }
        let ends = observations.compactMap { time($0["endTime"]) }.max()
        var span = Span(
            traceID: traceID, spanID: Self.rootID(of: traceID), name: value["name"]?.string ?? "",
            kind: .internal, start: start,
            end: value["latency"]?.double.map { start.adding(seconds: $0) } ?? ends)
        LangfuseTraceFacts(trace: value).add(to: &span, of: nil)
        return span
    }

    /// A score of the trace, or of an observation of it.
    func annotation(_ score: JSONValue) -> Annotation {
        var annotation = Annotation(
            traceID: traceID,
            spanID: score["observationId"]?.string.map { Self.spanID($0, in: traceID) },
            name: score["name"]?.string ?? "", score: score["value"]?.double,
            label: score["stringValue"]?.string, explanation: score["comment"]?.string,
            author: (score["authorUserId"] ?? score["source"])?.string
                ?? score["source"]?.string,
            time: time(score["timestamp"]))
        for key in ["source", "dataType", "id"] {
            guard let text = score[key]?.string else { continue }
            annotation.attributes.append(Attribute(key, .string(text)))
        }
        return annotation
    }

    /// An observation as a span; nil without an id or a start.
    func span(_ value: JSONValue) -> Span? {
        guard let id = value["id"]?.string, let start = time(value["startTime"]) else {
            return nil
        }
        let parent = value["parentObservationId"]?.string
        var span = Span(
            traceID: traceID, spanID: Self.spanID(id, in: traceID),
            parentID: parent.map { Self.spanID($0, in: traceID) }
                ?? (onlyRootID == nil && self.value?["timestamp"] != nil
                    ? Self.rootID(of: traceID) : nil),
            name: value["name"]?.string ?? "", start: start,
            end: time(value["endTime"]) ?? durations.end(of: value, from: start),
            status: status(of: value))
        if let type = value["type"]?.string {
            span.attributes.append(Attribute("langfuse.observation.type", .string(type)))
        }
        add(content: value, to: &span)
        addCall(value, to: &span)
        addMetadata(value["metadata"], to: &span)
        for field in value.fields where !Self.knownKeys.contains(field.name) && !field.value.isNull
        {
            span.attributes.append(
                Attribute("langfuse.observation.\(field.name)", AttributeValue(field.value)))
        }
        if id == onlyRootID, let trace = self.value {
            LangfuseTraceFacts(trace: trace).add(to: &span, of: value)
        }
        return span
    }

    private func status(of value: JSONValue) -> SpanStatus {
        let message = value["statusMessage"]?.string ?? ""
        return SpanStatus(value["level"]?.string == "ERROR" ? .error : .unset, message: message)
    }

    private func add(content value: JSONValue, to span: inout Span) {
        for key in ["input", "output"] {
            guard let content = value[key], !content.isNull else { continue }
            span.attributes.append(
                Attribute("langfuse.observation.\(key)", .string(Self.text(of: content))))
        }
    }

    private func addCall(_ value: JSONValue, to span: inout Span) {
        if let model = value["model"]?.string {
            span.attributes.append(Attribute("langfuse.observation.model.name", .string(model)))
        }
        if let parameters = value["modelParameters"], parameters.count > 0 {
            span.attributes.append(
                Attribute("langfuse.observation.model.parameters", .string(parameters.rawText)))
        }
        let usage = [
            ("input", "gen_ai.usage.input_tokens"), ("output", "gen_ai.usage.output_tokens"),
            ("input_cache_read", "gen_ai.usage.cache_read.input_tokens"),
            ("input_cached_tokens", "gen_ai.usage.cache_read.input_tokens"),
            ("output_reasoning", "gen_ai.usage.reasoning.output_tokens"),
            ("output_reasoning_tokens", "gen_ai.usage.reasoning.output_tokens"),
        ]
        for (name, key) in usage {
            let details = value["usageDetails"] ?? value["usage"]
            guard let count = details?[name]?.int64 else { continue }
            span.attributes.append(Attribute(key, .int(count)))
        }
        let cost = value["costDetails"] == nil ? value["calculatedTotalCost"] : nil
        if let cost = (value["costDetails"]?["total"] ?? cost)?.double {
            span.attributes.append(Attribute("gen_ai.usage.cost", .double(cost)))
        }
        for (name, key) in [
            ("promptName", "langfuse.observation.prompt.name"),
            ("promptVersion", "langfuse.observation.prompt.version"),
            ("completionStartTime", "langfuse.observation.completion_start_time"),
        ] {
            guard let content = value[name], !content.isNull else { continue }
            span.attributes.append(Attribute(key, AttributeValue(content)))
        }
    }

    /// The OpenTelemetry attributes, resource and scope that the observation came with.
    private func addMetadata(_ metadata: JSONValue?, to span: inout Span) {
        guard let metadata, !metadata.isNull else { return }
        guard metadata.kind == .object else {
            span.attributes.append(
                Attribute("langfuse.observation.metadata", AttributeValue(metadata)))
            return
        }
        for field in metadata.fields {
            switch field.name {
            case "attributes" where field.value.kind == .object:
                span.attributes += field.value.fields.map {
                    Attribute($0.name, AttributeValue($0.value))
                }
            case "resourceAttributes" where field.value.kind == .object:
                span.resource.attributes = field.value.fields.map {
                    Attribute($0.name, AttributeValue($0.value))
                }
            case "scope" where field.value.kind == .object:
                span.scope.name = field.value["name"]?.string ?? ""
                span.scope.version = field.value["version"]?.string ?? ""
            default:
                span.attributes.append(
                    Attribute(
                        "langfuse.observation.metadata.\(field.name)", AttributeValue(field.value)))
            }
        }
    }

    private func time(_ value: JSONValue?) -> Timestamp? {
        value?.string.flatMap { Timestamp(iso8601: $0) }
    }

    private static let knownKeys: Set<String> = [
        "id", "traceId", "projectId", "type", "environment", "parentObservationId", "startTime",
        "endTime", "name", "metadata", "level", "statusMessage", "modelParameters",
        "completionStartTime", "createdAt", "updatedAt", "usageDetails", "costDetails",
        "providedCostDetails", "model", "internalModelId", "promptId", "promptName",
        "promptVersion", "latency", "inputCost", "outputCost", "totalCost",
        "inputUsage", "outputUsage", "totalUsage", "input", "output",
    ]

    /// A string's text; anything else as JSON.
    private static func text(of value: JSONValue) -> String { value.string ?? value.rawText }

    private static func traceID(_ id: String) -> TraceID {
        let digits = id.replacing("-", with: "")
        let known = digits.utf8.count == 32 ? TraceID(hex: digits) : nil
        return known ?? DerivedIdentity.trace("langfuse", id)
    }

    private static func spanID(_ id: String, in trace: TraceID) -> SpanID {
        let known = id.utf8.count == 16 ? SpanID(hex: id) : nil
        return known ?? DerivedIdentity.span("langfuse", trace.description, id)
    }

    private static func rootID(of trace: TraceID) -> SpanID {
        DerivedIdentity.span("langfuse", trace.description, "trace")
    }
}
