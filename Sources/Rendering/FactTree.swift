internal import Traces

/// Named facts for a JSON page, in order; what is not known is left out.
struct FactTree {
    /// The facts so far.
    private(set) var members: [Attribute] = []

    /// The facts as one value.
    var value: AttributeValue { .map(members) }

    /// Adds a text.
    mutating func add(_ key: String, _ text: String?) {
        if let text { members.append(Attribute(key, .string(text))) }
    }

    /// Adds an integer.
    mutating func add(_ key: String, _ value: Int?) {
        if let value { members.append(Attribute(key, .int(Int64(value)))) }
    }

    /// Adds an integer of 64 bits.
    mutating func add(_ key: String, _ value: Int64?) {
        if let value { members.append(Attribute(key, .int(value))) }
    }

    /// Adds an amount of dollars.
    mutating func add(_ key: String, _ amount: MicroDollars?) {
        if let amount { members.append(Attribute(key, .double(Double(amount.value) / 1_000_000))) }
    }

    /// Adds any value.
    mutating func add(_ key: String, _ value: AttributeValue?) {
        if let value { members.append(Attribute(key, value)) }
    }

    /// Adds a list of texts; nothing when it is empty.
    mutating func add(_ key: String, _ texts: [String]) {
        if !texts.isEmpty { members.append(Attribute(key, .array(texts.map { .string($0) }))) }
    }

    /// Adds attributes; nothing when there are none.
    mutating func add(_ key: String, _ attributes: [Attribute]) {
        if !attributes.isEmpty { members.append(Attribute(key, .map(attributes))) }
    }

    /// Adds a moment as ISO 8601 and in nanoseconds.
    mutating func add(_ key: String, _ time: Timestamp?) {
        guard let time else { return }
        add(key, time.description)
        add(key + "_ns", time.nanoseconds)
    }

    /// Adds events and links; nothing when there are none.
    mutating func add(events: [SpanEvent], links: [SpanLink]) {
        if !events.isEmpty { add("events", .array(events.map(Self.tree))) }
        if !links.isEmpty { add("links", .array(links.map(Self.tree))) }
    }

    private static func tree(of event: SpanEvent) -> AttributeValue {
        var facts = FactTree()
        facts.add("name", event.name)
        facts.add("time", event.time)
        facts.add("attributes", event.attributes)
        return facts.value
    }

    private static func tree(of link: SpanLink) -> AttributeValue {
        var facts = FactTree()
        facts.add("trace_id", link.traceID.description)
        facts.add("span_id", link.spanID.description)
        facts.add("attributes", link.attributes)
        return facts.value
    }
}

extension Int {
    /// The number, or nil for zero.
    var nonZero: Int? { self == 0 ? nil : self }
}
