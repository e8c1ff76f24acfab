/// A line of the log of a live interaction.
public struct LiveLine: Hashable, Sendable {
    /// What it tells, so that it is told once: a span and what became of it.
    public var key: String
    /// The line, without the newline at its end.
    public var text: String

    /// Creates a line.
    public init(key: String, text: String) {
        self.key = key
        self.text = text
    }
}
