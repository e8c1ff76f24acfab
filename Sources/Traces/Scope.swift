/// The instrumentation library that made a span (OTLP `InstrumentationScope`).
public struct Scope: Hashable, Sendable {
    /// The name; empty when not said.
    public var name: String
    /// The version; empty when not said.
    public var version: String
    /// The attributes, in the order of the source.
    public var attributes: [Attribute]

    /// Creates a scope; empty by default.
    public init(name: String = "", version: String = "", attributes: [Attribute] = []) {
        self.name = name
        self.version = version
        self.attributes = attributes
    }
}
