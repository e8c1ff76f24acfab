import JSON
import Traces

/// A run of model calls that share one context: a user's turn, or a sub-agent within one.
struct ClaudeCodeThread {
    /// The trace of the turn.
    let traceID: TraceID
    /// The agent span.
    let spanID: SpanID
    /// The span of the tool call that began a sub-agent; nil for a turn.
    let parentID: SpanID?
    /// The agent span's name.
    let name: String
    /// The agent's name.
    let agentName: String
    /// The sub-agent; nil for a turn.
    let agentID: String?
    /// The session.
    let sessionID: String
    /// The line that began it.
    let first: ClaudeCodeRecord
    /// When it began.
    let start: Timestamp
    /// The process, as the first line describes it.
    let resource: Resource

    /// What it was asked.
    var asked: [[UInt8]] = []
    /// The time of its last line.
    var lastTime: Timestamp
    /// True once a message came after the first.
    var hasProgressed = false
    /// Messages that the next call will bring to the model.
    var waiting: [WaitingMessage] = []
    /// Messages of earlier turns that the prompt begins with.
    var omittedCount = 0
    /// Messages of the prompt so far, those of earlier turns included.
    var promptCount = 0
    /// The latest model call.
    var lastCall: Int?
    /// The latest model call since the context was compacted, if any was.
    var contextCall: Int?
    /// The result of the tool call that began a sub-agent, which repeats its answer.
    var toolAnswer: String?
    /// The error of the service that it ended with; nil when it went on.
    var serviceError: String?
    /// The text that the client answered with in place of the model.
    var clientAnswer: [UInt8]?

    /// A message that no call has brought to the model yet.
    struct WaitingMessage {
        /// The message, complete.
        let json: [UInt8]
        /// When it was written.
        let time: Timestamp
        /// True when it brings the result of a tool.
        let isToolResult: Bool
    }
}

/// One model call: every line with the same message id.
struct ClaudeCodeCall {
    /// The index of its thread.
    let thread: Int
    /// The span.
    let spanID: SpanID
    /// The first line.
    let first: ClaudeCodeRecord
    /// When its prompt was complete.
    let start: Timestamp
    /// The messages that are new since the call before.
    let input: [[UInt8]]
    /// Messages of earlier turns that the prompt begins with.
    let omittedCount: Int
    /// The call whose prompt and answer come before `input`.
    let previous: SpanID?
    /// The last line, which has the final usage.
    var last: ClaudeCodeRecord
    /// When the last line was written.
    var end: Timestamp
    /// The answer's parts so far.
    var answer = PartsMessage(role: "assistant")
    /// The answer's text alone.
    var answerText = PartsMessage(role: "assistant")
    /// Why the model stopped, once a line says so.
    var stopReason: String?
}

/// One tool call: the line that asks for it and the line that answers.
struct ClaudeCodeTool {
    /// The index of its thread.
    let thread: Int
    /// The span.
    let spanID: SpanID
    /// The call's identity.
    let id: String
    /// The line that asks, or the one that answers where the first is missing.
    let first: ClaudeCodeRecord
    /// When it was asked for.
    let start: Timestamp
    /// The tool's name; empty where only the answer is known.
    let name: String
    /// The arguments; nil where only the answer is known.
    let input: JSONValue?
    /// True where the line that asks is missing.
    var isAnswerAlone: Bool { name.isEmpty && input == nil }
    /// The answer.
    var result: ClaudeCodeToolResult?
    /// When it was answered.
    var end: Timestamp?
    /// The kind of sub-agent that the call begins; nil for any other tool.
    var agentType: String? { beginsAgent ? input?["subagent_type"]?.string : nil }

    /// True for the tools that begin a sub-agent.
    var beginsAgent: Bool { name == "Task" || name == "Agent" }

    /// What the last progress line showed, so that repetitions can be told.
    var progressOutput = ""
    /// Progress lines with output up to the answer; only those that show news are log records.
    var progressCount = 0
}
