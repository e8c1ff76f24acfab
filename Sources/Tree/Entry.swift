/// A name in a directory, with what it names.
public struct Entry: Hashable, Sendable {
    /// The name: no slash, no control character, at most 255 bytes.
    public var name: String
    /// What it names.
    public var node: Node

    /// Creates an entry.
    public init(name: String, node: Node) {
        self.name = name
        self.node = node
    }
}
