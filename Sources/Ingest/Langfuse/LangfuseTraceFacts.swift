import JSON
import Traces

/// What Langfuse says of a trace as a whole, for the span that stands for it.
struct LangfuseTraceFacts {
    /// The trace.
    let trace: JSONValue

    /// Adds the facts to the span of the trace's one root observation, or, without an observation, to
    /// the trace's own.
    func add(to span: inout Span, of observation: JSONValue?) {
        for key in ["input", "output"] { addContent(key, to: &span, of: observation) }
        if let tags = trace["tags"], tags.count > 0 {
            span.attributes.append(Attribute("langfuse.trace.tags", AttributeValue(tags)))
        }
        for field in trace.fields where !field.value.isNull && field.value.isComplete {
            switch field.name {
            case "input", "output", "tags", "observations", "scores": break
            case "id":
                // A trace's id that is its own need not be told again.
                if field.value.string?.replacing("-", with: "") == "\(span.traceID)" { break }
                addFact(field, to: &span)
            case "timestamp":
                if field.value.string.flatMap({ Timestamp(iso8601: $0) }) == span.start { break }
                addFact(field, to: &span)
            case "latency":
                // It is the duration of the trace's own span.
                if observation != nil { addFact(field, to: &span) }
            default: addFact(field, to: &span)
            }
        }
    }

    private func addFact(_ field: JSONField, to span: inout Span) {
        let key = Self.keys[field.name] ?? "langfuse.trace.\(field.name)"
        let value = AttributeValue(field.value)
        guard span.attributes[key] != value else { return }
        span.attributes.append(Attribute(key, value))
    }

    /// What went into the trace is the input of an observation that has none; what differs from the
    /// observation's own is told beside it.
    private func addContent(_ key: String, to span: inout Span, of observation: JSONValue?) {
        guard let content = trace[key], !content.isNull, content.isComplete else { return }
        let own = observation?[key].flatMap { $0.isNull ? nil : $0 }
        if let own, Self.meaning(of: own) == Self.meaning(of: content) { return }
        let ownKey = "langfuse.observation.\(key)"
        let isFree = own == nil && span.attributes[ownKey] == nil
        span.attributes.append(
            Attribute(isFree ? ownKey : "langfuse.trace.\(key)", .string(Self.text(of: content))))
    }

    /// The text: a trace's content may be JSON in a string.
    private static func text(of content: JSONValue) -> String {
        guard let text = content.string else { return content.rawText }
        return structure(of: text)?.string ?? text
    }

    private static func meaning(of content: JSONValue) -> AttributeValue {
        AttributeValue(content.string.flatMap(structure) ?? content)
    }

    private static func structure(of text: String) -> JSONValue? {
        do throws(JSONError) {
            return try JSONDocument(text).root
        } catch {
            return nil
        }
    }

    private static let keys = [
        "name": "langfuse.trace.name", "sessionId": "langfuse.session.id", "userId": "user.id",
        "release": "langfuse.release", "version": "langfuse.version",
        "environment": "langfuse.environment", "metadata": "langfuse.trace.metadata",
    ]
}
