/// One message of a model call.
public struct Message: Hashable, Sendable {
    /// The role, in the source's words: `system`, `user`, `assistant`, `tool`, ...
    public var role: String
    /// The speaker, where there are several of one role.
    public var name: String?
    /// The content, in order.
    public var parts: [MessagePart]

    /// Creates a message.
    public init(role: String, name: String? = nil, parts: [MessagePart]) {
        self.role = role
        self.name = name
        self.parts = parts
    }

    /// The text parts alone, joined by newlines.
    public var text: String {
        parts.compactMap { part in
            guard case .text(let text) = part else { return nil }
            return text
        }.joined(separator: "\n")
    }
}
