internal import JSON
internal import Traces

/// A trace with its observations and scores, as Langfuse's interface downloads it and as its API
/// answers: there the trace stands beside its observations, here they are members of the trace.
///
/// An observation is a span with Langfuse's own attribute names and the OpenTelemetry attributes
/// that it came with. What is said of the trace stands on its one root, or, where several
/// observations have no parent, on a span of the trace's own.
public enum Langfuse: TraceFormat {
    /// The name in provenance.
    public static let name = "langfuse"

    /// What the format is.
    public static let summary = "a trace downloaded from Langfuse, or its API's answer (JSON)"

    /// Known by a trace and observations with a `startTime`.
    public static func recognition(of sample: FileSample) -> Recognition {
        guard let json = sample.json, let trace = trace(of: json), trace["id"] != nil else {
            return .no
        }
        if let first = json["observations"]?.elements.first, first.isComplete {
            guard first["startTime"] != nil else { return .near("observations without startTime") }
            return .yes(.certain, "a trace with observations")
        }
        return .yes(.likely, "a trace of Langfuse's form")
    }

    /// The trace of a download, or an answer of the API, which is one.
    private static func trace(of root: JSONValue) -> JSONValue? {
        if let trace = root["trace"] { return trace.kind == .object ? trace : nil }
        guard root["id"]?.string != nil, root["timestamp"]?.string != nil else { return nil }
        let isKnown = answerKeys.contains { root[$0] != nil }
        return isKnown && (root["observations"] != nil || !root.isComplete) ? root : nil
    }

    /// Members of a trace in the API's answers that others do not have.
    private static let answerKeys = ["sessionId", "bookmarked", "htmlPath", "public", "release"]

    /// Decodes a trace; behind damage it goes on with the next whole observation.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {
        let content = try file.content()
        let source = content.source
        let document = DamagedJSON.Document(source)
        let observations = document.root?["observations"]
        var values = (observations?.elements ?? []).filter { $0.isComplete }
        let value = document.root.flatMap { Self.trace(of: $0) }
        let listed = value?["scores"]?.elements ?? []
        var scores = listed.filter(\.isComplete)
        var damaged: [Range<Int>] = []
        if let failure = document.failure(reading: observations) {
            let broken = (listed + (observations?.elements ?? [])).last { !$0.isComplete }
            let found = DamagedJSON.objects(
                in: source, from: broken?.byteRange.lowerBound ?? failure.offset, failure: failure,
                beginningWith: ["id"]
            ) { isObservation($0) || isScore($0) }
            values += found.whole.filter(isObservation)
            scores += found.whole.filter { !isObservation($0) }
            damaged = found.damaged
        }
        let trace = LangfuseTrace(
            value, observations: values, isAnswerOfAPI: document.root?["trace"] == nil)
        let traceRange = value?.byteRange ?? 0..<0
        if let root = trace.ownSpan {
            try sink(.record(.span(root), provenance(of: file, at: traceRange)))
        }
        for value in values {
            let place = provenance(of: file, at: value.byteRange)
            if let span = trace.span(value) {
                try sink(.record(.span(span), place))
            } else {
                let reason = "an observation without id or startTime"
                try reject(value.byteRange, of: source, reason, in: file, into: sink)
            }
        }
        for score in scores {
            let place = provenance(of: file, at: score.byteRange)
            try sink(.record(.annotation(trace.annotation(score)), place))
        }
        for range in damaged {
            try reject(range, of: source, "damaged JSON", in: file, into: sink)
        }
        try reject(content.failure, in: file, at: source.count, into: sink)
    }

    private static func isObservation(_ value: JSONValue) -> Bool {
        value["startTime"] != nil && value["type"] != nil
    }

    private static func isScore(_ value: JSONValue) -> Bool {
        value["name"] != nil && value["source"] != nil
            && (value["value"] != nil || value["stringValue"] != nil)
    }
}
