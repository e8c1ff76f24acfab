import Foundation
import TestSupport
import Testing

@Suite("Making cases of recorded calls", .serialized)
struct StealTests {
    private static let trace = "0123456789abcdef0123456789abcdef"
    private let sandbox: Sandbox
    private let program: String

    init() throws {
        sandbox = try Sandbox()
        program = try Sandbox.program()
        try
            "# kept\nname: s\nrun: cat\nmatchers: [{contains: x}]\ncases:\n  - name: old\n    input: 1\n"
            .write(toFile: sandbox.path("s.yaml"), atomically: true, encoding: .utf8)
    }

    @discardableResult
    private func steal(_ arguments: String, expecting status: Int32 = 0) throws -> Sandbox.Outcome {
        // The key of pseudonyms is the sandbox's.
        try sandbox.shell(
            "XDG_DATA_HOME=$PWD/data XDG_CONFIG_HOME=$PWD/config \(program) eval steal \(arguments)",
            expecting: status)
    }

    /// Imports a trace of a model call, a cut one, an unfinished one and a tool call.
    private func importTrace() throws {
        func text(_ key: String, _ value: String) -> [String: Any] {
            ["key": key, "value": ["stringValue": value]]
        }
        func messages(_ role: String, _ content: String) throws -> String {
            let value: [[String: Any]] = [
                ["role": role, "parts": [["type": "text", "content": content]]]
            ]
            return String(
                decoding: try JSONSerialization.data(withJSONObject: value), as: UTF8.self)
        }
        func chat(_ id: String, end: String?, reason: String) throws -> [String: Any] {
            var span: [String: Any] = [
                "traceId": Self.trace, "spanId": id, "name": "review", "kind": 3,
                "startTimeUnixNano": "1795443200000000000",
                "attributes": [
                    text("gen_ai.operation.name", "chat"), text("gen_ai.request.model", "parrot"),
                    text(
                        "gen_ai.input.messages",
                        try messages(
                            "user", "Mail jane@acme.io of 10.1.2.3: Contoso, 7310245, 7310245.")),
                    text(
                        "gen_ai.output.messages",
                        try messages("assistant", "Done: wrote to jane@acme.io.")),
                    [
                        "key": "gen_ai.response.finish_reasons",
                        "value": ["arrayValue": ["values": [["stringValue": reason]]]],
                    ],
                ],
            ]
            if let end { span["endTimeUnixNano"] = end }
            return span
        }
        let end = "1795443201000000000"
        let tool: [String: Any] = [
            "traceId": Self.trace, "spanId": "0000000000000004", "name": "execute_tool login",
            "startTimeUnixNano": "1795443200000000000", "endTimeUnixNano": end,
            "attributes": [
                text("gen_ai.operation.name", "execute_tool"), text("gen_ai.tool.name", "login"),
                text(
                    "gen_ai.tool.call.arguments",
                    #"{"user":"bob","password":"tr0ub4dor","account":48213377,"max_tokens":123456}"#
                ),
                text("gen_ai.tool.call.result", "ok"),
            ],
        ]
        let spans = [
            try chat("0000000000000001", end: end, reason: "stop"),
            try chat("0000000000000002", end: end, reason: "length"),
            try chat("0000000000000003", end: nil, reason: "stop"), tool,
        ]
        let root: [String: Any] = [
            "resourceSpans": [["scopeSpans": [["spans": spans]]]]
        ]
        try JSONSerialization.data(withJSONObject: root)
            .write(to: URL(filePath: sandbox.path("trace.json")))
        try sandbox.dossier("import", sandbox.path("trace.json"))
    }

    @Test("a span becomes a case with pseudonyms, origin and the answer as a comment")
    func span() throws {
        try importTrace()
        let stolen = try steal(
            "--trace \(Self.trace) --span 0000000000000001 --suite s.yaml --name mail")
        #expect(stolen.errors.contains("replaced e-mail address: jane@acme.io -> person-"))
        #expect(stolen.errors.contains("replaced IP address: 10.1.2.3 -> 198.1"))
        let unsure = stolen.errors.split(separator: "\n").filter { $0.hasPrefix("unsure") }
        #expect(unsure == ["unsure, left as it is: identifier: 7310245"])
        let suite = try String(contentsOfFile: sandbox.path("s.yaml"), encoding: .utf8)
        #expect(
            suite.hasPrefix(
                "# kept\nname: s\nrun: cat\nmatchers: [{contains: x}]\ncases:\n  - name: old\n    input: 1\n"
            ))
        #expect(!suite.contains("jane") && !suite.contains("10.1.2.3") && suite.contains("Contoso"))
        #expect(
            suite.contains("trace: \"\(Self.trace)\"") || suite.contains("trace: \(Self.trace)"))
        #expect(suite.contains("# expect: "))
        try sandbox.shell("\(program) eval check s.yaml")
        let listed = try sandbox.shell("\(program) eval list s.yaml").text
        #expect(listed.contains("mail"))
        let twice = try steal(
            "--trace \(Self.trace) --span 0000000000000001 --suite s.yaml --name mail", expecting: 2
        )
        #expect(twice.errors.contains("has a case \"mail\""))
    }

    @Test("cut and unfinished calls are refused unless told otherwise")
    func doubts() throws {
        try importTrace()
        for (span, reason) in [("2", "stopped because of length"), ("3", "has no end")] {
            let arguments = "--trace \(Self.trace) --span 000000000000000\(span) --suite s.yaml"
            #expect(try steal(arguments, expecting: 2).errors.contains(reason))
            #expect(try steal(arguments + " --incomplete --dry-run").text.contains("messages:"))
        }
        let unknown = try steal(
            "--trace \(Self.trace) --span 00000000000000ff --suite s.yaml", expecting: 2)
        #expect(unknown.errors.contains("has no such call"))
    }

    @Test("a tool's file becomes a case; a secret by its name is one, and rules add to that")
    func tool() throws {
        try importTrace()
        let export = sandbox.path("export")
        try sandbox.dossier("export", export)
        let file = try #require(
            try sandbox.shell("ls -d \(export)/interactions/*/*/tools/inputs/*login*").lines.first)
        let printed = try steal("\(file) --suite s.yaml --dry-run")
        #expect(printed.text.contains("tool: login\n"))
        #expect(printed.text.contains("password: secret-"))
        #expect(printed.text.contains("account: 48213377\n"))
        let unsure = printed.errors.split(separator: "\n").filter { $0.hasPrefix("unsure") }
        #expect(unsure == ["unsure, left as it is: identifier: 48213377"])
        #expect(!printed.text.contains("tr0ub4dor"))
        try sandbox.shell(
            "mkdir -p config/dossier; printf 'rules:\\n  - {name: customer, words: [contoso]}\\n' > config/dossier/redaction.yaml"
        )
        let ruled = try steal(
            "--trace \(Self.trace) --span 0000000000000001 --suite s.yaml --dry-run")
        #expect(ruled.text.contains("customer-") && !ruled.text.contains("Contoso"))
        try sandbox.shell("printf 'rules: [{name: x, patterns: [\"(\"]}]\\n' > bad.yaml")
        let bad = try steal(
            "--trace \(Self.trace) --span 0000000000000001 --suite s.yaml --rules bad.yaml",
            expecting: 2)
        #expect(bad.errors.contains("no regular expression"))
    }

    @Test(
        "a call becomes a case while its interaction runs, its root known or not",
        .enabled(if: Sandbox.canMount))
    func live() throws {
        try importTrace()
        let (mount, running) = try sandbox.mountListening("--quiet", "600")
        for (trace, parent) in [("fedcba98", ""), ("76543210", "00000000000000aa")] {
            try sandbox.shell(
                """
                sed -e 's/\(Self.trace)/\(trace + trace + trace + trace)/g' \
                    -e 's/"spanId"/"parentSpanId":"\(parent)","spanId"/g' trace.json > \(trace).json
                curl -sf -H 'Content-Type: application/json' --data-binary @\(trace).json \
                    http://\(running.address)/v1/traces
                """)
            let call = "\(mount)/live/\(trace)/llm/001-review"
            try sandbox.wait(until: "[ -d \(call) ]")
            try sandbox.shell("[ \(parent.isEmpty ? "" : "! ")-L \(mount)/live/\(trace) ]")
            let printed = try steal("\(call) --suite s.yaml --dry-run --incomplete")
            #expect(printed.text.contains("trace: \(trace)") || printed.text.contains("\"\(trace)"))
        }
        running.end()
    }

    @Test(
        "every model call of the sample data becomes a valid case, by its path from inside of the mount",
        .enabled(if: Sandbox.canMount))
    func samples() throws {
        try sandbox.importSamples()
        let mount = try sandbox.mount()
        let calls = try sandbox.shell("cd \(mount) && ls -d interactions/*/*/llm/*").lines
        #expect(calls.count > 10)
        for (number, call) in calls.prefix(8).enumerated() {
            let suite = sandbox.path("s.yaml")
            let outcome = try sandbox.shell(
                """
                export XDG_DATA_HOME=$PWD/data
                cd '\(mount)/\(call)/..' && \(program) eval steal "$(basename '\(call)')" \
                    --suite \(suite) --name case-\(number) --incomplete
                """)
            #expect(outcome.text == "added case-\(number) to \(suite)\n")
        }
        try sandbox.shell("\(program) eval check s.yaml")
    }
}
