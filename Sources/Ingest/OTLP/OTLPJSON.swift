import JSON
import Traces

/// OTLP in its JSON form: one request, requests in a row (JSON lines or not), or an array of them.
public enum OTLPJSON: TraceFormat {
    /// `otlp-json`.
    public static let name = "otlp-json"
    /// What the format is.
    public static let summary = "OTLP export requests (traces and logs) as JSON, also as JSON lines"

    /// Known by a request's member; a request with anything but a list there is near.
    public static func recognition(of sample: FileSample) -> Recognition {
        guard let json = sample.json else { return .no }
        let candidates = [json, json.elements.first].compactMap { $0 } + sample.jsonLines.prefix(2)
        var near: String?
        for candidate in candidates {
            for key in OTLPSignal.allCases.flatMap(\.requestKeys) {
                guard let list = candidate[key] else { continue }
                if key == "batches" && !isTempoBatch(list.elements.first) { continue }
                if list.kind == .array { return .yes(.certain, "a member \(key)") }
                near = "its \(key) is no list"
            }
            if candidate["resourceMetrics"] != nil { near = "it has metrics alone" }
            if candidate["scopeSpans"] != nil { near = "scopeSpans outside of resourceSpans" }
        }
        return near.map { .near($0) } ?? .no
    }

    /// True for what Grafana Tempo lists as a batch; others use that word too.
    private static func isTempoBatch(_ value: JSONValue?) -> Bool {
        value?["scopeSpans"] != nil || value?["instrumentationLibrarySpans"] != nil
    }

    /// Decodes line by line where lines are whole values, else the whole content.
    ///
    /// - Throws: What `sink` throws, or `IngestError` when the file itself cannot be read.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {
        let lines = try file.lines()
        guard let first = lines.next() else {
            return try reject(lines.failure, in: file, at: 0, into: sink)
        }
        if let value = request(of: first) {
            try read(first, value, of: file, into: sink)
        } else if !isOpening(first), let second = lines.next(), let value = request(of: second) {
            // A broken first line, because what follows it is written in lines.
            _ = try self.value(of: first, in: file, rejectingInto: sink)
            try read(second, value, of: file, into: sink)
        } else {
            return try decodeContent(of: file, into: sink)
        }
        try forEachJSONLine(from: lines, of: file, rejectingInto: sink) { line, value in
            try read(line, value, of: file, into: sink)
        }
    }

    private static func read(
        _ line: Line, _ value: JSONValue, of file: InputFile, into sink: (Decoded) throws -> Void
    ) throws {
        let reader = OTLPJSONReader(file: file, baseOffset: line.offsetBytes)
        try reader.read(value, into: sink)
    }

    /// True for a lone bracket or brace, which begins a document written over several lines.
    private static func isOpening(_ line: Line) -> Bool {
        guard line.source.count <= 16, let first = line.bytes.firstIndex(where: isBracket) else {
            return false
        }
        return JSONDocument.nextOffset(in: line.source, from: first + 1) == nil
    }

    private static func isBracket(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
    }

    /// The value of a line that is whole, or nil.
    private static func request(of line: Line) -> JSONValue? {
        guard !line.isTooLong else { return nil }
        do throws(JSONError) {
            let value = try JSONDocument(line.source).root
            return value.kind == .object || value.kind == .array ? value : nil
        } catch {
            return nil
        }
    }

    /// Decodes values that follow each other, as far as they make sense.
    private static func decodeContent(
        of file: InputFile, into sink: (Decoded) throws -> Void
    ) throws {
        let content = try file.content()
        let reader = OTLPJSONReader(file: file, baseOffset: 0)
        var next = JSONDocument.nextOffset(in: content.source, from: 0)
        while let offset = next {
            let document: JSONDocument
            do throws(JSONError) {
                document = try JSONDocument(salvaging: content.source, from: offset)
            } catch {
                try reject(error, of: content.source, in: file, into: sink)
                break
            }
            try reader.read(document.root, into: sink)
            if let failure = document.failure {
                try reject(failure, of: content.source, in: file, into: sink)
                break
            }
            next = JSONDocument.nextOffset(
                in: content.source, from: document.root.byteRange.upperBound)
        }
        try reject(content.failure, in: file, at: content.source.count, into: sink)
    }

    /// Rejects everything from where the content stops making sense.
    private static func reject(
        _ failure: JSONError, of source: JSONSource, in file: InputFile,
        into sink: (Decoded) throws -> Void
    ) throws {
        let rest = failure.offset..<source.count
        let provenance = provenance(of: file, at: rest)
        let bytes = source[rest.prefix(Rejection.maximumBytes)]
        try sink(
            .rejected(Rejection(provenance: provenance, reason: "\(failure)", bytes: bytes)))
    }
}
