import Foundation
import Glibc
import JSON
import Testing

@Suite struct InterruptedImportTests {
    /// A file of many traces, one request a line.
    private func manyTraces(_ count: Int) -> String {
        (1...count).map { index in
            let trace = String(repeating: "0", count: 32 - String(index).count) + String(index)
            let spans = (1...20).map { span in
                """
                {"traceId":"\(trace)","spanId":"00000000000000\(span + 9)","name":"step \(span)",\
                "startTimeUnixNano":"1795\(index + 100_000)0000\(span + 9)000",\
                "endTimeUnixNano":"1795\(index + 100_000)0000\(span + 9)999",\
                "attributes":[{"key":"input.value","value":{"stringValue":"\(index) \(span) \
                \(String(repeating: "lorem ipsum ", count: 20))"}}]}
                """
            }
            return """
                {"resourceSpans":[{"scopeSpans":[{"spans":[\(spans.joined(separator: ","))]}]}]}
                """
        }.joined(separator: "\n")
    }

    private func spans(_ sandbox: Sandbox) throws -> Int64 {
        guard FileManager.default.fileExists(atPath: sandbox.storePath) else { return 0 }
        let outcome = try sandbox.run(["info", "--json"])
        guard outcome.status == 0 else { return 0 }  // The store is not made to its end.
        return try JSONDocument(outcome.text).root["spans"]?.int64 ?? 0
    }

    @Test(
        "an import that is interrupted or killed keeps what it stored, and a second run completes it",
        arguments: [SIGINT, SIGKILL])
    func interrupted(signal: Int32) throws {
        let sandbox = try Sandbox()
        let traces = 1500
        try manyTraces(traces).write(
            toFile: sandbox.path("many.jsonl"), atomically: true, encoding: .utf8)
        let process = Process()
        // What runs the tests may ignore an interrupt, which its children would inherit.
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "--default-signal=INT", try Sandbox.program(), "import", "--store",
            sandbox.storePath, sandbox.path("many.jsonl"),
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        var seen: Int64 = 0
        while process.isRunning, seen == 0 { seen = try spans(sandbox) }
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        let kept = try spans(sandbox)
        // What another process has seen is acknowledged.
        #expect(kept >= seen)
        #expect(kept > 0 && kept <= Int64(traces * 20))
        try sandbox.dossier("doctor")
        let report = try JSONDocument(
            sandbox.dossier("import", "--json", sandbox.path("many.jsonl")).text
        ).root
        #expect(report["spans_known"]?.int64 == kept)
        #expect(report["spans_added"]?.int64 == Int64(traces * 20) - kept)
        #expect(report["rejected"]?.int64 == 0)
        let info = try JSONDocument(sandbox.dossier("info", "--json").text).root
        #expect(info["interactions"]?.int64 == Int64(traces))
        #expect(info["traces_not_yet_rendered"]?.int64 == 0)
        try sandbox.dossier("doctor")
    }
}
