/// The process that made spans (OTLP `Resource`).
public struct Resource: Hashable, Sendable {
    /// The attributes, in the order of the source; `service.name` is the usual one.
    public var attributes: [Attribute]

    /// Creates a resource; empty by default.
    public init(attributes: [Attribute] = []) {
        self.attributes = attributes
    }
}
