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
        let json = sample.json
        // Tempo's newer API puts a trace into a member of that name.
        let candidates =
            [json, json?["trace"], json?.elements.first].compactMap { $0 }
            + sample.jsonLines.prefix(20)
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
        var pending: [Line] = []
        // Comments and the like may stand before the first request.
        while pending.count < maximumPreambleLines, let line = lines.next() {
            pending.append(line)
            if isRequest(line) || isOpening(line) { break }
        }
        guard let last = pending.last, isRequest(last) else {
            let content = try file.content()
            try decodeValues(of: content.source, at: 0, of: file, into: sink)
            return try reject(content.failure, in: file, at: content.source.count, into: sink)
        }
        while let line = pending.isEmpty ? lines.next() : pending.removeFirst() {
            if line.isTooLong {
                _ = try value(of: line, in: file, rejectingInto: sink)
            } else {
                try decodeValues(of: line.source, at: line.offsetBytes, of: file, into: sink)
            }
        }
        try reject(lines.failure, in: file, at: file.sizeBytes, into: sink)
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

    private static let maximumPreambleLines = 20

    /// True for a line that is a request, or an array of them.
    private static func isRequest(_ line: Line) -> Bool {
        guard !line.isTooLong else { return false }
        do throws(JSONError) {
            let root = try JSONDocument(line.source).root
            let names = (root.elements.first ?? root).fields.map(\.name)
            return names.contains { name in
                name == "resourceMetrics" || name == "trace"
                    || OTLPSignal.allCases.contains { $0.requestKeys.contains(name) }
            }
        } catch {
            return false
        }
    }

    /// Decodes the values that follow each other in a source; behind a damage, what is found whole.
    private static func decodeValues(
        of source: JSONSource, at baseOffset: Int, of file: InputFile,
        into sink: (Decoded) throws -> Void
    ) throws {
        let reader = OTLPJSONReader(file: file, baseOffset: baseOffset)
        var next = JSONDocument.nextOffset(in: source, from: 0)
        while let offset = next {
            let document: JSONDocument
            do throws(JSONError) {
                document = try JSONDocument(salvaging: source, from: offset)
            } catch {
                return try reader.readBehind(error, in: source, from: offset, nil, into: sink)
            }
            try reader.read(document.root, into: sink)
            if let failure = document.failure {
                return try reader.readBehind(
                    failure, in: source, from: failure.offset, document.root, into: sink)
            }
            next = JSONDocument.nextOffset(
                in: source, from: document.root.byteRange.upperBound)
        }
    }
}
