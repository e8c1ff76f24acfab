import JSON
import Traces

/// One model call: the items between two counts of tokens.
struct CodexCall {
    /// The index of its turn.
    let turn: Int
    /// The span.
    let spanID: SpanID
    /// The first item.
    let first: CodexRecord
    /// When its prompt was complete.
    let start: Timestamp
    /// The messages that are new since the call before.
    let input: [[UInt8]]
    /// The call whose prompt and answer come before `input`.
    let previous: SpanID?
    /// When the last item, or the count of tokens, was written.
    var end: Timestamp
    /// The answer so far.
    var answer = PartsMessage(role: "assistant")
    /// The tokens used, once they are told.
    var usage: JSONValue?
    /// False once its tokens are told or its tools have answered.
    var isOpen = true
}
