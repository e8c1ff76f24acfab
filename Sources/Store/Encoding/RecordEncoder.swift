internal import Traces

/// The canonical bytes of records: equal records have equal bytes, whatever format they came from.
///
/// Strings and bytes of 256 bytes and more are cut into pieces, of which only the digests stand in the
/// bytes. The encoding never changes: a new one gets a new version and a migration.
struct RecordEncoder {
    /// The first byte of every record.
    static let version: UInt8 = 1

    /// The canonical bytes of the record that was encoded last.
    private(set) var writer = ByteWriter()
    /// The bytes that digests stand for, beyond the digests' own.
    private(set) var referredBytes = 0
    /// Called with every piece that the bytes refer to.
    private let keep: (UnsafeRawBufferPointer, ContentDigest) throws -> Void
    /// What is still to be written of nested values, last first.
    private var pending: [Pending] = []

    private enum Pending {
        case value(AttributeValue)
        case attribute(Attribute)
    }

    init(keepingPieces keep: @escaping (UnsafeRawBufferPointer, ContentDigest) throws -> Void) {
        self.keep = keep
    }

    /// Encodes one record, replacing what was encoded before.
    mutating func encode(_ record: Record) throws {
        writer.removeAll()
        referredBytes = 0
        writer.byte(Self.version)
        writer.byte(record.type.rawValue)
        switch record {
        case .span(let span): try encode(span)
        case .log(let log): try encode(log)
        case .annotation(let annotation): try encode(annotation)
        }
    }

    /// Encodes bytes alone, as values are encoded.
    mutating func encode(bytes: [UInt8]) throws {
        writer.removeAll()
        referredBytes = 0
        try bytes.withUnsafeBytes { try content($0) }
    }

    private mutating func encode(_ span: Span) throws {
        trace(span.traceID)
        writer.fixed(span.spanID.value)
        identity(span.parentID)
        try text(span.name)
        writer.byte(UInt8(truncatingIfNeeded: span.kind.rawValue))
        writer.fixed(UInt64(bitPattern: span.start.nanoseconds))
        time(span.end, after: span.start)
        writer.byte(UInt8(truncatingIfNeeded: span.status.code.rawValue))
        try text(span.status.message)
        try attributes(span.attributes)
        writer.count(span.events.count)
        for event in span.events {
            try text(event.name)
            time(event.time, after: span.start)
            try attributes(event.attributes)
        }
        writer.count(span.links.count)
        for link in span.links {
            trace(link.traceID)
            writer.fixed(link.spanID.value)
            try attributes(link.attributes)
        }
        try encode(span.scope, span.resource)
    }

    private mutating func encode(_ log: LogRecord) throws {
        trace(log.traceID)
        identity(log.spanID)
        writer.fixed(UInt64(bitPattern: log.time.nanoseconds))
        try text(log.eventName)
        try text(log.severity)
        try value(log.body)
        try attributes(log.attributes)
        try encode(log.scope, log.resource)
    }

    private mutating func encode(_ annotation: Annotation) throws {
        trace(annotation.traceID)
        identity(annotation.spanID)
        try text(annotation.name)
        writer.byte(annotation.score == nil ? 0 : 1)
        if let score = annotation.score { writer.fixed(score.bitPattern) }
        let texts = [
            annotation.label, annotation.explanation, annotation.evidence, annotation.severity,
            annotation.author,
        ]
        for optional in texts {
            writer.byte(optional == nil ? 0 : 1)
            if let optional { try text(optional) }
        }
        time(annotation.time, after: .epoch)
        try attributes(annotation.attributes)
    }

    private mutating func encode(_ scope: Scope, _ resource: Resource) throws {
        try text(scope.name)
        try text(scope.version)
        try attributes(scope.attributes)
        try attributes(resource.attributes)
    }

    private mutating func trace(_ id: TraceID) {
        writer.fixed(id.high)
        writer.fixed(id.low)
    }

    private mutating func identity(_ id: SpanID?) {
        writer.byte(id == nil ? 0 : 1)
        if let id { writer.fixed(id.value) }
    }

    private mutating func time(_ time: Timestamp?, after start: Timestamp) {
        writer.byte(time == nil ? 0 : 1)
        if let time { writer.signed(time.nanoseconds &- start.nanoseconds) }
    }

    private mutating func attributes(_ attributes: [Attribute]) throws {
        writer.count(attributes.count)
        for attribute in attributes {
            try text(attribute.key)
            try value(attribute.value)
        }
    }

    /// Writes a value without recursion: a hostile one may be nested deeper than the stack is.
    private mutating func value(_ value: AttributeValue) throws {
        try shallow(value)
        while let next = pending.popLast() {
            switch next {
            case .value(let value):
                try shallow(value)
            case .attribute(let attribute):
                try text(attribute.key)
                try shallow(attribute.value)
            }
        }
    }

    /// Writes a scalar, or the head of a list or map whose members become pending.
    private mutating func shallow(_ value: AttributeValue) throws {
        writer.byte(value.tag.rawValue)
        switch value {
        case .null, .bool: break
        case .string(let text): try self.text(text)
        case .int(let number): writer.signed(number)
        case .double(let number): writer.fixed(number.bitPattern)
        case .bytes(let bytes): try bytes.withUnsafeBytes { try content($0) }
        case .array(let elements):
            writer.count(elements.count)
            pending.append(contentsOf: elements.reversed().map { .value($0) })
        case .map(let members):
            writer.count(members.count)
            pending.append(contentsOf: members.reversed().map { .attribute($0) })
        }
    }

    private mutating func text(_ text: String) throws {
        var text = text
        try text.withUTF8 { try content(UnsafeRawBufferPointer($0)) }
    }

    /// Short content where it stands, long content as stretches of which the long ones are digests.
    private mutating func content(_ bytes: UnsafeRawBufferPointer) throws {
        guard bytes.count >= ContentPieces.minimumBytes else {
            writer.count(bytes.count << 1)
            writer.raw(bytes)
            return
        }
        writer.count(bytes.count << 1 | 1)
        var literal = UnsafeRawBufferPointer(rebasing: bytes[..<0])
        try ContentPieces.forEach(of: bytes) { piece in
            guard piece.count >= ContentPieces.minimumBytes else {
                // Neighbours become one stretch, so that there is one way to write a value.
                literal = literal.isEmpty ? piece : literal.extended(by: piece.count)
                return
            }
            writeLiteral(&literal)
            let digest = ContentDigest(of: piece)
            writer.count(piece.count << 1 | 1)
            writer.digest(digest)
            referredBytes += piece.count
            try keep(piece, digest)
        }
        writeLiteral(&literal)
    }

    private mutating func writeLiteral(_ literal: inout UnsafeRawBufferPointer) {
        guard !literal.isEmpty else { return }
        writer.count(literal.count << 1)
        writer.raw(literal)
        literal = UnsafeRawBufferPointer(rebasing: literal[..<0])
    }
}

extension UnsafeRawBufferPointer {
    /// The buffer with the bytes that follow it in the same memory.
    fileprivate func extended(by count: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: baseAddress, count: self.count + count)
    }
}
