internal import JSON
internal import Traces

/// The answer of Jaeger's query API: traces of spans with tags, and the processes that made them.
///
/// What Jaeger's collectors turn into tags (kind, status, scope) becomes that again.
public enum Jaeger: TraceFormat {
    /// The name in provenance.
    public static let name = "jaeger"

    /// What the format is.
    public static let summary = "traces of Jaeger's query API (JSON)"

    /// Known by `data` with spans that have an `operationName`.
    public static func recognition(of sample: FileSample) -> Recognition {
        guard let data = sample.json?["data"], data.kind == .array else { return .no }
        guard let trace = data.elements.first else { return .near("no trace in data") }
        guard trace["traceID"] != nil, let spans = trace["spans"] else { return .no }
        if let span = spans.elements.first, span.isComplete, span["operationName"] == nil {
            return .no
        }
        return .yes(.certain, "traces with traceID and spans in data")
    }

    /// Decodes every span of every trace; behind damage it goes on with the next whole span.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {
        let content = try file.content()
        let source = content.source
        let document = DamagedJSON.Document(source)
        var broken: Int?
        for trace in document.root?["data"]?.elements ?? [] {
            let processes = trace["processes"]
            for value in trace["spans"]?.elements ?? [] {
                if value.isComplete {
                    try give(value, processes, of: source, in: file, into: sink)
                } else {
                    broken = value.byteRange.lowerBound
                }
            }
        }
        if let failure = document.failure(reading: document.root?["data"]) {
            let found = DamagedJSON.objects(
                in: source, from: broken ?? failure.offset, failure: failure,
                beginningWith: ["traceID", "spanID"]
            ) { $0["spanID"] != nil && $0["operationName"] != nil }
            for value in found.whole {
                try give(value, nil, of: source, in: file, into: sink)
            }
            for range in found.damaged {
                try reject(range, of: source, "\(failure)", in: file, into: sink)
            }
        }
        try reject(content.failure, in: file, at: source.count, into: sink)
    }

    private static func give(
        _ value: JSONValue, _ processes: JSONValue?, of source: JSONSource, in file: InputFile,
        into sink: (Decoded) throws -> Void
    ) throws {
        if let span = JaegerSpan.span(value, processes: processes) {
            try sink(.record(.span(span), provenance(of: file, at: value.byteRange)))
        } else {
            let reason = "a span without ids or a start"
            try reject(value.byteRange, of: source, reason, in: file, into: sink)
        }
    }
}
