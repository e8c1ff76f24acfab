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

    /// The document of a file as far as it can be read; nil after the rejection of all of it.
    static func salvagedDocument(
        _ source: JSONSource, of file: InputFile, rejectingInto sink: (Decoded) throws -> Void
    ) throws -> JSONDocument? {
        do throws(JSONError) {
            return try JSONDocument(salvaging: source)
        } catch {
            try reject(0..<source.count, of: source, "\(error)", in: file, into: sink)
            return nil
        }
    }
}
