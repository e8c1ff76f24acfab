import JSON
import Traces

/// A line that is no part of a span: a hook, a duration, a compaction, an error of the service.
struct ClaudeCodeLog {
    /// The index of its thread.
    let thread: Int
    /// The span that it belongs to: a tool call, or the thread's agent span.
    let spanID: SpanID
    /// The line.
    let record: ClaudeCodeRecord
    /// When it was written.
    let time: Timestamp
    /// What else is known of it.
    var attributes: [Attribute] = []

    /// The event's name: `claude_code.` and what the line calls itself.
    var eventName: String {
        if record.isClientOutput {
            let isInterruption = record.firstText?.hasPrefix("[Request interrupted") ?? false
            return isInterruption ? "claude_code.interruption" : "claude_code.client_output"
        }
        if record.type == "assistant" { return "claude_code.client_answer" }
        let kind = record.value["subtype"]?.string ?? record.value["data"]?["type"]?.string
        return "claude_code.\(record.type)" + (kind.map { ".\($0)" } ?? "")
    }

    /// The severity: what the line says, or `ERROR` for an error of the service.
    var severity: String {
        if record.isAPIError { return "ERROR" }
        return record.value["level"]?.string?.uppercased() ?? ""
    }

    /// What the line says beyond the members that every line has.
    var body: AttributeValue {
        if record.message != nil, let text = record.firstText { return .string(text) }
        var body: [Attribute] = []
        for field in record.value.fields {
            let name = field.name
            if ClaudeCodeRecord.commonKeys.contains(name) || name == "isMeta" { continue }
            if name == "data", field.value.kind == .object {
                body += progressBody(field.value)
            } else {
                body.append(Attribute(name, AttributeValue(field.value)))
            }
        }
        return .map(body)
    }

    /// The data of a progress line; the output so far is told by the tool's result.
    private func progressBody(_ data: JSONValue) -> [Attribute] {
        data.fields.compactMap { field in
            switch field.name {
            case "type": nil
            case "fullOutput":
                Attribute("full_output_left_out_bytes", .int(Int64(field.value.byteRange.count)))
            default: Attribute(field.name, AttributeValue(field.value))
            }
        }
    }
}

extension ClaudeCodeAssembly {
    /// Takes a line that is no message.
    mutating func addEvent(_ record: ClaudeCodeRecord, to thread: Int) {
        let toolID = record.value["parentToolUseID"]?.string
        let tool = toolID.flatMap { toolIndices[$0] }
        if let tool, let output = record.value["data"]?["output"]?.string {
            if tools[tool].result == nil { tools[tool].progressCount += 1 }
            guard output != tools[tool].progressOutput else { return }
            tools[tool].progressOutput = output
        }
        if record.value["subtype"]?.string == "compact_boundary" { startContext(of: thread) }
        logs.append(
            ClaudeCodeLog(
                thread: thread, spanID: tool.map { tools[$0].spanID } ?? threads[thread].spanID,
                record: record, time: record.time ?? lastTime))
    }

    /// After a compaction the model knows the summary that follows and nothing else.
    private mutating func startContext(of thread: Int) {
        threads[thread].waiting.removeAll { $0.isToolResult }
        threads[thread].promptCount = threads[thread].waiting.count
        threads[thread].omittedCount = 0
        threads[thread].contextCall = nil
    }

    /// Puts titles, snapshots and the like with the turn that they name, or else with the turn
    /// after which they were written.
    mutating func placeBookkeeping() {
        let firstTurn = threads.firstIndex { $0.agentID == nil }
        for (record, turn, position) in bookkeeping {
            let named = record.value["leafUuid"]?.string ?? record.value["messageId"]?.string
            let home = named.flatMap { threadOfLine[$0] }
            if home == nil && record.type == "file-history-snapshot"
                && position > lastConversationPosition
            {
                homeless.append((record, "it names a message that is not in the file"))
                continue
            }
            guard let thread = home ?? turn ?? firstTurn else {
                earlyRecords.append(record)
                continue
            }
            let time =
                record.time
                ?? record.value["snapshot"]?["timestamp"]?.string
                .flatMap { Timestamp(iso8601: $0) }
            var log = ClaudeCodeLog(
                thread: thread, spanID: threads[thread].spanID, record: record,
                time: time ?? threads[thread].start)
            if home != nil, let title = record.value["summary"]?.string {
                log.attributes.append(Attribute("dossier.title", .string(title)))
            }
            logs.append(log)
        }
        bookkeeping = []
    }
}
