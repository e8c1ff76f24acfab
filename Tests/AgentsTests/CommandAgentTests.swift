import Foundation
import Testing

@testable import Agents

@Suite("Running programs")
struct CommandAgentTests {
    private let agent = CommandAgent(pace: .system)

    private func shell(
        _ script: String, input: String = "", limit: Duration = .seconds(30), kept: Int = 8 << 20
    ) async throws -> CommandResult {
        try await agent.run(
            CommandCall(
                arguments: ["sh", "-c", script], input: Array(input.utf8),
                environment: ["GIVEN": "42"], timeLimit: limit, outputLimit: kept))
    }

    @Test("a program gets its input and environment, and its output and status are kept")
    func plain() async throws {
        let result = try await shell("cat; echo \"$GIVEN\"; echo oops >&2; exit 3", input: "in\n")
        #expect(String(decoding: result.output, as: UTF8.self) == "in\n42\n")
        #expect(String(decoding: result.diagnostics, as: UTF8.self) == "oops\n")
        #expect(result.end == .exited(3))
        #expect(!result.isOutputCut)
    }

    @Test("a program need not read its input")
    func unreadInput() async throws {
        let result = try await shell("exit 0", input: String(repeating: "x", count: 4 << 20))
        #expect(result.end == .exited(0))
    }

    @Test("output beyond the limit is counted and not kept")
    func limit() async throws {
        let result = try await shell("head -c 3000000 /dev/zero", kept: 1000)
        #expect(result.output.count == 1000)
        #expect(result.outputBytes == 3_000_000)
        #expect(result.isOutputCut)
    }

    @Test("a program that takes too long ends, with everything that it started")
    func timeLimit() async throws {
        let result = try await shell(
            "trap '' TERM; sleep 1000 & echo $!; echo begun; wait; sleep 1000",
            limit: .milliseconds(300))
        #expect(result.end == .timedOut)
        let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
        #expect(lines.last == "begun")
        let id = try #require(lines.first.flatMap { pid_t($0) })
        #expect(isGone(id))
    }

    @Test("what a program leaves running in its group ends with it")
    func leftovers() async throws {
        let result = try await shell("sleep 1000 >/dev/null 2>&1 & echo $!")
        let id = try #require(
            pid_t(
                String(decoding: result.output, as: UTF8.self)
                    .trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(isGone(id))
    }

    @Test("cancelling ends the program")
    func cancelling() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "pid-\(UUID())").path
        defer { unlink(path) }
        let task = Task { try await shell("echo $$ > \(path); exec sleep 1000") }
        var id: pid_t?
        while id == nil {
            id = (try? String(contentsOfFile: path, encoding: .utf8))
                .flatMap { pid_t($0.trimmingCharacters(in: .newlines)) }
            await Task.yield()
        }
        task.cancel()
        await #expect(throws: AgentError.cancelled) { try await task.value }
        #expect(isGone(try #require(id)))
    }

    @Test("a program that is not there is an error that names it")
    func missing() async throws {
        let error = await #expect(throws: AgentError.self) {
            try await agent.run(CommandCall(arguments: ["no-such-program-here"]))
        }
        #expect(error?.description.contains("no-such-program-here") == true)
    }

    /// True when the process ended: the kernel may take a moment to say so of a killed one.
    private func isGone(_ id: pid_t) -> Bool {
        for _ in 0..<2_000 {
            let state = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8))
                .flatMap { $0.split(separator: ")").last?.split(separator: " ").first }
            if state == nil || state == "Z" || state == "X" { return true }
            usleep(1_000)
        }
        return false
    }
}
