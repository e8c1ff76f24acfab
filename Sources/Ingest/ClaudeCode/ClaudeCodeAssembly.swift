import JSON
import Traces

/// Puts the lines of one session together: turns, model calls, tool calls, sub-agents.
///
/// Lines are taken in the order of the file, and what a line means depends on earlier lines alone,
/// so that a file that has grown gives the same records and more. A line belongs to the turn of the
/// line that it names as its parent; rewinding a conversation branches it.
struct ClaudeCodeAssembly {
    /// Turns and sub-agents.
    var threads: [ClaudeCodeThread] = []
    /// Model calls.
    var calls: [ClaudeCodeCall] = []
    /// Tool calls.
    var tools: [ClaudeCodeTool] = []
    /// Everything that is no span: hooks, durations, compactions, errors of the service.
    var logs: [ClaudeCodeLog] = []
    /// Lines that belong to no turn (yet), with the reason.
    var homeless: [(record: ClaudeCodeRecord, reason: String)] = []

    var agents = ClaudeCodeAgents()
    var callIndices: [String: Int] = [:]
    var toolIndices: [String: Int] = [:]
    var threadOfLine: [String: Int] = [:]
    var promptCounts: [String: Int] = [:]
    var currentTurn: Int?
    var lastTime = Timestamp.epoch
    var earlyRecords: [ClaudeCodeRecord] = []
    var bookkeeping: [(record: ClaudeCodeRecord, turn: Int?, position: Int)] = []
    var position = 0
    var lastConversationPosition = -1

    /// Creates an assembly of nothing.
    init() {}

    /// Takes the next line of the session.
    mutating func take(_ record: ClaudeCodeRecord) {
        position += 1
        lastTime = record.time ?? lastTime
        if record.isSidechain {
            agents.take(record, currentTurn: currentTurn)
        } else if let nested = ClaudeCodeRecord(nestedIn: record) {
            agents.take(nested, copiedUnder: record.value["parentToolUseID"]?.string)
        } else if record.uuid == nil && record.message == nil {
            bookkeeping.append((record, currentTurn, position))
        } else {
            place(record, in: nil)
        }
    }

    /// Takes the next line of a sub-agent's own file.
    mutating func takeAgentLine(_ record: ClaudeCodeRecord) {
        agents.takeFileLine(record)
    }

    /// Sub-agents that the session names.
    var agentIDs: [String] { agents.linkedIDs }

    /// Puts what had to wait for the end of the file in its place.
    mutating func finish() {
        placeAgents()
        placeBookkeeping()
        for record in earlyRecords {
            homeless.append((record, "no turn of the session is in the file"))
        }
        earlyRecords = []
    }

    mutating func place(_ record: ClaudeCodeRecord, in agent: Int?) {
        var thread = agent ?? record.parentUUID.flatMap { threadOfLine[$0] } ?? currentTurn
        let isConversation = record.message != nil
        if isConversation && agent == nil { lastConversationPosition = position }
        if agent == nil && (record.beginsTurn || (thread == nil && record.needsTurn)) {
            thread = beginTurn(record)
        }
        guard let thread else {
            earlyRecords.append(record)
            return
        }
        settle(record, in: thread)
    }

    private mutating func settle(_ record: ClaudeCodeRecord, in thread: Int) {
        add(record, to: thread)
        guard let uuid = record.uuid else { return }
        threadOfLine[uuid] = thread
        promptCounts[uuid] = threads[thread].promptCount
    }

    private mutating func beginTurn(_ record: ClaudeCodeRecord) -> Int {
        let sessionID = record.sessionID ?? ""
        let key = record.uuid ?? "\(record.place.offsetBytes)"
        var turn = ClaudeCodeThread(
            traceID: DerivedIdentity.trace("claude-code", sessionID, "turn", key),
            spanID: DerivedIdentity.span("claude-code", sessionID, "root", key),
            parentID: nil, name: "claude-code turn", agentName: "claude-code", agentID: nil,
            sessionID: sessionID, first: record, start: record.time ?? lastTime,
            resource: record.resource, lastTime: record.time ?? lastTime)
        let parent = record.parentUUID
        turn.promptCount =
            parent.flatMap { promptCounts[$0] }
            ?? (parent == nil ? 0 : currentTurn.map { threads[$0].promptCount }) ?? 0
        turn.omittedCount = turn.promptCount
        threads.append(turn)
        let index = threads.count - 1
        currentTurn = index
        let early = earlyRecords
        earlyRecords = []
        for record in early { settle(record, in: index) }
        return index
    }

    private mutating func add(_ record: ClaudeCodeRecord, to thread: Int) {
        switch record.type {
        case "user" where record.message != nil: addUserLine(record, to: thread)
        case "assistant" where record.message != nil: addAssistantLine(record, to: thread)
        default: addEvent(record, to: thread)
        }
        guard let time = record.time else { return }
        if time > threads[thread].lastTime { threads[thread].lastTime = time }
        if record.message != nil && record.place != threads[thread].first.place {
            threads[thread].hasProgressed = true
        }
    }
}
