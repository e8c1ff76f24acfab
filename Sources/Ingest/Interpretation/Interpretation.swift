public import Traces

/// What the raw records of a trace mean: every convention's attributes, events and log records read
/// through one vocabulary into one assembled interaction.
public enum Interpretation {
    /// The interaction that the records of one trace tell, in whatever order they are; nil without
    /// a span.
    public static func interaction(of records: [Record]) -> Interaction? {
        guard let reading = TraceReading(records) else { return nil }
        let drafts = StepDrafts(reading)
        let conversation = Conversation(drafts)
        let matched = ToolMatching(drafts.steps).steps
        let told = conversation.told(drafts.withWholePrompts(matched))
        let steps = Step.placed(ordered(told))
        let name = name(of: steps)
        return Interaction(
            traceID: reading.forest.spans[0].traceID, name: name,
            title: Title.text(conversation.title, asked: conversation.asked, name: name),
            start: steps.lazy.map(\.span.start).min() ?? .epoch,
            end: steps.lazy.compactMap(\.span.end).max(), status: InteractionStatus(of: steps),
            conversationID: conversation.id, agent: conversation.agent,
            asked: conversation.asked, answered: conversation.answered, steps: steps,
            annotations: drafts.trace.annotations, tags: conversation.tags,
            problems: drafts.trace.problems)
    }

    /// The root's name; that of a transport root (`POST /agents`) says less than the first agent's.
    private static func name(of steps: [Step]) -> String {
        guard let root = steps.rootIndex else { return "" }
        guard steps[root].content == .plumbing else { return steps[root].span.name }
        let agent = steps.first { step in
            if case .agent = step.content { true } else { false }
        }
        return (agent ?? steps[root]).span.name
    }

    /// Derived steps among the others, by start; the parents follow.
    private static func ordered(_ steps: [Step]) -> [Step] {
        guard steps.contains(where: \.isDerived) else { return steps }
        let order = steps.indices.sorted {
            // A derived step stands after the spans of its moment.
            let (left, right) = (steps[$0], steps[$1])
            return (left.span.start, left.isDerived ? 1 : 0, $0)
                < (right.span.start, right.isDerived ? 1 : 0, $1)
        }
        var places = [Int](repeating: 0, count: steps.count)
        for (place, index) in order.enumerated() { places[index] = place }
        return order.map { index in
            var step = steps[index]
            step.parent = step.parent.map { places[$0] }
            return step
        }
    }
}
