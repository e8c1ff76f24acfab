/// Writes lines of a Claude Code session as the client writes them, one second apart.
struct SessionLines {
    static let session = "5e0c9b1a-0000-4000-8000-00000000cafe"

    /// The lines so far.
    private(set) var lines: [String] = []
    private var second = 0
    private var last = "null"

    /// The lines as the bytes of a file.
    var text: String { lines.map { $0 + "\n" }.joined() }

    /// Goes on behind an earlier line.
    mutating func rewind(to uuid: String) { last = "\"\(uuid)\"" }

    /// Adds a user's line with a text.
    mutating func user(_ text: String, _ uuid: String, more: String = "") {
        user(content: "\"\(text)\"", uuid, more: more)
    }

    /// Adds a user's line with any content.
    mutating func user(content: String, _ uuid: String, more: String = "") {
        add("user", uuid, "\"message\":{\"role\":\"user\",\"content\":\(content)}" + more)
    }

    /// Adds an assistant's line with one block.
    mutating func assistant(
        _ block: String, id: String, _ uuid: String, stop: String = "null", output: Int = 1,
        more: String = ""
    ) {
        let usage = """
            {"input_tokens":3,"cache_creation_input_tokens":20,"cache_read_input_tokens":100,\
            "output_tokens":\(output)}
            """
        let message = """
            "message":{"model":"claude-test-1","id":"\(id)","type":"message","role":"assistant",\
            "content":[\(block)],"stop_reason":\(stop),"usage":\(usage)}
            """
        add("assistant", uuid, message + ",\"requestId\":\"req-\(id)\"" + more)
    }

    /// Adds the answer of a tool.
    mutating func result(
        of tool: String, _ content: String, _ uuid: String, isError: Bool = false,
        copy: String? = nil
    ) {
        let block = """
            [{"tool_use_id":"\(tool)","type":"tool_result","content":\(content)\
            \(isError ? ",\"is_error\":true" : "")}]
            """
        user(content: block, uuid, more: copy.map { ",\"toolUseResult\":\($0)" } ?? "")
    }

    /// Adds a line of any type that has an identity.
    mutating func add(_ type: String, _ uuid: String, _ members: String) {
        lines.append(
            """
            {"parentUuid":\(last),"isSidechain":false,"userType":"external","cwd":"/home/test",\
            "sessionId":"\(Self.session)","version":"2.1.9","gitBranch":"main","type":"\(type)",\
            \(members),"uuid":"\(uuid)","timestamp":"\(nextTime())"}
            """)
        last = "\"\(uuid)\""
    }

    /// Adds a line as it is.
    mutating func raw(_ line: String) { lines.append(line) }

    /// The lines as those of a sub-agent.
    func asSidechain(_ agent: String) -> [String] {
        lines.map {
            $0.replacing(
                "\"isSidechain\":false", with: "\"isSidechain\":true,\"agentId\":\"\(agent)\"")
        }
    }

    /// The time of the next line.
    mutating func nextTime() -> String {
        second += 1
        let seconds = second % 60
        return "2026-03-04T05:\(padded(second / 60)):\(padded(seconds)).250Z"
    }

    /// Lets time pass.
    mutating func wait(seconds: Int) { second += seconds }

    private func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    /// A block of text.
    static func text(_ text: String) -> String { "{\"type\":\"text\",\"text\":\"\(text)\"}" }

    /// A block that asks for a tool.
    static func toolUse(_ id: String, _ name: String, _ input: String) -> String {
        "{\"type\":\"tool_use\",\"id\":\"\(id)\",\"name\":\"\(name)\",\"input\":\(input)}"
    }

    /// A session with two turns, tools, an error, hooks, a compaction and bookkeeping.
    static var example: SessionLines {
        var lines = SessionLines()
        lines.raw(
            """
            {"type":"file-history-snapshot","messageId":"u1","snapshot":{"messageId":"u1",\
            "timestamp":"2026-03-04T05:00:01.000Z"},"isSnapshotUpdate":false}
            """)
        lines.user("list the files, then count them", "u1")
        lines.assistant(
            "{\"type\":\"thinking\",\"thinking\":\"ls will do\",\"signature\":\"c2ln\"}",
            id: "m1", "a1")
        lines.assistant(
            toolUse("t1", "Bash", "{\"command\": \"ls\"}"), id: "m1", "a2", stop: "\"tool_use\"",
            output: 40)
        lines.add(
            "progress", "p1",
            """
            "data":{"type":"bash_progress","output":"a.txt","fullOutput":"a.txt",\
            "elapsedTimeSeconds":1},"toolUseID":"bash-progress-0","parentToolUseID":"t1"
            """)
        lines.result(
            of: "t1", "\"a.txt\\nb.txt\"", "r1",
            copy: "{\"stdout\":\"a.txt\\nb.txt\",\"interrupted\":false}")
        lines.assistant(
            toolUse("t2", "Bash", "{\"command\":\"wc -l *\"}"), id: "m2", "a3",
            stop: "\"tool_use\"")
        lines.result(of: "t2", "\"Exit code 1\\nwc: b.txt: denied\"", "r2", isError: true)
        lines.assistant(text("Two files; one cannot be read."), id: "m3", "a4", output: 9)
        lines.add("system", "s1", "\"subtype\":\"turn_duration\",\"durationMs\":7000")
        lines.raw(
            """
            {"type":"file-history-snapshot","messageId":"u2","snapshot":{"messageId":"u2"},\
            "isSnapshotUpdate":false}
            """)
        lines.user("why not?", "u2")
        lines.assistant(text("Its mode is 000."), id: "m4", "a5", stop: "\"end_turn\"", output: 7)
        return lines
    }
}
