internal import Compression
internal import JSON
internal import Traces

/// Logs of Inspect AI: one JSON document, or the `.eval` zip with a file for each sample.
///
/// A trace is a sample in an epoch: an agent span, below it the spans (or steps) of the transcript, a
/// chat span for every model event, a tool span for every tool event. Scores are annotations.
/// Attachments stand where they are referred to. What only repeats is left out: the raw request and
/// response of a model's provider (their size is told), and the state that a sample begins with.
public enum Inspect: TraceFormat {
    /// The name in provenance.
    public static let name = "inspect"

    /// What the format is.
    public static let summary = "logs of Inspect AI (JSON, or .eval)"

    /// Known by an `eval` with a task beside a status, or by the files of a zip.
    public static func recognition(of sample: FileSample) -> Recognition {
        if ZipArchive.isZip(sample.head) { return recognition(ofZip: sample) }
        guard let json = sample.json, let eval = json["eval"], eval.kind == .object else {
            return .no
        }
        guard eval["task"] != nil || !eval.isComplete else {
            return .near("an eval without a task")
        }
        guard json["status"] != nil || json["samples"] != nil || json["version"] != nil else {
            return .near("an eval without status or samples")
        }
        return .yes(.certain, "an eval with a task")
    }

    private static func recognition(ofZip sample: FileSample) -> Recognition {
        let head = sample.head
        let nameBytes = head.count > 30 ? Int(head[26]) | Int(head[27]) << 8 : 0
        let first = String(decoding: head.dropFirst(30).prefix(nameBytes), as: UTF8.self)
        let known = ["_journal/", "samples/", "header.json", "summaries", "start.json"]
        if known.contains(where: { first.hasPrefix($0) }) {
            return .yes(.certain, "a zip that begins with \(first)")
        }
        if sample.path.hasSuffix(".eval") { return .yes(.likely, "a zip named .eval") }
        return .near("a zip that begins with none of its files")
    }

    /// Decodes every sample; behind damage it goes on with the next whole one.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {
        let head = try file.stretches()(0..<4)
        guard !ZipArchive.isZip(head) else { return try decodeZip(file, into: sink) }
        let content = try file.content()
        let source = content.source
        let document = DamagedJSON.Document(source)
        let list = document.root?["samples"]
        let log = InspectLog(document.root, file: file)
        for value in list?.elements ?? [] where value.isComplete {
            try give(value, of: log, in: file, into: sink)
        }
        if let failure = document.failure {
            let broken = list?.elements.last { !$0.isComplete }
            let found = DamagedJSON.objects(
                in: source, from: broken?.byteRange.lowerBound ?? failure.offset, failure: failure,
                beginningWith: ["id", "span_id", "timestamp", "event", "uuid", "content", "role"],
                accept: InspectSample.isPiece)
            try giveRest(found, behind: broken, of: log, in: file, into: sink)
            for range in found.damaged {
                try reject(range, of: source, "damaged JSON", in: file, into: sink)
            }
        }
        try reject(content.failure, in: file, at: source.count, into: sink)
    }

    private static func decodeZip(
        _ file: InputFile, into sink: (Decoded) throws -> Void
    ) throws {
        let read = try file.stretches()
        let archive = try ZipArchive(sizeBytes: file.sizeBytes, read: read)
        func root(of entry: ZipArchive.Entry) throws -> JSONValue? {
            let bytes = try archive.content(
                of: entry, limitBytes: file.limits.contentBytes, read: read)
            return DamagedJSON.salvaged(JSONSource(bytes), from: 0)?.root
        }
        func rejected(_ entry: ZipArchive.Entry, _ reason: String) throws {
            let start = entry.headerOffset
            let place = start..<(start + 30 + entry.name.utf8.count + entry.compressedBytes)
            let bytes = try read(start..<min(place.upperBound, start + Rejection.maximumBytes))
            try sink(
                .rejected(
                    Rejection(
                        provenance: provenance(of: file, at: place),
                        reason: reason, bytes: bytes)))
        }
        var header: JSONValue?
        for name in ["header.json", "_journal/start.json", "start.json"] where header == nil {
            guard let entry = archive.entries.last(where: { $0.name == name }) else { continue }
            do {
                header = try root(of: entry)
            } catch is CompressionError {
                try rejected(entry, "a damaged header of the archive")
            }
        }
        let log = InspectLog(header, file: file)
        for entry in archive.entries
        where entry.name.hasPrefix("samples/") && entry.name.hasSuffix(".json") {
            do {
                guard let value = try root(of: entry), value.isComplete else {
                    try rejected(entry, "a sample of the archive that is no JSON")
                    continue
                }
                let inside = InputFile(path: "\(file.path)/\(entry.name)", bytes: [])
                try give(value, of: log, in: inside, into: sink)
            } catch is CompressionError {
                let what =
                    entry.isReadable
                    ? "a damaged sample" : "a sample in a compression that is not read"
                try rejected(entry, "\(what) (method \(entry.method) of zip)")
            }
        }
    }

    /// Gives what was found behind a damage: the rest of the sample that it is in, then other samples.
    private static func giveRest(
        _ found: DamagedJSON.Found, behind broken: JSONValue?, of log: InspectLog,
        in file: InputFile, into sink: (Decoded) throws -> Void
    ) throws {
        let pieces = Array(found.whole.prefix { !InspectSample.isSample($0) })
        if let broken, broken["id"] != nil, broken["epoch"] != nil {
            let damage = broken.byteRange.upperBound
            let next = found.whole.dropFirst(pieces.count).first?.byteRange.lowerBound
            let sample = InspectSample(
                broken, log: log, behind: pieces,
                in: damage..<max(damage, next ?? broken.source.count))
            try sample.forEachRecord { record, range in
                try sink(.record(record, provenance(of: file, at: range)))
            }
        } else {
            for piece in pieces {
                let reason = "a piece of a damaged sample"
                try reject(piece.byteRange, of: piece.source, reason, in: file, into: sink)
            }
        }
        for value in found.whole.dropFirst(pieces.count) {
            try give(value, of: log, in: file, into: sink)
        }
    }

    private static func give(
        _ value: JSONValue, of log: InspectLog, in file: InputFile,
        into sink: (Decoded) throws -> Void
    ) throws {
        guard InspectSample.isSample(value) else {
            let reason = "a sample without id or epoch"
            return try reject(value.byteRange, of: value.source, reason, in: file, into: sink)
        }
        try InspectSample(value, log: log).forEachRecord { record, range in
            try sink(.record(record, provenance(of: file, at: range)))
        }
    }
}
