internal import JSON
internal import Traces

/// The trace export of the TRAIL benchmark: one trace a document, spans nested in each other.
///
/// Every attribute value stays the text that the export has; a logged function call (the only
/// content of the spans of `patronus.sdk`) becomes a log record of its span.
public enum Trail: TraceFormat {
    /// The name in provenance.
    public static let name = "trail"

    /// What the format is.
    public static let summary = "TRAIL trace export: OpenInference spans nested in a document"

    /// Known by spans with `span_name` in a document with a trace id.
    public static func recognition(of sample: FileSample) -> Recognition {
        guard let json = sample.json, let spans = json["spans"], spans.kind == .array else {
            return .no
        }
        let first = spans.elements.first
        guard json["trace_id"] != nil || first?["trace_id"] != nil else { return .no }
        guard let first else { return .near("no span in it") }
        guard first["span_id"] != nil, first["span_name"] != nil else { return .no }
        return .yes(.certain, "a trace of nested spans with span_name")
    }

    /// Decodes a trace.
    ///
    /// Where the document is damaged it goes on with the next span that is whole.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {
        let content = try file.content()
        let document = DamagedJSON.Document(content.source)
        let traceID = document.root?["trace_id"]?.string.flatMap { TraceID(hex: $0) }
        let spans = document.root.flatMap { TrailSpan.spans(of: $0, named: "spans") }
        var walk = Walk(file: file, source: content.source, traceID: traceID)
        if let spans { try walk.visit(spans.elements, into: sink) }
        if let failure = document.failure(reading: spans) {
            try walk.resume(after: failure, into: sink)
        }
        try reject(content.failure, in: file, at: content.source.count, into: sink)
    }

    /// Walks nested spans without recursion.
    private struct Walk {
        let file: InputFile
        let source: JSONSource
        let traceID: TraceID?
        /// Where the innermost span that is not whole begins.
        private var brokenStart: Int?

        init(file: InputFile, source: JSONSource, traceID: TraceID?) {
            self.file = file
            self.source = source
            self.traceID = traceID
        }

        /// Gives the spans and everything below them to the sink, parents first.
        mutating func visit(
            _ spans: [JSONValue], into sink: (Decoded) throws -> Void
        ) throws {
            var pending = spans.reversed().map { (value: $0, parent: SpanID?.none) }
            while let (value, parent) = pending.popLast() {
                let children = TrailSpan.spans(of: value, named: "child_spans")
                let start = value.byteRange.lowerBound
                if !value.isComplete && children == nil {
                    brokenStart = start
                    continue
                }
                let end = children?.byteRange.lowerBound ?? value.byteRange.upperBound
                let own = start..<max(start, end)
                let span = TrailSpan(value, traceID: traceID, parentID: parent)
                if let span {
                    try give(span, at: own, into: sink)
                } else {
                    let reason = "a span without an id or a start"
                    try Trail.reject(own, of: source, reason, in: file, into: sink)
                }
                for child in (children?.elements ?? []).reversed() {
                    pending.append((child, span?.span.spanID))
                }
            }
        }

        /// Goes on behind the place where the document is damaged.
        mutating func resume(
            after failure: JSONError, into sink: (Decoded) throws -> Void
        ) throws {
            var failure: JSONError? = failure
            var from = 0
            var reason = ""
            while let found = failure {
                var next = DamagedJSON.searchStart(in: source, behind: found)
                if reason.isEmpty { (from, reason) = (brokenStart ?? next, "\(found)") }
                failure = nil
                brokenStart = nil
                while let candidate = DamagedJSON.nextObject(
                    in: source, from: next, beginningWith: ["timestamp"])
                {
                    next = candidate + 1
                    guard
                        let document = DamagedJSON.salvaged(source, from: candidate),
                        document.root["span_name"] != nil
                    else { continue }
                    if document.root["child_spans"] == nil && !document.root.isComplete {
                        next = max(next, document.failure?.offset ?? next)
                        continue
                    }
                    if from < candidate {
                        try Trail.reject(from..<candidate, of: source, reason, in: file, into: sink)
                    }
                    try visit([document.root], into: sink)
                    from = document.root.byteRange.upperBound
                    reason = "text behind a damaged span"
                    next = max(next, from)
                    if let inner = document.failure {
                        failure = inner
                        reason = ""
                        break
                    }
                }
            }
            let rest = from..<source.count
            if !DamagedJSON.isOnlyPunctuation(source, rest) {
                try Trail.reject(rest, of: source, reason, in: file, into: sink)
            }
        }

        private func give(
            _ span: TrailSpan, at range: Range<Int>, into sink: (Decoded) throws -> Void
        ) throws {
            try sink(.record(.span(span.span), Trail.provenance(of: file, at: range)))
            for (log, range) in span.logs {
                try sink(.record(.log(log), Trail.provenance(of: file, at: range)))
            }
        }
    }
}
