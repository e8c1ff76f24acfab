/// A tool that was offered to a model.
public struct ToolDefinition: Hashable, Sendable {
    /// The tool's name; empty when the definition has none.
    public var name: String
    /// The whole definition, as the JSON that the source gave.
    public var json: String

    /// Creates a definition.
    public init(name: String, json: String) {
        self.name = name
        self.json = json
    }
}
