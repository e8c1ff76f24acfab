public import Traces

/// What the place of a new interaction is made of.
public struct PlaceRequest: Hashable, Sendable {
    /// The trace.
    public var trace: TraceRow
    /// When the interaction started, as far as is known.
    public var start: Timestamp
    /// The middle of the name: safe, not empty, at most 200 bytes, without `/`.
    public var slug: String

    /// Creates a request.
    public init(trace: TraceRow, start: Timestamp, slug: String) {
        self.trace = trace
        self.start = start
        self.slug = slug
    }
}
