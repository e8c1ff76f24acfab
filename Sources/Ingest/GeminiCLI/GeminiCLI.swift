internal import JSON
internal import Traces

/// The sessions that Gemini CLI records: one document, or, from newer versions, JSON lines.
///
/// A trace is a turn: an agent span from what the user typed on, a chat span for every answer, a tool
/// span for every tool call. What was rewound stays, and says so.
public enum GeminiCLI: TraceFormat {
    /// The name in provenance.
    public static let name = "gemini-cli"

    /// What the format is.
    public static let summary = "sessions of Gemini CLI (JSON, or JSON lines)"

    /// Known by a session with a `projectHash`.
    public static func recognition(of sample: FileSample) -> Recognition {
        let candidates = [sample.json].compactMap(\.self) + sample.jsonLines.prefix(20)
        for value in candidates where value["sessionId"]?.string != nil {
            if value["projectHash"]?.string != nil {
                return .yes(.certain, "a session with a projectHash")
            }
            let first = value["messages"]?.elements.first
            if first?["type"]?.string != nil && first?["timestamp"] != nil {
                return .yes(.likely, "a session with typed messages")
            }
        }
        return .no
    }

    /// Decodes a session turn by turn; behind damage it goes on with the next whole message.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {
        var session = GeminiSession(file: file)
        if try isLines(file) {
            try forEachJSONLine(of: file, rejectingInto: sink) { line, value in
                let place = provenance(of: file, at: line.range)
                guard session.take(line: value, place) else {
                    let reason = "line \(line.number): no record of a session"
                    return try sink(
                        .rejected(Rejection(provenance: place, reason: reason, bytes: line.bytes)))
                }
            }
        } else {
            try readDocument(file, into: &session, rejectingInto: sink)
        }
        try session.forEachRecord { try sink(.record($0, $1)) }
        for message in session.homeless {
            let reason = "a message before anything that the user typed"
            try sink(
                .rejected(
                    Rejection(
                        provenance: message.place, reason: reason, bytes: message.value.rawBytes)))
        }
    }

    /// True unless the file begins with a document that holds the messages.
    private static func isLines(_ file: InputFile) throws -> Bool {
        let lines = try file.lines()
        for _ in 0..<20 {
            guard let line = lines.next() else { return false }
            guard !line.isTooLong, let root = DamagedJSON.salvaged(line.source, from: 0)?.root
            else { continue }
            if root["messages"] != nil { return false }
            if root.isComplete && root["projectHash"] != nil { return true }
        }
        return false
    }

    private static func readDocument(
        _ file: InputFile, into session: inout GeminiSession,
        rejectingInto sink: (Decoded) throws -> Void
    ) throws {
        let content = try file.content()
        let source = content.source
        let document = DamagedJSON.Document(source)
        if let root = document.root { session.take(metadata: root) }
        let list = document.root?["messages"]
        var values = (list?.elements ?? []).filter { $0.isComplete }
        if let failure = document.failure(reading: list) {
            let broken = list?.elements.last { !$0.isComplete }
            let found = DamagedJSON.objects(
                in: source, from: broken?.byteRange.lowerBound ?? failure.offset, failure: failure,
                beginningWith: ["id", "timestamp", "type"], accept: GeminiMessage.isMessage)
            values += found.whole
            for range in found.damaged {
                try reject(range, of: source, "damaged JSON", in: file, into: sink)
            }
        }
        for value in values {
            let place = provenance(of: file, at: value.byteRange)
            if session.take(message: value, place) { continue }
            let reason = "a message without id, type or timestamp"
            try reject(value.byteRange, of: source, reason, in: file, into: sink)
        }
        try reject(content.failure, in: file, at: source.count, into: sink)
    }
}
