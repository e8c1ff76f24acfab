import JSON
import Traces

extension ClaudeCodeAssembly {
    mutating func addUserLine(_ record: ClaudeCodeRecord, to thread: Int) {
        let time = record.time ?? lastTime
        var message = PartsMessage(role: "user")
        if let plain = record.plainContent {
            message.text(plain)
        }
        let blocks = record.blocks
        let results = blocks.filter { $0["type"]?.string == "tool_result" }
        for block in blocks {
            if block["type"]?.string == "tool_result" {
                addToolResult(block, record, isOnly: results.count == 1, to: thread)
            } else {
                message.block(block)
            }
        }
        guard !message.isEmpty else { return }
        guard !record.isClientOutput else { return addEvent(record, to: thread) }
        let json = message.finished()
        if record.place == threads[thread].first.place { threads[thread].asked = [json] }
        addWaiting(json, time, isToolResult: false, to: thread)
    }

    private mutating func addWaiting(
        _ json: [UInt8], _ time: Timestamp, isToolResult: Bool, to thread: Int
    ) {
        threads[thread].waiting.append(.init(json: json, time: time, isToolResult: isToolResult))
        threads[thread].promptCount += 1
    }

    private mutating func addToolResult(
        _ block: JSONValue, _ record: ClaudeCodeRecord, isOnly: Bool, to thread: Int
    ) {
        let time = record.time ?? lastTime
        let result = ClaudeCodeToolResult(block: block, record: record, isOnlyBlock: isOnly)
        let id = block["tool_use_id"]?.string ?? record.uuid ?? "\(record.place.offsetBytes)"
        addWaiting(result.message, time, isToolResult: true, to: thread)
        if let agentID = result.agentID { agents.link(agentID, to: id) }
        let index =
            toolIndices[id]
            ?? addTool(id: id, name: "", input: nil, record, start: time, to: thread)
        guard tools[index].result == nil else { return }
        tools[index].result = result
        tools[index].end = max(time, tools[index].start)
    }

    mutating func addAssistantLine(_ record: ClaudeCodeRecord, to thread: Int) {
        guard let message = record.message else { return }
        if record.isAPIError || message["model"]?.string == "<synthetic>" {
            return addClientAnswer(record, to: thread)
        }
        let id = message["id"]?.string ?? record.uuid ?? "\(record.place.offsetBytes)"
        let key = "\(threads[thread].agentID ?? "")\u{0}\(id)"
        let index = callIndices[key] ?? beginCall(id: id, key: key, record, in: thread)
        calls[index].last = record
        calls[index].end = max(calls[index].end, record.time ?? lastTime)
        calls[index].stopReason = message["stop_reason"]?.string ?? calls[index].stopReason
        threads[thread].serviceError = nil
        threads[thread].clientAnswer = nil
        if let plain = record.plainContent {
            calls[index].answer.text(plain)
            calls[index].answerText.text(plain)
        }
        for block in record.blocks {
            calls[index].answer.block(block)
            switch block["type"]?.string {
            case "text": calls[index].answerText.block(block)
            case "tool_use": addTool(block, record, to: thread)
            default: break
            }
        }
    }

    private mutating func beginCall(
        id: String, key: String, _ record: ClaudeCodeRecord, in thread: Int
    ) -> Int {
        let owner = threads[thread]
        let time = record.time ?? lastTime
        let asked = owner.waiting.last?.time ?? owner.lastTime
        let call = ClaudeCodeCall(
            thread: thread,
            spanID: DerivedIdentity.span(
                "claude-code", owner.sessionID, "message", owner.agentID ?? "", id),
            first: record, start: min(asked, time), input: owner.waiting.map(\.json),
            omittedCount: owner.omittedCount, previous: owner.contextCall.map { calls[$0].spanID },
            last: record, end: time)
        calls.append(call)
        callIndices[key] = calls.count - 1
        threads[thread].waiting = []
        threads[thread].lastCall = calls.count - 1
        threads[thread].contextCall = calls.count - 1
        threads[thread].promptCount += 1
        return calls.count - 1
    }

    private mutating func addTool(
        _ block: JSONValue, _ record: ClaudeCodeRecord, to thread: Int
    ) {
        let id = block["id"]?.string ?? record.uuid ?? "\(record.place.offsetBytes)"
        guard toolIndices[id] == nil else { return }
        let name = block["name"]?.string ?? ""
        let tool = addTool(
            id: id, name: name, input: block["input"], record, start: record.time ?? lastTime,
            to: thread)
        if tools[tool].beginsAgent {
            agents.addOpening(id, prompt: block["input"]?["prompt"]?.string)
        }
    }

    private mutating func addTool(
        id: String, name: String, input: JSONValue?, _ record: ClaudeCodeRecord,
        start: Timestamp, to thread: Int
    ) -> Int {
        let sessionID = threads[thread].sessionID
        tools.append(
            ClaudeCodeTool(
                thread: thread,
                spanID: DerivedIdentity.span("claude-code", sessionID, "tool", id), id: id,
                first: record, start: start, name: name, input: input))
        toolIndices[id] = tools.count - 1
        return tools.count - 1
    }

    private mutating func addClientAnswer(_ record: ClaudeCodeRecord, to thread: Int) {
        var answer = PartsMessage(role: "assistant")
        if let plain = record.plainContent { answer.text(plain) }
        for block in record.blocks { answer.block(block) }
        threads[thread].clientAnswer = answer.finished()
        if record.isAPIError {
            threads[thread].serviceError = record.value["error"]?.string ?? "api_error"
        }
        addEvent(record, to: thread)
    }
}
