/// One call of a tool.
public struct ToolCall: Hashable, Sendable {
    /// The call's identity in the model's answer; nil when not said.
    public var id: String?
    /// The tool's name.
    public var name: String
    /// What the tool is for; nil when not said.
    public var summary: String?
    /// The arguments: raw text, JSON when they were structured; nil when not captured.
    public var arguments: String?
    /// The result: raw text, JSON when it was structured; nil when not captured.
    public var result: String?
    /// Binary results, such as screenshots.
    public var attachments: [MessagePart]

    /// Creates a call.
    public init(
        id: String? = nil, name: String, summary: String? = nil, arguments: String? = nil,
        result: String? = nil, attachments: [MessagePart] = []
    ) {
        self.id = id
        self.name = name
        self.summary = summary
        self.arguments = arguments
        self.result = result
        self.attachments = attachments
    }
}
