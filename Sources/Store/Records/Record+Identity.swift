internal import Traces

extension Record {
    /// What tells a span from every other one of its trace; nil for what its content tells apart.
    ///
    /// The id alone does not: broken sources give one id to several spans, so name and start belong to it.
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

    /// True for a root that has ended.
    var isEndOfTrace: Bool {
        guard case .span(let span) = self else { return false }
        return span.parentID == nil && span.end != nil
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
