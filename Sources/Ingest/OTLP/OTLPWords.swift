import Traces

/// Names and numbers that both encodings of OTLP share.
enum OTLPWords {
    /// How deep arrays and maps may stand inside each other; deeper ones are kept as they are
    /// encoded, because everything that walks a value recurses.
    static let maximumValueDepth = 48

    /// The key under which a piece of a record is kept that cannot be represented.
    static let malformedKey = "dossier.malformed"

    private static let severities = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"]

    /// The name of a severity number, `INFO`, `INFO2`; empty for 0 and unknown numbers.
    static func severityName(_ number: Int) -> String {
        guard (1...24).contains(number) else { return "" }
        let step = (number - 1) % 4
        return severities[(number - 1) / 4] + (step == 0 ? "" : String(step + 1))
    }

    /// The moment of OTLP's unsigned nanoseconds; nil beyond the year 2262.
    static func timestamp(_ nanoseconds: UInt64) -> Timestamp? {
        Int64(exactly: nanoseconds).map { Timestamp(nanoseconds: $0) }
    }

    /// What the source says that it left out, under the names that OpenTelemetry gives it where the
    /// counts have no field of their own.
    static func droppedCount(of what: String, _ count: Int64) -> [Attribute] {
        count > 0 ? [Attribute("otel.dropped_\(what)_count", .int(count))] : []
    }

    /// The trace state, under the name of its HTTP header; OTLP's field has no place in `Span`.
    static func traceState(_ text: String) -> [Attribute] {
        text.isEmpty ? [] : [Attribute("w3c.tracestate", .string(text))]
    }
}
