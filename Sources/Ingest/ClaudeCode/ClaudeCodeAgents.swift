import Traces

/// The sub-agents of a session: their lines, and the tool calls that began them.
///
/// A sub-agent's lines come in its own file, between the session's lines, or as copies inside the
/// session's progress lines; one line that comes in several ways is taken once.
struct ClaudeCodeAgents {
    /// One sub-agent.
    struct Agent {
        /// The sub-agent's identity, or that of its first line where lines name no sub-agent.
        let id: String
        /// The turn that was current when its first line came; nil before any.
        let turn: Int?
        /// Its lines.
        var lines: [ClaudeCodeRecord] = []
        /// Copies of its lines.
        var copies: [ClaudeCodeRecord] = []

        /// Every line once.
        var records: [ClaudeCodeRecord] {
            var seen: Set<String> = []
            return (lines + copies).filter { record in
                guard let uuid = record.uuid else { return true }
                return seen.insert(uuid).inserted
            }
        }
    }

    private var agents: [Agent] = []
    private var indices: [String: Int] = [:]
    private var idOfLine: [String: String] = [:]
    private var toolIDs: [String: String] = [:]
    private var openings: [(toolID: String, prompt: String)] = []

    /// Takes a line that stands between the session's lines.
    mutating func take(_ record: ClaudeCodeRecord, currentTurn: Int?) {
        let id =
            record.agentID ?? record.parentUUID.flatMap { idOfLine[$0] } ?? record.uuid
            ?? "\(record.place.offsetBytes)"
        if let uuid = record.uuid { idOfLine[uuid] = id }
        agents[index(of: id, turn: currentTurn)].lines.append(record)
    }

    /// Takes a copy of a line from a progress line of a tool call.
    mutating func take(_ copy: ClaudeCodeRecord, copiedUnder toolID: String?) {
        let id = copy.agentID ?? ""
        if let toolID { link(id, to: toolID) }
        agents[index(of: id, turn: nil)].copies.append(copy)
    }

    /// Takes a line of a sub-agent's own file.
    mutating func takeFileLine(_ record: ClaudeCodeRecord) {
        take(record, currentTurn: nil)
    }

    /// Says which tool call began a sub-agent; the first word stands.
    mutating func link(_ id: String, to toolID: String) {
        if toolIDs[id] == nil { toolIDs[id] = toolID }
    }

    /// Says that a tool call begins some sub-agent with a prompt.
    mutating func addOpening(_ toolID: String, prompt: String?) {
        guard let prompt else { return }
        openings.append((toolID, prompt))
    }

    /// Sub-agents whose tool call is known.
    var linkedIDs: [String] { toolIDs.keys.sorted() }

    /// The sub-agents in the order of their first lines.
    var inOrder: [Agent] {
        agents.filter { !$0.records.isEmpty }.sorted { left, right in
            let times = (left.records.first?.time, right.records.first?.time)
            let order = (times.0 ?? .epoch, times.1 ?? .epoch)
            return order.0 == order.1 ? left.id < right.id : order.0 < order.1
        }
    }

    /// The tool call that began a sub-agent: what the session says, or else a call with the same
    /// prompt that began no other.
    mutating func toolID(of agent: Agent) -> String? {
        if let toolID = toolIDs[agent.id] { return toolID }
        guard let prompt = agent.records.first?.firstText else { return nil }
        let taken = Set(toolIDs.values)
        let opening = openings.first { $0.prompt == prompt && !taken.contains($0.toolID) }
        guard let opening else { return nil }
        toolIDs[agent.id] = opening.toolID
        return opening.toolID
    }

    private mutating func index(of id: String, turn: Int?) -> Int {
        if let index = indices[id] { return index }
        agents.append(Agent(id: id, turn: turn))
        indices[id] = agents.count - 1
        return agents.count - 1
    }
}

extension ClaudeCodeAssembly {
    /// Makes a thread of every sub-agent, under the tool call that began it.
    mutating func placeAgents() {
        var remaining = agents.inOrder
        while !remaining.isEmpty {
            // A sub-agent of a sub-agent waits until the call that began it is known.
            let next = remaining.firstIndex { agent in
                guard let toolID = agents.toolID(of: agent) else { return false }
                return toolIndices[toolID] != nil
            }
            place(remaining.remove(at: next ?? 0))
        }
    }

    private mutating func place(_ agent: ClaudeCodeAgents.Agent) {
        let records = agent.records
        guard let first = records.first else { return }
        let start = first.time ?? lastTime
        let tool = agents.toolID(of: agent).flatMap { toolIndices[$0] }.map { tools[$0] }
        let owner = tool?.thread ?? agent.turn ?? turn(at: start)
        let sessionID = owner.map { threads[$0].sessionID } ?? first.sessionID ?? ""
        let kind = tool?.agentType ?? "sub-agent"
        let thread = ClaudeCodeThread(
            traceID: owner.map { threads[$0].traceID }
                ?? DerivedIdentity.trace("claude-code", sessionID, "agent", agent.id),
            spanID: DerivedIdentity.span("claude-code", sessionID, "agent", agent.id),
            parentID: tool?.spanID ?? owner.map { threads[$0].spanID },
            name: "invoke_agent \(kind)", agentName: kind, agentID: agent.id,
            sessionID: sessionID, first: first, start: start, resource: first.resource,
            lastTime: start)
        threads.append(thread)
        let index = threads.count - 1
        for record in records { place(record, in: index) }
        takeAnswer(of: tool, in: index)
    }

    /// A sub-agent whose last lines are missing has answered what the tool call says it did; one
    /// that runs on in the background has not.
    private mutating func takeAnswer(of tool: ClaudeCodeTool?, in thread: Int) {
        guard let result = tool?.result, !result.isLaunchOnly else { return }
        if let call = threads[thread].lastCall, !calls[call].answerText.isEmpty { return }
        threads[thread].toolAnswer = result.text
        threads[thread].lastTime = max(threads[thread].lastTime, tool?.end ?? .epoch)
    }

    private func turn(at time: Timestamp) -> Int? {
        let turns = threads.indices.filter { threads[$0].agentID == nil }
        return turns.last { threads[$0].start <= time } ?? turns.first
    }
}
