internal import Traces

/// The log of an interaction that has not ended: what became of each span, in the order of the events.
public enum LiveLog {
    /// A line, and what tells it from others.
    public struct Line: Hashable, Sendable {
        /// The span, and what became of it.
        public var key: String
        /// The moment, what happened, the span, and the path of its record below its directory.
        public var text: String
        fileprivate var time: Timestamp
    }

    /// The lines of what is known by now.
    public static func lines(of context: InteractionContext) -> [Line] {
        var lines: [Line] = []
        for step in context.interaction.steps where !step.isDerived {
            let span = step.span
            let key = "\(span.spanID) \(span.start.nanoseconds)"
            // The path of its page has a number that moves when an earlier step comes late; this one stays.
            let path = "`.raw/\(span.spanID).jsonl`"
            guard let end = span.end else {
                lines.append(
                    Line(
                        key: "\(key) started",
                        text: "\(span.start) started \(step.kindWord) \(step.shownName) \(path)",
                        time: span.start))
                continue
            }
            var words = ["\(end) ended", step.kindWord, step.shownName]
            words += step.durationNs.map { [AmountText.duration(nanoseconds: $0)] } ?? []
            if let failure = step.failure { words.append("FAILED \(failure.excerpt(bytes: 80))") }
            words.append(path)
            lines.append(
                Line(key: "\(key) ended", text: words.joined(separator: " "), time: end))
        }
        return lines.sorted { ($0.time, $0.key) < ($1.time, $1.key) }
    }
}
