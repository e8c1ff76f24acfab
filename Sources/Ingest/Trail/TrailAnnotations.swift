internal import Foundation
internal import JSON
internal import Traces

/// The human judgements of the TRAIL benchmark: errors by span, and scores of the whole trace.
///
/// Every error is an annotation named for its category; every `*_score` number, and `overall`, is
/// one with the reasoning of the same name.
public enum TrailAnnotations: TraceFormat {
    /// The name in provenance.
    public static let name = "trail-annotations"

    /// What the format is.
    public static let summary = "TRAIL annotations: errors by span and scores of one trace"

    /// Known by errors with a category and a location, and by scores.
    public static func recognition(of sample: FileSample) -> Recognition {
        guard
            let json = sample.json, let errors = json["errors"], errors.kind == .array
        else { return .no }
        if let error = errors.elements.first {
            guard error["category"] != nil, error["location"] != nil else { return .no }
        } else {
            guard json["scores"]?.kind == .array else { return .no }
        }
        guard traceID(of: json, path: sample.path) != nil else {
            return .near("neither a trace_id nor a file name that is one")
        }
        return .yes(.certain, "errors with category and location")
    }

    /// Decodes the annotations of one trace.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {
        let content = try file.content()
        let document = DamagedJSON.Document(content.source)
        guard let root = document.root, let traceID = traceID(of: root, path: file.path) else {
            let (all, reason) = (0..<content.source.count, "annotations of an unnamed trace")
            return try reject(all, of: content.source, reason, in: file, into: sink)
        }
        var names: Set<String> = ["category", "reliability_score"]
        var values: [JSONValue] = []
        for key in ["errors", "scores"] {
            guard let list = root[key] else { continue }
            values += list.elements.filter { $0.isComplete }
            for element in list.elements {
                if let name = element.firstName { names.insert(name) }
            }
        }
        if let failure = document.failure {
            let broken = ["errors", "scores"].compactMap { root[$0] }
                .flatMap { $0.elements }.last { !$0.isComplete }
            let rest = DamagedJSON.objects(
                in: content.source, from: broken?.byteRange.lowerBound ?? failure.offset,
                failure: failure, beginningWith: names
            ) { $0["category"] != nil || $0.fields.contains { $0.name.hasSuffix("_score") } }
            values += rest.whole
            for range in rest.damaged {
                try reject(range, of: content.source, "\(failure)", in: file, into: sink)
            }
        }
        for value in values {
            let place = provenance(of: file, at: value.byteRange)
            for annotation in annotations(of: value, traceID: traceID) {
                try sink(.record(.annotation(annotation), place))
            }
        }
        try reject(content.failure, in: file, at: content.source.count, into: sink)
    }

    private static func annotations(of value: JSONValue, traceID: TraceID) -> [Annotation] {
        value["category"] == nil
            ? scores(of: value, traceID: traceID) : [error(value, traceID: traceID)]
    }

    private static func error(_ value: JSONValue, traceID: TraceID) -> Annotation {
        let location = value["location"]?.string
        var annotation = Annotation(
            traceID: traceID, spanID: location.flatMap { SpanID(hex: $0) },
            name: value["category"]?.string ?? "", explanation: value["description"]?.string,
            evidence: value["evidence"]?.string, severity: value["impact"]?.string)
        let known = ["category", "location", "evidence", "description", "impact"]
        for field in value.fields where !known.contains(field.name) {
            annotation.attributes.append(Attribute(field.name, AttributeValue(field.value)))
        }
        if annotation.spanID == nil, let location {
            annotation.attributes.append(Attribute("location", .string(location)))
        }
        return annotation
    }

    private static func scores(of value: JSONValue, traceID: TraceID) -> [Annotation] {
        value.fields.compactMap { field in
            guard let score = field.value.double else { return nil }
            let name = field.name.removing(suffix: "_score")
            return Annotation(
                traceID: traceID, name: name, score: score,
                explanation: value["\(name)_reasoning"]?.string)
        }
    }

    private static func traceID(of json: JSONValue, path: String) -> TraceID? {
        let stem = URL(filePath: path).deletingPathExtension().lastPathComponent
        let named = stem.utf8.count == 32 ? TraceID(hex: stem) : nil
        return json["trace_id"]?.string.flatMap { TraceID(hex: $0) } ?? named
    }
}

extension String {
    /// The text without a suffix, where it has it.
    func removing(suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
