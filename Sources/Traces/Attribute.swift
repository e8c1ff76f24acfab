/// A named value on a span, event, log record, scope or resource.
public struct Attribute: Hashable, Sendable {
    /// The name, as the source spells it.
    public var key: String
    /// The value, unmodified.
    public var value: AttributeValue

    /// Creates a named value.
    public init(_ key: String, _ value: AttributeValue) {
        self.key = key
        self.value = value
    }
}

extension [Attribute] {
    /// The first value of a name by its bytes, or nil; O(n).
    public subscript(key: String) -> AttributeValue? {
        first { $0.key.utf8.elementsEqual(key.utf8) }?.value
    }
}
