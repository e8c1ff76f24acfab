internal import Traces

/// A format that traces come in: one file of decoding and one row in `Formats.all`.
///
/// Decoding is pure: the same file gives the same records, in the same order, on every machine. One
/// bad attribute never drops a span, one bad span never a batch, one bad line never a file; what
/// cannot be decoded goes to the sink as a `Rejection`.
public protocol TraceFormat: Sendable {
    /// The name in provenance, on the command line and in reports, `otlp-json`.
    static var name: String { get }

    /// What the format is, in one line for a list of formats.
    static var summary: String { get }

    /// Whether a file is of this format, judged by its beginning and its name.
    static func recognition(of sample: FileSample) -> Recognition

    /// True for a file that this format reads beside another one, and which is no trace by itself.
    ///
    /// Directories are imported without such files. False for every path by default.
    static func isCompanion(path: String) -> Bool

    /// Why a companion is not imported by itself, in a few words: as by default, that it is read with
    /// the file beside it.
    static func reasonToSkip(companion path: String) -> String

    /// The file that is read again when a companion changes; nil when it is not known, as by default.
    static func owner(ofCompanion path: String) -> String?

    /// Decodes a file record by record, in memory that does not grow with the number of records.
    ///
    /// - Throws: What `sink` throws, or `IngestError` when the file itself cannot be read.
    static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws
}

extension TraceFormat {
    /// False: most formats are one file each.
    public static func isCompanion(path: String) -> Bool { false }

    /// It is read with the file beside it.
    public static func reasonToSkip(companion path: String) -> String {
        "read with the \(name) file beside it"
    }

    /// Nil: formats without companions have no owners of them.
    public static func owner(ofCompanion path: String) -> String? { nil }

    /// Where a stretch of a file stands.
    static func provenance(of file: InputFile, at range: Range<Int>) -> Provenance {
        Provenance(
            format: name, file: file.path, offsetBytes: range.lowerBound, lengthBytes: range.count)
    }
}
