/// A typed value of an attribute (OTLP `AnyValue`).
public indirect enum AttributeValue: Hashable, Sendable {
    /// No value (an empty `AnyValue`).
    case null
    /// A text.
    case string(String)
    /// A truth value.
    case bool(Bool)
    /// A 64-bit integer.
    case int(Int64)
    /// A double.
    case double(Double)
    /// A list.
    case array([AttributeValue])
    /// Named values in the order of the source.
    case map([Attribute])
    /// Bytes that are no text.
    case bytes([UInt8])
}

extension AttributeValue {
    /// The text of a string value, else nil.
    public var stringValue: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
}
