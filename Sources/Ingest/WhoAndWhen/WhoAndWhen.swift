internal import JSON
internal import Traces

/// Histories of several agents with the label of who made the mistake and when, as the data set
/// Who&When has them: one document each.
///
/// A trace is a history: an agent span, below it a chat span for everything that an agent says and a
/// tool span for everything that the terminal answers. The form has no times, so a step stands as
/// many milliseconds behind the epoch as its message has predecessors.
public enum WhoAndWhen: TraceFormat {
    /// The name in provenance.
    public static let name = "who-and-when"

    /// What the format is.
    public static let summary = "histories of several agents, with who made the mistake and when"

    /// Known by a history of messages beside a question or a mistake.
    public static func recognition(of sample: FileSample) -> Recognition {
        guard let json = sample.json, let history = json["history"], history.kind == .array else {
            return .no
        }
        guard let first = history.elements.first else { return .near("no message in its history") }
        guard !first.isComplete || AgentHistory.isMessage(first) else {
            return .near("a history without roles and contents")
        }
        let labels = ["mistake_agent", "mistake_step", "question_ID"]
        if labels.contains(where: { json[$0] != nil }) {
            return .yes(.certain, "a history beside a question and a mistake")
        }
        return .yes(.likely, "a history of messages with roles")
    }

    /// Decodes one history; behind damage it goes on with the next whole message.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {
        let content = try file.content()
        let source = content.source
        let document = DamagedJSON.Document(source)
        let list = document.root?["history"]
        var values = (list?.elements ?? []).filter { $0.isComplete }
        if let failure = document.failure(reading: list) {
            let broken = list?.elements.last { !$0.isComplete }
            let found = DamagedJSON.objects(
                in: source, from: broken?.byteRange.lowerBound ?? failure.offset, failure: failure,
                beginningWith: ["content", "role", "name"], accept: AgentHistory.isMessage)
            values += found.whole
            for range in found.damaged {
                try reject(range, of: source, "damaged JSON", in: file, into: sink)
            }
        }
        for value in values where !AgentHistory.isMessage(value) {
            let reason = "a message without role and content"
            try reject(value.byteRange, of: source, reason, in: file, into: sink)
        }
        let messages = values.filter(AgentHistory.isMessage)
        let end = messages.last?.byteRange.upperBound ?? 0
        let members = SalvagedMembers(
            document.root, behind: document.failure.map { _ in end..<source.count },
            named: AgentHistory.memberNames, in: source)
        if messages.isEmpty {
            let reason = "a history without messages"
            try reject(0..<source.count, of: source, reason, in: file, into: sink)
        } else {
            let history = AgentHistory(members, messages: messages)
            try history.forEachSpan { span, range in
                try sink(.record(.span(span), provenance(of: file, at: range)))
            }
            for (annotation, range) in history.annotations {
                try sink(.record(.annotation(annotation), provenance(of: file, at: range)))
            }
        }
        try reject(content.failure, in: file, at: source.count, into: sink)
    }
}
