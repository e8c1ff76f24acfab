import Foundation
import JSON
import TestSupport
import Testing

/// What the receiver accepts, what it refuses, and what becomes of it.
@Suite struct ReceiveTests {
    private let trace = "0af7651916cd43dd8448eb211c80319c"

    private func body(_ span: String, parent: String? = nil, name: String = "run") -> String {
        let parent = parent.map { #","parentSpanId":"\#($0)""# } ?? ""
        return #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"\#(trace)","#
            + #""spanId":"\#(span)"\#(parent),"name":"\#(name)","#
            + #""startTimeUnixNano":"1795443200000000000","endTimeUnixNano":"1795443201000000000"}]}]}]}"#
    }

    private func post(
        _ sandbox: Sandbox, _ address: String, _ body: String, _ options: String = "",
        path: String = "v1/traces"
    ) throws -> (status: String, answer: String) {
        let outcome = try sandbox.shell(
            "curl -s -w '\\n%{http_code}' -X POST -H 'Content-Type: application/json' \(options) "
                + "--data-binary '\(body)' http://\(address)/\(path)")
        let lines = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)
        return (String(lines.last ?? ""), lines.dropLast().joined(separator: "\n"))
    }

    private func spans(_ sandbox: Sandbox) throws -> Int64? {
        try JSONDocument(sandbox.dossier("info", "--json").text).root["spans"]?.int64
    }

    @Test("what is acknowledged is there, and sending it again adds nothing")
    func accepted() throws {
        let sandbox = try Sandbox()
        let receiver = try sandbox.receive()
        for _ in 1...2 {
            let answer = try post(sandbox, receiver.address, body("b7ad6b7169203331"))
            #expect(answer.status == "200" && answer.answer == "{}")
            #expect(try spans(sandbox) == 1)
        }
        let healthy = try sandbox.shell("curl -s http://\(receiver.address)/healthz")
        #expect(healthy.text == "ok\n")
        receiver.end()
        #expect(receiver.process.terminationStatus == 0)
    }

    @Test("protobuf and gzip are accepted, over a Unix socket too")
    func encodings() throws {
        let sandbox = try Sandbox()
        let socket = sandbox.path("socket")
        let receiver = try sandbox.start(["receive", "--address", "unix:\(socket)"])
        try sandbox.program("send_some.py", "unix:\(socket)")
        #expect(try spans(sandbox) == 4)
        #expect(try sandbox.shell("stat -c %a \(socket)").text == "600\n")
        receiver.end()
    }

    @Test("a span that is none is counted, kept and told; the others are stored")
    func partialSuccess() throws {
        let sandbox = try Sandbox()
        let receiver = try sandbox.receive()
        let broken = body("b7ad6b7169203331").replacing(
            #""spans":["#, with: #""spans":[{"traceId":"x","name":"broken"},"#)
        let answer = try post(sandbox, receiver.address, broken)
        #expect(answer.status == "200")
        let partial = try JSONDocument(answer.answer).root["partialSuccess"]
        #expect(partial?["rejectedSpans"]?.string == "1")
        #expect(partial?["errorMessage"]?.string?.contains("trace id") == true)
        #expect(try spans(sandbox) == 1)
        let unreadable = try post(sandbox, receiver.address, "dear diary")
        #expect(unreadable.status == "400")
        receiver.end()
        let doctor = try sandbox.dossier("doctor")
        #expect(doctor.text.contains("rejected\t2") && doctor.text.contains("POST /v1/traces"))
    }

    @Test("what a web page or a stranger could send is refused, and stores nothing")
    func refusals() throws {
        let sandbox = try Sandbox()
        try "secret\n".write(toFile: sandbox.path("token"), atomically: true, encoding: .utf8)
        let receiver = try sandbox.receive("--token-file", sandbox.path("token"))
        let token = "-H 'Authorization: Bearer secret'"
        let span = body("b7ad6b7169203331")
        let port = receiver.address.split(separator: ":").last ?? ""
        let cases = [
            ("-H 'Host: evil.example'", "421"), ("-H 'Host: evil.example:\(port)'", "421"),
            ("-H 'Origin: http://localhost'", "403"), ("-H 'Content-Type: text/plain'", "415"),
            ("-H 'Content-Encoding: br'", "415"), ("-H 'Content-Encoding: gzip'", "400"),
        ]
        for (options, status) in cases {
            let answer = try post(sandbox, receiver.address, span, "\(token) \(options)")
            #expect(answer.status == status, "\(options)")
        }
        #expect(try post(sandbox, receiver.address, span).status == "401")
        #expect(
            try post(sandbox, receiver.address, span, "-H 'Authorization: Bearer secreT'").status
                == "401")
        #expect(
            try post(sandbox, receiver.address, span, token, path: "v1/metrics").status == "404")
        let get = try sandbox.shell(
            "curl -s -o /dev/null -w '%{http_code}' \(token) http://\(receiver.address)/v1/traces")
        #expect(get.text == "405")
        #expect(try spans(sandbox) == 0)
        #expect(try post(sandbox, receiver.address, span, token).status == "200")
        #expect(try spans(sandbox) == 1)
        receiver.end()
    }

    @Test("an address that others could reach is refused")
    func foreignAddress() throws {
        let sandbox = try Sandbox()
        for address in ["0.0.0.0:4318", "192.0.2.1:4318", "example.org:80", "unix:", "x"] {
            let outcome = try sandbox.run(["receive", "--address", address])
            #expect(outcome.status == 2 && outcome.errors.contains("loopback"), "\(address)")
        }
    }

    @Test("the account is that of the header, else of the resource, else the default")
    func accounts() throws {
        let sandbox = try Sandbox()
        let receiver = try sandbox.receive(
            "--account", "house", "--account-header", "X-Account", "--account-attribute",
            "team.name")
        let team = body("0000000000000002").replacing(
            #"{"scopeSpans""#,
            with:
                #"{"resource":{"attributes":[{"key":"team.name","value":{"stringValue":"ops"}}]},"scopeSpans""#
        )
        _ = try post(sandbox, receiver.address, body("0000000000000001"))
        _ = try post(sandbox, receiver.address, team)
        _ = try post(sandbox, receiver.address, team, "-H 'X-Account: acme'")
        receiver.end()
        let info = try JSONDocument(sandbox.dossier("info", "--json").text).root
        let names = info["accounts"]?.elements.compactMap { $0["name"]?.string }.sorted()
        #expect(names == ["acme", "house", "ops"])
    }

    @Test("what is too much is refused, and what is slow is cut off")
    func limits() throws {
        let sandbox = try Sandbox()
        let receiver = try sandbox.receive()
        let outcome = try sandbox.program("send_too_much.py", receiver.address)
        #expect(outcome.text.contains("refused all"), "\(outcome.text)")
        receiver.end()
        // What was refused for its content is kept, or the beginning of it, and told.
        let doctor = try sandbox.dossier("doctor")
        for reason in ["too large", "too many values", "no gzip stream"] {
            #expect(
                doctor.lines.contains { $0.hasPrefix("rejected\t") && $0.contains(reason) },
                "\(reason): \(doctor.text)")
        }
        #expect(doctor.text.contains("the first 1048576 bytes are kept"))
        #expect(doctor.lines.last == "sound")
    }

    @Test(
        "the path of Langfuse's SDK is that of traces, and Basic with the token as password is enough"
    )
    func langfuse() throws {
        let sandbox = try Sandbox()
        try "secret\n".write(toFile: sandbox.path("token"), atomically: true, encoding: .utf8)
        let receiver = try sandbox.receive("--token-file", sandbox.path("token"))
        let path = "api/public/otel/v1/traces"
        let span = body("b7ad6b7169203331")
        for (login, status) in [("pk:secret", "200"), ("pk:Secret", "401"), ("secret:", "401")] {
            let answer = try post(sandbox, receiver.address, span, "-u '\(login)'", path: path)
            #expect(answer.status == status, "\(login)")
        }
        #expect(try spans(sandbox) == 1)
        receiver.end()
    }

    @Test(
        "a socket on which somebody answers is left to them; what a dead receiver left is replaced")
    func usedSocket() throws {
        let sandbox = try Sandbox()
        let socket = sandbox.path("socket")
        let first = try sandbox.start(["receive", "--address", "unix:\(socket)"])
        let second = try sandbox.run(["receive", "--address", "unix:\(socket)"])
        #expect(second.status == 2 && second.errors.contains("another process listens"))
        try sandbox.program("send_some.py", "unix:\(socket)")
        first.kill()
        let third = try sandbox.start(["receive", "--address", "unix:\(socket)"])
        try sandbox.program("send_some.py", "unix:\(socket)")
        #expect(try spans(sandbox) == 4)
        third.end()
        try sandbox.shell("rm -f socket; echo mine > socket")
        let fourth = try sandbox.run(["receive", "--address", "unix:\(socket)"])
        #expect(fourth.status == 2 && fourth.errors.contains("another file"))
        #expect(try sandbox.shell("cat socket").text == "mine\n")
    }

    @Test("the configuration says which account, unless the command line does")
    func configuredAccounts() throws {
        let sandbox = try Sandbox()
        let configuration = sandbox.path("configuration/dossier/receiver.toml")
        try sandbox.shell("mkdir -p configuration/dossier")
        try """
        # of what says nothing else
        account = "house"
        account_attribute = 'team.name'  # a resource attribute

        """.write(toFile: configuration, atomically: true, encoding: .utf8)
        let environment = ["XDG_CONFIG_HOME": sandbox.path("configuration")]
        let command = ["receive", "--address", "127.0.0.1:0"]
        let team = body("0000000000000002").replacing(
            #"{"scopeSpans""#,
            with:
                #"{"resource":{"attributes":[{"key":"team.name","value":{"stringValue":"ops"}}]},"scopeSpans""#
        )
        var receiver = try sandbox.start(command, environment: environment)
        _ = try post(sandbox, receiver.address, body("0000000000000001"))
        _ = try post(sandbox, receiver.address, team)
        receiver.end()
        receiver = try sandbox.start(
            command + ["--account", "other", "--account-attribute", "nothing"],
            environment: environment)
        _ = try post(sandbox, receiver.address, team)
        receiver.end()
        let info = try JSONDocument(sandbox.dossier("info", "--json").text).root
        let names = info["accounts"]?.elements.compactMap { $0["name"]?.string }.sorted()
        #expect(names == ["house", "ops", "other"])
        for (line, reason) in [
            ("header = \"x\"", "line 1: \"header\" is none of"),
            ("account = house", "line 1: no line"),
        ] {
            try line.write(toFile: configuration, atomically: true, encoding: .utf8)
            let outcome = try sandbox.shell(
                "XDG_CONFIG_HOME=$PWD/configuration "
                    + "'\(Sandbox.program())' receive --address 127.0.0.1:0", expecting: 2)
            #expect(outcome.errors.contains(reason), "\(outcome.errors)")
        }
    }
}
