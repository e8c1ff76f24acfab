public import JSON
internal import Traces

/// The records of a store as lines of JSON, as `dossier export --with-records` writes them.
///
/// A line says everything of one record: the account, the kind and place of its interaction, the file
/// that it came from. Attribute values keep their types: an integer is a number, a double `{"d": …}`,
/// bytes `{"b": base64}`, named values `{"m": [[name, value], …]}`.
public enum DossierPackage: TraceFormat {
    /// The name in provenance.
    public static let name = "dossier"

    /// What the format is.
    public static let summary =
        "the records of a store, as dossier export --with-records writes them"

    /// Where the records are in an exported directory.
    public static let path = ".dossier/records.jsonl.gz"

    /// The first line of a package.
    public static let header = "{\"dossier_records\":1}\n"

    /// The name of the file of suites and their runs, beside that of the records.
    public static let suitesName = "evals.jsonl.gz"

    /// The first line of the file of suites.
    public static let suitesHeader = "{\"dossier_evals\":1}\n"

    /// The name of the table of prices, beside the file of records.
    public static let pricesName = "prices.toml"

    /// Known by its first line.
    public static func recognition(of sample: FileSample) -> Recognition {
        for line in sample.jsonLines.prefix(20) {
            guard let version = line["dossier_records"] else { continue }
            if version.int64 == 1 { return .yes(.certain, "a line dossier_records") }
            return .near("a package of another version")
        }
        return .no
    }

    /// Decodes every record; who it belongs to is told by `entries(of:into:rejecting:)` alone.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {
        try entries(
            of: file,
            into: { entry in
                switch entry.content {
                case .record(let record): try sink(.record(record, entry.provenance))
                case .rejected(let reason, let bytes):
                    try sink(
                        .rejected(
                            Rejection(
                                provenance: entry.provenance, reason: reason, bytes: bytes)))
                }
            }, rejecting: { try sink(.rejected($0)) })
    }

    /// Gives every entry of a package to `body`, and lines that are none to `reject`.
    public static func entries(
        of file: InputFile, into body: (PackageEntry) throws -> Void,
        rejecting reject: (Rejection) throws -> Void
    ) throws {
        try forEachLine(
            of: file, rejecting: "no record of a package", into: reject,
            isHeader: { $0["dossier_records"] != nil },
            { value in
                guard let entry = PackageReader.entry(value) else { return false }
                try body(entry)
                return true
            })
    }

    /// The file of suites beside a file of records; nil when there is none.
    public static func suites(beside records: InputFile) -> InputFile? {
        var file = records.sibling(suitesName)
        // A file of a suite is a line, and longer there than it is by itself.
        file?.limits.lineBytes = 384 << 20
        return file
    }

    /// Gives every line of a file of suites to `body`, and those of which that makes nothing to `reject`.
    public static func forEachSuiteLine(
        of file: InputFile, into body: (JSONValue) throws -> Bool,
        rejecting reject: (Rejection) throws -> Void
    ) throws {
        try forEachLine(
            of: file, rejecting: "nothing of a suite", into: reject,
            isHeader: { $0["dossier_evals"]?.int64 == 1 }, body)
    }

    /// Gives every line but the header to `body`, and those of which that makes nothing to `reject`.
    private static func forEachLine(
        of file: InputFile, rejecting reason: String, into reject: (Rejection) throws -> Void,
        isHeader: (JSONValue) -> Bool, _ body: (JSONValue) throws -> Bool
    ) throws {
        func rejectDecoded(_ decoded: Decoded) throws {
            guard case .rejected(let rejection) = decoded else { return }
            try reject(rejection)
        }
        try forEachJSONLine(of: file, rejectingInto: rejectDecoded) { line, value in
            if isHeader(value) { return }
            guard try !body(value) else { return }
            try reject(
                Rejection(
                    provenance: provenance(of: file, at: line.range),
                    reason: "line \(line.number): \(reason)", bytes: line.bytes))
        }
    }

    /// The line of an entry, ended.
    public static func line(of entry: PackageEntry) -> [UInt8] {
        PackageWriter.line(of: entry)
    }
}
