import Ingest
import Traces

/// Everything that a format makes of a file.
struct DecodedOTLP {
    var records: [Record] = []
    var provenances: [Provenance] = []
    var rejections: [Rejection] = []

    var spans: [Span] {
        records.compactMap { record in
            guard case .span(let span) = record else { return nil }
            return span
        }
    }

    var logs: [LogRecord] {
        records.compactMap { record in
            guard case .log(let log) = record else { return nil }
            return log
        }
    }

    init(_ file: InputFile, as format: (any TraceFormat.Type)? = nil) throws {
        let format = try format ?? Formats.detect(file).format
        try format.decode(file) { decoded in
            switch decoded {
            case .record(let record, let provenance):
                records.append(record)
                provenances.append(provenance)
            case .rejected(let rejection):
                rejections.append(rejection)
            }
        }
    }

    init(json: String) throws {
        try self.init(InputFile(path: "sample.json", bytes: Array(json.utf8)), as: OTLPJSON.self)
    }

    init(protobuf: [UInt8]) throws {
        try self.init(InputFile(path: "sample.pb", bytes: protobuf), as: OTLPProtobuf.self)
    }

    /// The records in an order that does not depend on the file's.
    var sortedSpans: [Span] {
        spans.sorted { ($0.start, $0.traceID, $0.spanID) < ($1.start, $1.traceID, $1.spanID) }
    }
}
