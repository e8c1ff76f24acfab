internal import Traces

/// What the interaction as a whole is about: who asked what, and what was answered.
struct Conversation {
    /// The conversation, session or thread; nil when not said.
    private(set) var id: String?
    /// The title that the source gives; nil without one.
    private(set) var title: String?
    /// The tags, each once.
    private(set) var tags: [String] = []
    /// The first agent that runs, or else any that a span names; nil without one.
    private(set) var agent: String?
    /// The newest message of the user.
    private(set) var asked: [Message] = []
    /// The final answer.
    private(set) var answered: [Message] = []

    private let drafts: StepDrafts
    /// The spans depth first.
    private let order: [Int]
    /// Spans whose own input and output became `asked` and `answered`.
    private var source: (asked: Int?, answered: Int?) = (nil, nil)

    init(_ drafts: StepDrafts) {
        self.drafts = drafts
        order = drafts.trace.forest.depthFirstOrder
        readFacts()
        findAsked()
        findAnswered()
    }

    private mutating func readFacts() {
        var bestRank = Int.max
        var answering: String?
        var known: Set<String> = []
        for index in order {
            let reading = drafts.trace.entries[index].reading
            if let rank = reading.rank(.conversation), rank < bestRank {
                bestRank = rank
                id = reading.text(.conversation)
            }
            if title == nil { title = reading.text(.title) ?? loggedTitle(at: index) }
            let isAgent = drafts.trace.entries[index].stepClass == .agent
            if answering == nil, isAgent { answering = reading.saidAgentName }
            if agent == nil { agent = reading.text(.agentName) }
            for tag in reading[.tags]?.texts ?? [] where known.insert(tag).inserted {
                tags.append(tag)
            }
        }
        agent = answering ?? agent
    }

    private func loggedTitle(at index: Int) -> String? {
        drafts.trace.entries[index].occurrences.lazy.flatMap(\.attributes)
            .first { Vocabulary.entry(of: $0.key)?.meaning == .title }?.value.text
    }

    /// The steps with the attributes and events told that the interaction's own pages show.
    func told(_ steps: [Step]) -> [Step] {
        var steps = steps
        for index in drafts.trace.entries.indices {
            let reading = drafts.trace.entries[index].reading
            if reading.text(.conversation) == id {
                steps[index].toldKeys.formUnion(reading.keys(of: [.conversation]))
            }
        }
        if let index = source.asked {
            tell([.input, .inputType, .inputMessages, .userPrompt], at: index, in: &steps)
        }
        if let index = source.answered {
            tell([.output, .outputType, .outputMessages], at: index, in: &steps)
        }
        return steps
    }

    private func tell(_ meanings: Set<Meaning>, at index: Int, in steps: inout [Step]) {
        let reading = drafts.trace.entries[index].reading
        steps[index].toldKeys.formUnion(reading.keys(of: meanings))
    }

    // MARK: - Asked

    /// The root's own input, that of the first agent, the newest message of the user in the first
    /// prompt: the first that is understood.
    private mutating func findAsked() {
        for index in leads {
            let messages = ownInput(at: index)
            guard let newest = Conversation.newestOfUser(messages) else { continue }
            asked = [newest]
            source.asked = index
            return
        }
        for index in calls {
            guard case .model(let call) = drafts.steps[index].content else { continue }
            guard let newest = Conversation.newestOfUser(call.input) else { continue }
            asked = [newest]
            return
        }
    }

    private func ownInput(at index: Int) -> [Message] {
        let entry = drafts.trace.entries[index]
        if let prompt = entry.reading.text(.userPrompt) {
            return [Message(role: "user", parts: [.text(prompt)])]
        }
        if let value = entry.reading[.inputMessages] {
            return ContentText.messages(of: value, role: "user")
        }
        let events = entry.occurrences.compactMap { occurrence -> Message? in
            guard case .message(let role) = occurrence.kind else { return nil }
            return occurrence.message(role: role)
        }
        if !events.isEmpty { return events }
        return entry.reading[.input].map { Payload.messages(in: $0, role: "user") } ?? []
    }

    private static func newestOfUser(_ messages: [Message]) -> Message? {
        guard
            let newest = messages.last(where: { message in
                (message.role == "user" || message.role == "human") && message.hasOwnContent
            })
        else { return nil }
        return Message(role: newest.role, name: newest.name, parts: newest.ownParts)
    }

    // MARK: - Answered

    /// The root's own output, that of the last agent, the text of the last model call: the first
    /// that is understood.
    private mutating func findAnswered() {
        for index in leads.prefix(1) + leads.dropFirst().reversed() {
            let messages = ownOutput(at: index)
            guard let last = messages.last(where: \.hasOwnContent) else { continue }
            answered = [Message(role: last.role, name: last.name, parts: last.ownParts)]
            source.answered = index
            return
        }
        guard let last = calls.last, case .model(let call) = drafts.steps[last].content else {
            return
        }
        answered = call.output.filter(\.hasOwnContent).map {
            Message(role: $0.role, name: $0.name, parts: $0.ownParts)
        }
    }

    private func ownOutput(at index: Int) -> [Message] {
        let entry = drafts.trace.entries[index]
        if let value = entry.reading[.outputMessages] {
            return ContentText.messages(of: value, role: "assistant")
        }
        let events = entry.occurrences.compactMap {
            $0.kind == .choice ? $0.message(role: "assistant") : nil
        }
        if !events.isEmpty { return events }
        return entry.reading[.output].map { Payload.messages(in: $0, role: "assistant") } ?? []
    }

    // MARK: - Who speaks for the interaction

    /// The root, then the agents that no other agent or tool runs, in order.
    private var leads: [Int] {
        let forest = drafts.trace.forest
        let tops = order.filter { forest.parents[$0] == nil }
        guard let root = tops.first(where: { forest.spans[$0].parentID == nil }) ?? tops.first
        else { return [] }
        let agents = order.filter { index in
            index != root && drafts.trace.entries[index].stepClass == .agent
                && !drafts.repeated.isInActor[index]
        }
        switch drafts.trace.entries[root].stepClass {
        case .agent, .chain, .other: return [root] + agents
        case .model, .tool, .retrieval, .embedding, .check, .plumbing: return agents
        }
    }

    /// The model calls that no tool runs (or else all), by start.
    private var calls: [Int] {
        let all = drafts.steps.indices.filter { index in
            if case .model = drafts.steps[index].content { true } else { false }
        }
        let own = all.filter { !drafts.repeated.isInTool[$0] }
        return own.isEmpty ? all : own
    }
}

extension Message {
    /// The text and media, without what only a model or a tool says to the other.
    fileprivate var ownParts: [MessagePart] {
        parts.filter { part in
            switch part {
            case .text, .blob, .uri: true
            case .reasoning, .toolCall, .toolResult, .other: false
            }
        }
    }

    /// True when there is a text that is not empty.
    fileprivate var hasOwnContent: Bool {
        parts.contains { part in
            guard case .text(let text) = part else { return false }
            return !text.allSatisfy(\.isWhitespace)
        }
    }
}
