internal import Traces

extension Step {
    /// The attributes that neither content nor failure nor `common` tells, in their order.
    func untoldAttributes(beside common: [Attribute]) -> [Attribute] {
        guard !isDerived else { return [] }
        return span.attributes.filter { !toldKeys.contains($0.key) && !common.contains($0) }
    }

    /// True when something of the step would be told nowhere but in the raw record.
    func hasUntoldDetail(beside common: [Attribute]) -> Bool {
        guard !isDerived else { return false }
        return !events.isEmpty || !span.links.isEmpty || !untoldAttributes(beside: common).isEmpty
    }

    /// The word for what the step is.
    var kindWord: String {
        switch content {
        case .model: "model"
        case .tool: "tool"
        case .agent: "agent"
        case .chain: "chain"
        case .retrieval: "retrieval"
        case .embedding: "embedding"
        case .check: "check"
        case .plumbing: "plumbing"
        case .other: "span"
        }
    }

    /// The word for how the step ended: `ok` means that it ended and no error is recorded.
    var statusWord: String {
        if failure != nil { return "failed" }
        return span.end == nil ? "unfinished" : "ok"
    }

    /// What the step is called on a line of ours.
    var shownName: String {
        switch content {
        case .tool(let call): Excerpt.name(call.name.isEmpty ? span.name : call.name)
        case .agent(let name): Excerpt.name(name.isEmpty ? span.name : name)
        case .model, .chain, .retrieval, .embedding, .check, .plumbing, .other:
            Excerpt.name(span.name)
        }
    }
}

extension Failure {
    /// The type and the beginning of the message, quoted.
    func excerpt(bytes: Int = Excerpt.longestBytes) -> String {
        Excerpt.quoted(line, bytes: bytes)
    }

    /// The type and the message as one text.
    var line: String {
        guard let type, !message.contains(type) else {
            return message.isEmpty ? type ?? "no message" : message
        }
        return message.isEmpty ? type : type + ": " + message
    }
}
