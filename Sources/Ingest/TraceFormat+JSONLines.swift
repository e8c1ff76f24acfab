internal import JSON

extension TraceFormat {
    /// Gives every line that is a JSON value to `body`, and every other line to `sink`, rejected.
    ///
    /// The line's offset has to be added to the offsets of its value.
    static func forEachJSONLine(
        of file: InputFile, rejectingInto sink: (Decoded) throws -> Void,
        _ body: (Line, JSONValue) throws -> Void
    ) throws {
        let reader = try file.lines()
        while let line = reader.next() {
            if let value = try value(of: line, in: file, rejectingInto: sink) {
                try body(line, value)
            }
        }
        try reject(reader.failure, in: file, at: file.sizeBytes, into: sink)
    }

    /// The value of a line, or nil after its rejection.
    static func value(
        of line: Line, in file: InputFile, rejectingInto sink: (Decoded) throws -> Void
    ) throws -> JSONValue? {
        var reason = "a line of more than \(file.limits.lineBytes) bytes"
        if !line.isTooLong {
            do throws(JSONError) {
                return try JSONDocument(line.source).root
            } catch {
                reason = "line \(line.number): \(error)"
            }
        }
        let provenance = provenance(of: file, at: line.range)
        try sink(
            .rejected(Rejection(provenance: provenance, reason: reason, bytes: line.bytes)))
        return nil
    }

    /// Tells the sink that a file ended too early, if it did.
    static func reject(
        _ failure: (any Error)?, in file: InputFile, at offset: Int,
        into sink: (Decoded) throws -> Void
    ) throws {
        guard let failure else { return }
        let provenance = provenance(of: file, at: offset..<offset)
        let reason = "the file could not be read to its end: \(failure)"
        try sink(.rejected(Rejection(provenance: provenance, reason: reason, bytes: [])))
    }
}
