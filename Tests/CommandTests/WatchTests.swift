import Foundation
import TestSupport
import Testing

/// What `dossier watch` follows, and what becomes of what it cannot follow or store at once.
@Suite struct WatchTests {
    /// A session of Claude Code with one question.
    private func line(_ text: String, _ id: Int = 1) -> String {
        let uuid = "00000000-0000-4000-8000-00000000000\(id)"
        return #"{"type":"user","uuid":"\#(uuid)","parentUuid":null,"isSidechain":false,"#
            + #""sessionId":"11111111-1111-4111-8111-111111111111","cwd":"/w","version":"2.0.0","#
            + #""timestamp":"2026-11-20T10:00:0\#(id).000Z","#
            + #""message":{"role":"user","content":"\#(text)"}}"# + "\n"
    }

    private func append(_ text: String, to path: String) throws {
        try append(Array(text.utf8)[...], to: path)
    }

    private func append(_ bytes: ArraySlice<UInt8>, to path: String) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }

    /// Waits until the store has so many spans, logs and the like.
    private func wait(_ sandbox: Sandbox, records: String) throws {
        try sandbox.wait(
            until: "[ \"$(sqlite3 'file:\(sandbox.storePath)?mode=ro' "
                + "'SELECT count(*) FROM record' 2>/dev/null)\" \(records) ]")
    }

    private func count(_ sandbox: Sandbox) throws -> String {
        try sandbox.shell(
            "sqlite3 'file:\(sandbox.storePath)?mode=ro' 'SELECT count(*) FROM record'"
        ).text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test("one file is followed, when it grows and when it is replaced, and no other one beside it")
    func singleFile() throws {
        let sandbox = try Sandbox()
        let path = sandbox.path("session.jsonl")
        try line("first").write(toFile: path, atomically: false, encoding: .utf8)
        let watch = try sandbox.start(["watch", path], until: "following ")
        #expect(watch.address == path)
        let start = try count(sandbox)
        try line("written elsewhere").replacing("11111111-1111", with: "22222222-2222").write(
            toFile: sandbox.path("other.jsonl"), atomically: true, encoding: .utf8)
        try append(line("second", 2), to: path)
        try wait(sandbox, records: "-gt \(start)")
        let grown = try count(sandbox)
        let whole = line("first") + line("second", 2) + line("third", 3)
        try whole.write(toFile: path, atomically: true, encoding: .utf8)
        try wait(sandbox, records: "-gt \(grown)")
        watch.end()
        #expect(!watch.output.contains("cannot"), "\(watch.output)")
        try sandbox.dossier("export", sandbox.path("tree"))
        for (text, status) in [("first", 0), ("second", 0), ("third", 0), ("written elsewhere", 1)]
        {
            try sandbox.shell("grep -rq '\(text)' tree/interactions", expecting: Int32(status))
        }
        let outcome = try sandbox.run(["watch", sandbox.path("nothing")])
        #expect(outcome.status == 2 && outcome.errors.contains("is not there"))
    }

    @Test(
        "what cannot be stored because the store is busy is stored later, though nothing is written again"
    )
    func busy() throws {
        let sandbox = try Sandbox()
        let path = sandbox.path("session.jsonl")
        try line("first").write(toFile: path, atomically: false, encoding: .utf8)
        let watch = try sandbox.start(["watch", path], until: "following ")
        let start = try count(sandbox)
        // Longer than a writer waits.
        let other = try sandbox.startProgram("hold_store.py", sandbox.storePath, sandbox.path("go"))
        try append(line("second", 2), to: path)
        try sandbox.wait(until: "grep -q 'cannot import, and tries again' .run-*")
        #expect(try count(sandbox) == start)
        try sandbox.shell("touch go")
        other.process.waitUntilExit()
        try wait(sandbox, records: "-gt \(start)")
        watch.end()
    }

    @Test("a file that is too large to follow is named, once")
    func tooLarge() throws {
        let sandbox = try Sandbox()
        try sandbox.shell("mkdir sessions; truncate -s 300M sessions/large.jsonl")
        let watch = try sandbox.start(["watch", sandbox.path("sessions")], until: "following ")
        try append("{}\n", to: sandbox.path("sessions/large.jsonl"))
        try line("small").write(
            toFile: sandbox.path("sessions/small.jsonl"), atomically: true, encoding: .utf8)
        try wait(sandbox, records: "-gt 0")
        watch.end()
        let named = watch.output.split(separator: "\n").filter {
            $0.contains("larger than 256 MiB")
        }
        #expect(named.count == 1 && named.first?.contains("large.jsonl") == true)
    }

    /// Limits the watches of whatever is started in a shell.
    private static let limited = "echo 3 > /proc/sys/user/max_inotify_watches"
    private static let canLimit: Bool = {
        do {
            return try Sandbox().run(shell: "unshare -Ur sh -c '\(limited)'").status == 0
        } catch {
            return false
        }
    }()

    @Test(
        "a directory that cannot be followed later is named",
        .enabled(if: canLimit, "watches cannot be limited here"))
    func noWatches() throws {
        let sandbox = try Sandbox()
        try sandbox.shell("mkdir sessions")
        let command = "\(Self.limited); exec '\(try Sandbox.program())' watch sessions"
        let watch = try sandbox.start(
            URL(filePath: "/usr/bin/unshare"), ["-Ur", "sh", "-c", command], until: "following ")
        try sandbox.shell("mkdir -p sessions/a sessions/b sessions/c sessions/d")
        try sandbox.wait(until: "grep -q 'cannot follow .*/sessions/d: .*max_user_watches' .run-*")
        watch.end()
    }

    @Test(
        "a Codex rollout that grows while it is followed comes out as the file that it becomes",
        .enabled(if: SharedData.isPresent, "the shared data set is absent"))
    func codex() throws {
        let rollouts = try SharedData.files(
            below: "codex-rollouts-codemie", suffix: ".jsonl"
        ).filter { $0.lastPathComponent.hasPrefix("rollout-") }
        #expect(!rollouts.isEmpty)
        for rollout in rollouts {
            let sandbox = try Sandbox()
            let directory = sandbox.path("sessions/2026/01/02")
            try sandbox.shell("mkdir -p sessions")
            let watch = try sandbox.start(
                ["watch", "--quiet", "600", sandbox.path("sessions")], until: "following ")
            let path = "\(directory)/\(rollout.lastPathComponent)"
            // The directory of a day is made with the first session of it.
            try sandbox.shell("mkdir -p '\(directory)'; : > '\(path)'")
            let bytes = Array(try Data(contentsOf: rollout))
            let pieces = 12
            for piece in 0..<pieces {
                // In the middle of lines too.
                let part = bytes[bytes.count * piece / pieces..<bytes.count * (piece + 1) / pieces]
                try append(part, to: path)
                if piece == pieces / 2 { try wait(sandbox, records: "-gt 0") }
            }
            watch.end()
            #expect(!watch.output.contains("cannot"), "\(watch.output)")
            let once = sandbox.path("once.dossier")
            try sandbox.dossier("import", path)
            try sandbox.dossier("import", "--store", once, path)
            try sandbox.dossier("export", sandbox.path("live"))
            try sandbox.dossier("export", "--store", once, sandbox.path("once"))
            let difference = try sandbox.shell("diff -r --no-dereference live once", expecting: nil)
            #expect(difference.status == 0, "\(difference.text.prefix(2_000))")
        }
    }
}
