import Foundation
import TestSupport
import Testing

/// Recorded telemetry in the order in which it was delivered, into a mount that is read all the while.
@Suite(
    .enabled(if: Sandbox.canMount, "/dev/fuse cannot be used here"),
    .enabled(if: SharedData.isPresent, "the shared data set is absent"))
struct ReplayTests {
    /// Exports two stores, and compares them byte for byte; where records came from is left out when asked.
    private func compare(
        _ sandbox: Sandbox, with other: String, withoutProvenance: Bool
    ) throws {
        try sandbox.dossier("export", sandbox.path("live"))
        try sandbox.dossier("export", "--store", other, sandbox.path("once"))
        if withoutProvenance {
            try sandbox.shell(
                """
                find live once -name metadata.json -not -path '*/llm/*' | while read -r f; do
                    [ "$(jq '.provenance | length' "$f")" -gt 0 ] || exit 1
                    jq 'del(.provenance)' "$f" > "$f.new" && mv "$f.new" "$f"
                done
                """)
        }
        let difference = try sandbox.shell("diff -r --no-dereference live once", expecting: nil)
        #expect(difference.status == 0, "\(difference.text.prefix(2_000))")
        let files = try sandbox.shell("find live -type f | wc -l")
        #expect(Int(files.text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0 > 10)
    }

    @Test(
        "OTLP batches, delivered while it is read, come out as the whole sent or imported at once")
    func batches() throws {
        let sandbox = try Sandbox()
        let files = try SharedData.files(
            below: "derived-otlp-from-trail", suffix: ".batches.jsonl"
        ).map(\.path)
        let (mount, running) = try sandbox.mountListening("--quiet", "3")
        let outcome = try sandbox.program(
            "replay.py", [mount, "otlp", running.address] + files)
        print(outcome.text)
        running.end()
        // All of it sent at once to another store: then even where it came from is the same.
        let once = sandbox.path("once.dossier")
        let receiver = try sandbox.start(
            ["receive", "--address", "127.0.0.1:0", "--store", once, "--quiet", "0.2"])
        for file in files {
            let whole = file.replacing(".batches.jsonl", with: ".otlp.json")
            try sandbox.shell(
                "curl -sf -H 'Content-Type: application/json' --data-binary '@\(whole)' "
                    + "http://\(receiver.address)/v1/traces")
        }
        try sandbox.wait(
            until: "[ $(sqlite3 'file:\(once)?mode=ro' "
                + "\"SELECT count(*) FROM interaction WHERE status <> 'running'\") = \(files.count) ]"
        )
        receiver.end()
        try compare(sandbox, with: once, withoutProvenance: false)
        try sandbox.shell("rm -r live once")
        let imported = sandbox.path("imported.dossier")
        _ = try sandbox.run(["import", "--store", imported] + files)
        try compare(sandbox, with: imported, withoutProvenance: true)
        #expect(try sandbox.dossier("doctor").lines.last == "sound")
    }

    @Test(
        "a session that grows while it is read comes out as the file that it becomes",
        arguments: ["series-768de5d6", "series-cc432c40"])
    func sessions(series: String) throws {
        let sandbox = try Sandbox()
        let checkpoints = try SharedData.files(
            below: "claude-code-entire/\(series)", suffix: ".jsonl"
        ).map(\.path)
        try sandbox.shell("mkdir -p sessions/project")
        let watch = try sandbox.start(
            ["watch", "--quiet", "3", sandbox.path("sessions")], until: "following ")
        let mount = try sandbox.mount()
        let session = sandbox.path("sessions/project/session.jsonl")
        let outcome = try sandbox.program("replay.py", [mount, "grow", session] + checkpoints)
        print(outcome.text)
        watch.end()
        #expect(watch.output.contains("cannot") == false, "\(watch.output)")
        let once = sandbox.path("once.dossier")
        try sandbox.dossier("import", "--store", once, session)
        try compare(sandbox, with: once, withoutProvenance: false)
        #expect(try sandbox.dossier("doctor").lines.last == "sound")
    }
}
