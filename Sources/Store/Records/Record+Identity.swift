internal import Traces

extension Record {
    /// What tells a span from every other one of its trace: its id, name and start, since broken sources
    /// give one id to several spans. Nil for records that are told apart by their content.
    var identity: ContentDigest? {
        guard case .span(let span) = self else { return nil }
        var writer = ByteWriter()
        writer.fixed(span.spanID.value)
        writer.fixed(UInt64(bitPattern: span.start.nanoseconds))
        var name = span.name
        name.withUTF8 { writer.raw(UnsafeRawBufferPointer($0)) }
        return ContentDigest(of: writer.bytes)
    }

    /// When it ended; nil when that is not known.
    var endNs: Int64? {
        guard case .span(let span) = self else { return nil }
        return span.end?.nanoseconds
    }

    /// When it began; nil for annotations, which come later than what they judge.
    var startNs: Int64? {
        switch self {
        case .span(let span): span.start.nanoseconds
        case .log(let log): log.time.nanoseconds
        case .annotation: nil
        }
    }
}
