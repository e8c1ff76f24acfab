internal import Traces

extension StepDrafts {
    /// The steps with whole prompts.
    ///
    /// Importers of conversations record with each call only the messages that are new, and the
    /// call that it follows; the prompt is that call's prompt and answer, then the new messages.
    /// Calls stand by start, so that the followed one is whole before; a call that follows a later
    /// one or an unknown one keeps what it has.
    func withWholePrompts(_ steps: [Step]) -> [Step] {
        var steps = steps
        var indices: [SpanID: Int] = [:]
        for (index, entry) in trace.entries.enumerated() {
            if let id = entry.reading.text(.inputFollows).flatMap({ SpanID(hex: $0) }),
                let previous = indices[id], case .model(let before) = steps[previous].content,
                case .model(var call) = steps[index].content
            {
                call.input = before.input + before.output + call.input
                call.omittedInputCount = max(call.omittedInputCount, before.omittedInputCount)
                steps[index].content = .model(call)
            }
            let id = entry.reading.span.spanID
            if indices[id] == nil { indices[id] = index }
        }
        return steps
    }
}
