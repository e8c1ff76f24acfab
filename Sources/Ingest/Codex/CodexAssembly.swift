import Foundation
import JSON
import Traces

/// Puts the lines of one rollout together, in their order, so that a file that has grown gives the
/// same records and more.
struct CodexAssembly {
    /// Lines before any turn, where none came.
    private(set) var homeless: [CodexRecord] = []
    var turns: [CodexTurn] = []
    var calls: [CodexCall] = []
    var tools: [CodexTool] = []
    var logs: [CodexLog] = []
    var sessionID: String
    var meta: JSONValue?

    private var toolIndices: [String: Int] = [:]
    private var waiting: [(json: [UInt8], time: Timestamp, isResult: Bool)] = []
    private var promptCount = 0
    private var totalTokens: Int64?

    /// Creates an assembly of nothing; the file's name identifies a session that does not say.
    init(file: InputFile) {
        sessionID = URL(filePath: file.path).deletingPathExtension().lastPathComponent
    }

    /// Takes the next line.
    mutating func take(_ record: CodexRecord) {
        switch (record.type, record.kind) {
        case ("session_meta", _):
            guard meta == nil else { return addLog(record) }
            meta = record.payload
            sessionID = record.payload["id"]?.string ?? sessionID
            addLog(record)
        case ("event_msg", "task_started"):
            beginTurn(record)
            addLog(record)
        case ("event_msg", "user_message"):
            takeUserEvent(record)
        case ("event_msg", "agent_message"), ("event_msg", "agent_reasoning"): break
        case ("event_msg", "token_count"): takeTokens(record)
        case ("event_msg", "error"), ("event_msg", "turn_aborted"): takeFailure(record)
        case ("turn_context", _): takeContext(record)
        case ("compacted", _):
            waiting.removeAll { $0.isResult }
            promptCount = 0
            if let turn = turns.indices.last { turns[turn].contextCall = nil }
            addLog(record)
        case ("response_item", let kind): takeItem(record, kind)
        default: addLog(record)
        }
        guard let turn = turns.indices.last else { return }
        turns[turn].lastTime = max(turns[turn].lastTime, record.time)
    }

    private mutating func beginTurn(_ record: CodexRecord) {
        let id = record.payload["turn_id"]?.string ?? "\(turns.count)"
        turns.append(
            CodexTurn(
                traceID: DerivedIdentity.trace("codex", sessionID, "turn", id),
                spanID: DerivedIdentity.span("codex", sessionID, "root", id), id: id, first: record,
                lastTime: record.time,
                omittedCount: max(0, promptCount - waiting.count)))
        let early = homeless
        homeless = []
        for record in early { addLog(record) }
    }

    /// Versions that do not tell turns begin one with the user's message.
    private mutating func takeUserEvent(_ record: CodexRecord) {
        let isBegun = turns.last.map { $0.asked.isEmpty && !$0.hasProgressed } ?? false
        if !isBegun && turns.last?.first.kind != "task_started" { beginTurn(record) }
        guard let turn = turns.indices.last, let text = record.payload["message"] else { return }
        var message = PartsMessage(role: "user")
        message.text(text)
        for image in record.payload["images"]?.elements ?? [] {
            if let uri = image.string { message.uri(modality: "image", uri: uri) }
        }
        turns[turn].asked.append(message.finished())
    }

    /// The tokens of the call before; a count that repeats the last one is none.
    private mutating func takeTokens(_ record: CodexRecord) {
        let info = record.payload["info"]
        let total = info?["total_token_usage"]?["total_tokens"]?.int64
        guard let usage = info?["last_token_usage"], total != totalTokens else { return }
        totalTokens = total
        guard let call = calls.indices.last, calls[call].usage == nil else {
            return addLog(record)
        }
        calls[call].usage = usage
        calls[call].end = max(calls[call].end, record.time)
        calls[call].isOpen = false
    }

    /// An abort names its turn, in newer versions; an error is that of the latest turn.
    private mutating func takeFailure(_ record: CodexRecord) {
        addLog(record)
        let id = record.payload["turn_id"]?.string
        let named = id.flatMap { id in turns.lastIndex { $0.id == id } }
        guard let turn = named ?? turns.indices.last, let failure = CodexFailure(ofTurn: record)
        else { return }
        turns[turn].hasProgressed = true
        // The error that led to the abort says more.
        if turns[turn].failure == nil || record.kind == "error" { turns[turn].failure = failure }
    }

    private mutating func takeContext(_ record: CodexRecord) {
        guard let turn = turns.indices.last else { return homeless.append(record) }
        turns[turn].model = record.payload["model"]?.string ?? turns[turn].model
        let bytes = record.payload.rawBytes
        guard bytes != turns[turn].context else { return }
        turns[turn].context = bytes
        addLog(record)
    }

    private mutating func takeItem(_ record: CodexRecord, _ kind: String) {
        switch kind {
        case "message": takeMessage(record)
        case "reasoning":
            guard let call = openCall(record) else { return homeless.append(record) }
            let summary = (record.payload["summary"]?.elements ?? [])
                .compactMap { $0["text"]?.string }.joined(separator: "\n")
            calls[call].answer.reasoning(
                text: summary, signature: record.payload["encrypted_content"])
        case "function_call", "custom_tool_call", "web_search_call", "local_shell_call":
            takeToolCall(record)
        case "function_call_output", "custom_tool_call_output": takeToolAnswer(record)
        default: addLog(record)
        }
    }

    private mutating func takeMessage(_ record: CodexRecord) {
        let role = record.payload["role"]?.string ?? ""
        guard role == "assistant" else {
            var message = PartsMessage(role: role)
            message.add(content: record.payload["content"])
            waiting.append((message.finished(), record.time, false))
            promptCount += 1
            return
        }
        guard let call = openCall(record) else { return homeless.append(record) }
        calls[call].answer.add(content: record.payload["content"])
        var text = PartsMessage(role: role)
        text.add(content: record.payload["content"])
        if let turn = turns.indices.last { turns[turn].answer = text.finished() }
    }

    /// The call that an item of the model's answer belongs to; nil before any turn.
    private mutating func openCall(_ record: CodexRecord) -> Int? {
        guard let turn = turns.indices.last else { return nil }
        turns[turn].hasProgressed = true
        if turns[turn].failure?.isFinal == false { turns[turn].failure = nil }
        if let call = calls.indices.last, calls[call].turn == turn, calls[call].isOpen {
            calls[call].end = max(calls[call].end, record.time)
            return call
        }
        let ordinal = String(record.place.offsetBytes)
        let asked = waiting.last?.time ?? turns[turn].lastTime
        calls.append(
            CodexCall(
                turn: turn, spanID: DerivedIdentity.span("codex", sessionID, "call", ordinal),
                first: record, start: min(asked, record.time), input: waiting.map(\.json),
                previous: turns[turn].contextCall.map { calls[$0].spanID }, end: record.time))
        waiting = []
        promptCount += 1
        turns[turn].contextCall = calls.count - 1
        return calls.count - 1
    }

    private mutating func takeToolCall(_ record: CodexRecord) {
        guard let call = openCall(record), let turn = turns.indices.last else {
            return homeless.append(record)
        }
        let payload = record.payload
        let isSearch = record.kind == "web_search_call"
        let id =
            payload["call_id"]?.string ?? payload["id"]?.string
            ?? "\(record.place.offsetBytes)"
        let name = payload["name"]?.string ?? String(record.kind.dropLast("_call".count))
        let arguments = payload["arguments"] ?? payload["input"] ?? payload["action"]
        calls[call].answer.toolCall(id: id, name: name, arguments: arguments)
        guard toolIndices[id] == nil else { return }
        var tool = CodexTool(
            turn: turn, spanID: DerivedIdentity.span("codex", sessionID, "tool", id), id: id,
            first: record, name: name, arguments: arguments?.string ?? arguments?.rawText)
        if isSearch { tool.end = record.time }
        toolIndices[id] = tools.count
        tools.append(tool)
    }

    private mutating func takeToolAnswer(_ record: CodexRecord) {
        guard let turn = turns.indices.last else { return homeless.append(record) }
        let id = record.payload["call_id"]?.string ?? "\(record.place.offsetBytes)"
        let output = record.payload["output"]
        let result = output?.string ?? output?.rawText ?? ""
        var message = PartsMessage(role: "tool")
        message.toolResult(
            id: id, response: output.map { .value($0) } ?? .text(""), isError: false)
        waiting.append((message.finished(), record.time, true))
        promptCount += 1
        if let call = calls.indices.last { calls[call].isOpen = false }
        if toolIndices[id] == nil {
            toolIndices[id] = tools.count
            tools.append(
                CodexTool(
                    turn: turn, spanID: DerivedIdentity.span("codex", sessionID, "tool", id),
                    id: id, first: record, name: "", arguments: nil))
        }
        guard let tool = toolIndices[id], tools[tool].result == nil else { return }
        tools[tool].result = result
        tools[tool].exitCode = tools[tool].exitCode ?? CodexTool.exitCode(in: result)
        tools[tool].end = max(record.time, tools[tool].end ?? record.time)
    }

    private mutating func addLog(_ record: CodexRecord) {
        guard let turn = turns.indices.last else { return homeless.append(record) }
        let tool = record.payload["call_id"]?.string.flatMap { toolIndices[$0] }
        if let tool, record.type == "event_msg", record.kind.hasSuffix("_end") {
            tools[tool].exitCode = record.payload["exit_code"]?.int64 ?? tools[tool].exitCode
            if record.payload["success"]?.bool == false { tools[tool].exitCode = 1 }
            tools[tool].failure = CodexFailure(ofTool: record) ?? tools[tool].failure
            tools[tool].end = max(record.time, tools[tool].end ?? record.time)
        }
        if record.kind == "task_complete" { turns[turn].hasProgressed = true }
        logs.append(
            CodexLog(
                turn: turn, spanID: tool.map { tools[$0].spanID } ?? turns[turn].spanID,
                record: record))
    }
}

extension PartsMessage {
    /// Adds the content of a message: texts and images.
    mutating func add(content: JSONValue?) {
        for block in content?.elements ?? [] {
            if let text = block["text"], text.kind == .string {
                self.text(text)
            } else if let uri = block["image_url"]?.string {
                self.uri(modality: "image", uri: uri)
            } else {
                other(block)
            }
        }
        if let content, content.kind == .string { text(content) }
    }
}
