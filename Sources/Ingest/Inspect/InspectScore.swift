import JSON
import Traces

/// A score of Inspect as annotations.
enum InspectScore {
    /// What the usual letters count.
    private static let letters: [String: Double] = ["C": 1, "I": 0, "P": 0.5, "N": 0]

    /// One annotation, or, for a value that is an object, one for each of its members.
    static func annotations(
        of score: JSONValue, named name: String, in traceID: TraceID
    ) -> [Annotation] {
        guard score.kind == .object, let value = score["value"] else {
            return [annotation(value: score, of: nil, named: name, in: traceID)]
        }
        guard value.kind == .object, value.count > 0 else {
            return [annotation(value: value, of: score, named: name, in: traceID)]
        }
        return value.fields.map {
            annotation(value: $0.value, of: score, named: "\(name).\($0.name)", in: traceID)
        }
    }

    private static func annotation(
        value: JSONValue, of score: JSONValue?, named name: String, in traceID: TraceID
    ) -> Annotation {
        var annotation = Annotation(
            traceID: traceID, name: name,
            explanation: score?["explanation"]?.string.flatMap { $0.isEmpty ? nil : $0 })
        switch value.kind {
        case .number:
            annotation.score = value.double.flatMap { $0.isFinite ? $0 : nil }
            if annotation.score == nil { annotation.label = value.rawText }
        case .bool:
            annotation.score = value.bool == true ? 1 : 0
            annotation.label = value.rawText
        case .string:
            let text = value.string ?? ""
            annotation.label = text
            annotation.score = letters[text] ?? Double(text).flatMap { $0.isFinite ? $0 : nil }
        case .null: break
        case .array, .object:
            annotation.attributes.append(Attribute("value", AttributeValue(value)))
        }
        for field in score?.fields.map(\.self) ?? [] {
            let isTold = ["value", "explanation"].contains(field.name)
            guard !isTold, !field.value.isNull else { continue }
            annotation.attributes.append(Attribute(field.name, AttributeValue(field.value)))
        }
        return annotation
    }
}
