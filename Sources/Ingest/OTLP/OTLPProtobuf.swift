/// OTLP in its protobuf form.
public enum OTLPProtobuf: TraceFormat {
    /// `otlp-protobuf`.
    public static let name = "otlp-protobuf"
    /// What the format is.
    public static let summary = "OTLP export requests (traces and logs) as protobuf"

    /// Whether a file is of this format.
    public static func recognition(of sample: FileSample) -> Recognition { .no }

    /// Decodes a file.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {}
}
