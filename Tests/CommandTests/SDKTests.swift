import Foundation
import Testing

/// Telemetry of the SDKs that applications use, as they are published.
@Suite struct SDKTests {
    /// The virtual environment of the SDKs; nil when the package index cannot be reached.
    private static let environment: String? = {
        do {
            let outcome = try Sandbox().run(
                shell: "'\(Sandbox.project.path)/Tests/CommandTests/Programs/install_sdks.sh'")
            if outcome.status == 75 { return nil }
            if outcome.status != 0 { return "broken: \(outcome.errors)" }
            return outcome.text.trimmingCharacters(in: .whitespacesAndNewlines)
        } catch {
            return "broken: \(error)"
        }
    }()

    @Test(
        "what a real SDK sends is shown as what was asked and answered",
        .enabled(if: environment != nil, "the package index cannot be reached"),
        arguments: ["protobuf", "json", "openinference", "openllmetry", "langfuse"])
    func sdk(how: String) throws {
        let python = try #require(Self.environment)
        #expect(!python.hasPrefix("broken"), "\(python)")
        let sandbox = try Sandbox()
        // Langfuse's SDK shows its secret key as the password of Basic.
        try "sk-none\n".write(toFile: sandbox.path("token"), atomically: true, encoding: .utf8)
        let receiver =
            try how == "langfuse"
            ? sandbox.receive("--quiet", "0.2", "--token-file", sandbox.path("token"))
            : sandbox.receive("--quiet", "0.2")
        let script = Sandbox.project.appending(
            path: "Tests/CommandTests/Programs/send_with_sdk.py")
        try sandbox.shell("'\(python)/bin/python' '\(script.path)' \(receiver.address) \(how)")
        try sandbox.wait(
            until: "sqlite3 'file:\(sandbox.storePath)?mode=ro' "
                + "'SELECT status FROM interaction' | grep -qx complete")
        receiver.end()
        try sandbox.dossier("export", sandbox.path("tree"))
        let found = try sandbox.shell(
            """
            grep -l 'Which disk is full, asks \(how)?' -r tree/interactions/*/*/llm tree/interactions/*/*/message.md
            grep -l 'The disk /dev/vdb is full.' -r tree/interactions/*/*/llm
            awk -F '\\t' 'NR == 2 && $6 == 1 && $9 == 11 && $10 == 7' tree/interactions/index.tsv | grep .
            """)
        #expect(found.lines.count >= 3, "\(found.text)")
        #expect(try sandbox.dossier("doctor").text.contains("rejected\t0"))
    }
}
