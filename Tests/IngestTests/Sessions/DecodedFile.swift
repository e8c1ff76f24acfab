import Foundation
import Ingest
import Traces

/// What a format makes of a file or a text, sorted by kind.
struct DecodedFile {
    private(set) var records: [Record] = []
    private(set) var places: [Provenance] = []
    private(set) var rejections: [Rejection] = []

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

    var annotations: [Annotation] {
        records.compactMap { record in
            guard case .annotation(let annotation) = record else { return nil }
            return annotation
        }
    }

    var traceIDs: Set<TraceID> { Set(records.map(\.traceID)) }

    func spans(_ operation: String) -> [Span] {
        spans.filter { $0.attributes["gen_ai.operation.name"] == .string(operation) }
    }

    init(_ format: any TraceFormat.Type, path: String) throws {
        try read(format, path)
    }

    /// Every file below a directory that a format knows.
    init(_ format: any TraceFormat.Type, below directory: URL) throws {
        for path in try FileList(at: directory.path).paths {
            let sample = try FileSample(of: InputFile(path: path))
            guard case .yes = format.recognition(of: sample) else { continue }
            try read(format, path)
        }
    }

    private mutating func read(_ format: any TraceFormat.Type, _ path: String) throws {
        try format.decode(InputFile(path: path)) { decoded in
            switch decoded {
            case .record(let record, let place):
                records.append(record)
                places.append(place)
            case .rejected(let rejection): rejections.append(rejection)
            }
        }
    }
}

/// A directory that is gone when it is no longer used.
final class TemporaryDirectory {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appending(path: "dossier-ingest-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        // A directory that stays behind does no harm to other tests.
        try? FileManager.default.removeItem(at: url)
    }

    /// Writes a file, directories included, and returns its path.
    func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file.path
    }

    func write(_ text: String, to name: String) throws -> String {
        try write(text.utf8, to: name)
    }
}
