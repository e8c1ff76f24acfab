/// Something that happened at one moment of a span.
public struct SpanEvent: Hashable, Sendable {
    /// The name, as the source spells it.
    public var name: String
    /// When it happened.
    public var time: Timestamp
    /// The attributes, in the order of the source.
    public var attributes: [Attribute]

    /// Creates an event.
    public init(name: String, time: Timestamp, attributes: [Attribute] = []) {
        self.name = name
        self.time = time
        self.attributes = attributes
    }
}
