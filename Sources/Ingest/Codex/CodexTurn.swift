import Traces

/// A turn: the root of one trace.
struct CodexTurn {
    /// The trace.
    let traceID: TraceID
    /// The agent span.
    let spanID: SpanID
    /// What the rollout calls it.
    let id: String
    /// The line that began it.
    let first: CodexRecord
    /// The model that its context names.
    var model: String?
    /// What the user typed.
    var asked: [[UInt8]] = []
    /// The latest answer's text.
    var answer: [UInt8]?
    /// The time of its last line.
    var lastTime: Timestamp
    /// True once the model or a tool did something, or the turn was said to be over.
    var hasProgressed = false
    /// The error or the abort that it ended with; nil while the model goes on behind it.
    var failure: CodexFailure?
    /// Messages of earlier turns that its prompts begin with.
    let omittedCount: Int
    /// The latest call since the context was compacted, if it was.
    var contextCall: Int?
    /// What the last context line said, so that repetitions can be told.
    var context: [UInt8] = []
}
