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
    }
}
