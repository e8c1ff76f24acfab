import JSON
import Traces

/// One line of a session: the common fields decoded, the rest read from the JSON when it is needed.
struct ClaudeCodeRecord {
    /// The whole line.
    let value: JSONValue
    /// Where the line stands.
    let place: Provenance
    /// What the line is: `user`, `assistant`, `system`, `progress`, ...
    private(set) var type = ""
    /// The line's identity; bookkeeping lines have none.
    private(set) var uuid: String?
    /// The line that this one follows, across a compaction too.
    private(set) var parentUUID: String?
    /// The session, as the line says.
    private(set) var sessionID: String?
    /// When the line was written; nil on some bookkeeping lines.
    private(set) var time: Timestamp?
    /// True for a line of a sub-agent.
    private(set) var isSidechain = false
    /// The sub-agent that wrote the line.
    private(set) var agentID: String?
    /// True for text that the client put in, not the user.
    private(set) var isMeta = false
    /// True for the text that stands for everything before a compaction.
    private(set) var isCompactSummary = false
    /// True for an error of the service that the client shows as an answer.
    private(set) var isAPIError = false
    /// The message of a user or assistant line.
    private(set) var message: JSONValue?

    /// The members that every line has and that its span's identity, time and resource tell.
    static let commonKeys: Set<String> = [
        "parentUuid", "logicalParentUuid", "isSidechain", "userType", "cwd", "sessionId", "version",
        "gitBranch", "slug", "type", "subtype", "timestamp", "uuid", "level", "agentId",
    ]

    /// Reads the common fields; nil when the value is no line of a session.
    init?(_ value: JSONValue, place: Provenance) {
        guard value.kind == .object else { return nil }
        self.value = value
        self.place = place
        var logicalParent: String?
        for field in value.fields {
            let content = field.value
            switch field.name {
            case "type": type = content.string ?? ""
            case "uuid": uuid = content.string
            case "parentUuid": parentUUID = content.string
            case "logicalParentUuid": logicalParent = content.string
            case "sessionId": sessionID = content.string
            case "timestamp": time = content.string.flatMap { Timestamp(iso8601: $0) }
            case "isSidechain": isSidechain = content.bool ?? false
            case "agentId": agentID = content.string
            case "isMeta": isMeta = content.bool ?? false
            case "isCompactSummary": isCompactSummary = content.bool ?? false
            case "isApiErrorMessage": isAPIError = content.bool ?? false
            case "message": message = content
            default: break
            }
        }
        guard !type.isEmpty else { return nil }
        parentUUID = parentUUID ?? logicalParent
    }

    /// The record of a sub-agent inside a progress line of the session; nil for any other line.
    init?(nestedIn progress: ClaudeCodeRecord) {
        guard
            let data = progress.value["data"], data["type"]?.string == "agent_progress",
            let nested = data["message"],
            let record = ClaudeCodeRecord(nested, place: progress.place),
            record.message != nil, let agentID = data["agentId"]?.string
        else { return nil }
        self = record
        self.agentID = agentID
        isSidechain = true
        sessionID = sessionID ?? progress.sessionID
        time = time ?? progress.time
    }

    /// The blocks of the message: text, thinking, tool_use, tool_result, image.
    var blocks: [JSONValue] {
        guard let content = message?["content"], content.kind == .array else { return [] }
        return content.elements
    }

    /// The message's content where it is plain text.
    var plainContent: JSONValue? {
        guard let content = message?["content"], content.kind == .string else { return nil }
        return content
    }

    /// The first text of the message.
    var firstText: String? {
        if let plain = plainContent { return plain.string }
        return blocks.first { $0["type"]?.string == "text" }?["text"]?.string
    }

    /// True when the message brings results of tools.
    var hasToolResult: Bool { blocks.contains { $0["type"]?.string == "tool_result" } }

    /// True for what the client writes about its own commands; the model is not asked.
    var isClientOutput: Bool {
        guard type == "user", let text = firstText else { return false }
        return Self.clientOutputPrefixes.contains { text.hasPrefix($0) }
    }

    /// True for a line with which a user begins a turn.
    var beginsTurn: Bool {
        type == "user" && message != nil && !isSidechain && !isMeta && !isCompactSummary
            && !hasToolResult && !isClientOutput
    }

    /// True for a line that stands for work of a turn, even where the line that began it is missing.
    var needsTurn: Bool { message != nil && (type == "assistant" || hasToolResult) }

    /// The process that wrote the line.
    var resource: Resource {
        var attributes = [Attribute("service.name", .string("claude-code"))]
        for (key, name) in Self.resourceKeys {
            guard let text = value[key]?.string, !text.isEmpty else { continue }
            attributes.append(Attribute(name, .string(text)))
        }
        return Resource(attributes: attributes)
    }

    private static let resourceKeys = [
        ("version", "service.version"), ("cwd", "cwd"), ("gitBranch", "gitBranch"),
        ("userType", "userType"),
    ]

    private static let clientOutputPrefixes = [
        "[Request interrupted by user", "<local-command-stdout>", "<local-command-stderr>",
        "<bash-stdout>", "<bash-stderr>", "<local-command-caveat>",
    ]
}
