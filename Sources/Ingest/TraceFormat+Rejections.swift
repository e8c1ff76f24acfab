internal import JSON
internal import Traces

extension TraceFormat {
    /// Gives a stretch of a file that could not be decoded to the sink.
    static func reject(
        _ range: Range<Int>, of source: JSONSource, _ reason: String, in file: InputFile,
        into sink: (Decoded) throws -> Void
    ) throws {
        let start = min(range.lowerBound, source.count)
        let end = min(range.upperBound, start + Rejection.maximumBytes, source.count)
        try sink(
            .rejected(
                Rejection(
                    provenance: provenance(of: file, at: range), reason: reason,
                    bytes: source[start..<end])))
    }
}
