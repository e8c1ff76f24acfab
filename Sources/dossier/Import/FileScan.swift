internal import Ingest
internal import Store
internal import Traces

/// What is in a file, as the format that it would be read as sees it.
struct FileScan {
    /// The spans.
    private(set) var spans = 0
    /// The log records.
    private(set) var logs = 0
    /// The annotations.
    private(set) var annotations = 0
    /// The revisions and files of suites.
    private(set) var suiteFiles = 0
    /// The runs of suites.
    private(set) var runs = 0
    /// The pieces that are no records.
    private(set) var rejected = 0
    /// The first piece that is no record.
    private(set) var firstRejection: Rejection?
    /// The formats that the first such piece is of, or comes near.
    private(set) var nearest: [String] = []
    /// Why the file could not be read to its end; nil when it could.
    private(set) var failure: String?

    /// Reads a file to its end and keeps nothing.
    init(_ item: ImportSelection.Item) {
        do {
            try item.format.decode(item.file) { count($0) }
            if item.format == DossierPackage.self {
                try PackageSuites(of: item.file).forEach(
                    { record in
                        switch record.content {
                        case .suite: break
                        case .revision, .file: suiteFiles += 1
                        case .run: runs += 1
                        }
                        return true
                    }, rejecting: { count(.rejected($0)) })
            }
        } catch {
            failure = "\(error)"
        }
        nearest = firstRejection.map { Self.formats(of: $0, besides: item.format) } ?? []
    }

    /// What was found, in a few words.
    var summary: String {
        let counts = [
            (spans, "spans"), (logs, "log records"), (annotations, "annotations"),
            (suiteFiles, "files and revisions of suites"), (runs, "runs"),
        ]
        let found = counts.filter { $0.0 > 0 }.map { "\($0) \($1)" }
        return found.isEmpty ? "no records" : found.joined(separator: ", ")
    }

    /// What is wrong, in a line; nil when nothing is.
    var problem: String? {
        if let failure { return failure }
        guard let first = firstRejection else { return nil }
        let like = nearest.isEmpty ? "" : "; it looks like \(nearest.joined(separator: ", "))"
        return "\(rejected) pieces are no records, the first at byte "
            + "\(first.provenance.offsetBytes): \(first.reason)\(like)"
    }

    private mutating func count(_ decoded: Decoded) {
        switch decoded {
        case .record(.span, _): spans += 1
        case .record(.log, _): logs += 1
        case .record(.annotation, _): annotations += 1
        case .rejected(let rejection):
            rejected += 1
            if firstRejection == nil { firstRejection = rejection }
        }
    }

    /// The formats that know a piece of a file by itself, or that it comes near to.
    private static func formats(
        of rejection: Rejection, besides own: any TraceFormat.Type
    ) -> [String] {
        let piece = InputFile(path: rejection.provenance.file, bytes: rejection.bytes)
        var names: [String]
        do {
            names = [try Formats.detect(piece).format.name]
        } catch IngestError.unknownFormat(let unknown) {
            names = unknown.nearest.map(\.format)
        } catch {
            names = []
        }
        names.removeAll { $0 == own.name }
        return names
    }
}
