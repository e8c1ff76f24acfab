internal import Traces

/// Reads what `RecordEncoder` wrote.
struct RecordDecoder {
    private var reader: ByteReader
    /// Appends the piece of a digest and length to bytes.
    private let fetch: (ContentDigest, Int, inout [UInt8]) throws -> Void

    init(
        _ bytes: ArraySlice<UInt8>, subject: String,
        fetchingPieces fetch: @escaping (ContentDigest, Int, inout [UInt8]) throws -> Void
    ) {
        reader = ByteReader(bytes, subject: subject)
        self.fetch = fetch
    }

    /// The record; throws `damaged` unless the bytes are one record and nothing else.
    mutating func record() throws -> Record {
        guard try reader.byte() == RecordEncoder.version,
            let type = RecordType(rawValue: try reader.byte())
        else { throw reader.damage }
        let record: Record =
            switch type {
            case .span: .span(try span())
            case .log: .log(try log())
            case .annotation: .annotation(try annotation())
            }
        guard reader.remaining == 0 else { throw reader.damage }
        return record
    }

    /// Bytes alone.
    mutating func content() throws -> [UInt8] {
        let header = try reader.count()
        guard header & 1 == 1 else { return [UInt8](try reader.raw(header >> 1)) }
        return try longContent(count: header >> 1)
    }

    private mutating func longContent(count: Int) throws -> [UInt8] {
        var content: [UInt8] = []
        while content.count < count {
            let stretch = try reader.count()
            if stretch & 1 == 0 {
                content += try reader.raw(stretch >> 1)
            } else {
                try fetch(try reader.digest(), stretch >> 1, &content)
            }
            guard stretch > 1 else { throw reader.damage }
        }
        guard content.count == count else { throw reader.damage }
        return content
    }

    private mutating func span() throws -> Span {
        let traceID = try trace()
        let spanID = SpanID(try reader.fixed())
        let parentID = try identity()
        let name = try text()
        guard let kind = SpanKind(rawValue: Int(try reader.byte())) else { throw reader.damage }
        let start = Timestamp(nanoseconds: Int64(bitPattern: try reader.fixed()))
        let end = try time(after: start)
        guard let code = SpanStatus.Code(rawValue: Int(try reader.byte())) else {
            throw reader.damage
        }
        let message = try text()
        let attributes = try attributes()
        let events = try list { decoder in
            let name = try decoder.text()
            guard let time = try decoder.time(after: start) else { throw decoder.reader.damage }
            return SpanEvent(name: name, time: time, attributes: try decoder.attributes())
        }
        let links = try list { decoder in
            SpanLink(
                traceID: try decoder.trace(), spanID: SpanID(try decoder.reader.fixed()),
                attributes: try decoder.attributes())
        }
        return Span(
            traceID: traceID, spanID: spanID, parentID: parentID, name: name, kind: kind,
            start: start, end: end, status: SpanStatus(code, message: message),
            attributes: attributes, events: events, links: links, scope: try scope(),
            resource: Resource(attributes: try self.attributes()))
    }

    private mutating func log() throws -> LogRecord {
        LogRecord(
            traceID: try trace(), spanID: try identity(),
            time: Timestamp(nanoseconds: Int64(bitPattern: try reader.fixed())),
            eventName: try text(), severity: try text(), body: try value(),
            attributes: try attributes(), scope: try scope(),
            resource: Resource(attributes: try attributes()))
    }

    private mutating func annotation() throws -> Annotation {
        Annotation(
            traceID: try trace(), spanID: try identity(), name: try text(),
            score: try reader.byte() == 0 ? nil : Double(bitPattern: try reader.fixed()),
            label: try optionalText(), explanation: try optionalText(),
            evidence: try optionalText(), severity: try optionalText(),
            author: try optionalText(), time: try time(after: .epoch),
            attributes: try attributes())
    }

    private mutating func scope() throws -> Scope {
        Scope(name: try text(), version: try text(), attributes: try attributes())
    }

    private mutating func trace() throws -> TraceID {
        TraceID(high: try reader.fixed(), low: try reader.fixed())
    }

    private mutating func identity() throws -> SpanID? {
        try reader.byte() == 0 ? nil : SpanID(try reader.fixed())
    }

    private mutating func time(after start: Timestamp) throws -> Timestamp? {
        guard try reader.byte() != 0 else { return nil }
        return Timestamp(nanoseconds: start.nanoseconds &+ (try reader.signed()))
    }

    private mutating func text() throws -> String {
        let header = try reader.count()
        guard header & 1 == 1 else {
            return String(decoding: try reader.raw(header >> 1), as: UTF8.self)
        }
        return String(decoding: try longContent(count: header >> 1), as: UTF8.self)
    }

    private mutating func optionalText() throws -> String? {
        try reader.byte() == 0 ? nil : try text()
    }

    private mutating func attributes() throws -> [Attribute] {
        try list { decoder in Attribute(try decoder.text(), try decoder.value()) }
    }

    private mutating func list<Element>(
        _ element: (inout RecordDecoder) throws -> Element
    ) throws -> [Element] {
        let count = try reader.length()
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try element(&self)) }
        return elements
    }

    /// A list or map of which some members are still to be read.
    fileprivate struct OpenValue {
        let tag: ValueTag
        let count: Int
        var key = ""
        var elements: [AttributeValue] = []
        var members: [Attribute] = []
    }

    /// Reads a value without recursion: a hostile one may be nested deeper than the stack is.
    private mutating func value() throws -> AttributeValue {
        var open: [OpenValue] = []
        while true {
            guard var value = try shallow(&open) else {
                // The head of a list or map that is not empty: its first member follows.
                try readKey(&open)
                continue
            }
            while var last = open.popLast() {
                last.add(value)
                guard let whole = last.whole else {
                    open.append(last)
                    try readKey(&open)
                    break
                }
                value = whole
                if open.isEmpty { return value }
            }
            if open.isEmpty { return value }
        }
    }

    /// A scalar or an empty list or map; nil when the head of another one was added to `open`.
    private mutating func shallow(_ open: inout [OpenValue]) throws -> AttributeValue? {
        guard let tag = ValueTag(rawValue: try reader.byte()) else { throw reader.damage }
        switch tag {
        case .null: return .null
        case .string: return .string(try text())
        case .false: return .bool(false)
        case .true: return .bool(true)
        case .int: return .int(try reader.signed())
        case .double: return .double(Double(bitPattern: try reader.fixed()))
        case .bytes: return .bytes(try content())
        case .array, .map:
            let count = try reader.length()
            guard count > 0 else { return tag == .array ? .array([]) : .map([]) }
            open.append(OpenValue(tag: tag, count: count))
            return nil
        }
    }

    private mutating func readKey(_ open: inout [OpenValue]) throws {
        guard let last = open.indices.last, open[last].tag == .map else { return }
        open[last].key = try text()
    }
}

extension RecordDecoder.OpenValue {
    fileprivate mutating func add(_ value: AttributeValue) {
        if tag == .map {
            members.append(Attribute(key, value))
        } else {
            elements.append(value)
        }
    }

    /// The value when every member has been read, else nil.
    fileprivate var whole: AttributeValue? {
        guard elements.count + members.count == count else { return nil }
        return tag == .map ? .map(members) : .array(elements)
    }
}
