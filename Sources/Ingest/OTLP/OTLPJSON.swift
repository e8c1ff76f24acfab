/// OTLP in its JSON form.
public enum OTLPJSON: TraceFormat {
    /// `otlp-json`.
    public static let name = "otlp-json"
    /// What the format is.
    public static let summary = "OTLP export requests (traces and logs) as JSON"

    /// Whether a file is of this format.
    public static func recognition(of sample: FileSample) -> Recognition { .no }

    /// Decodes a file.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {}
}
