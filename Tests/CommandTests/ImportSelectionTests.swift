import Foundation
import JSON
import Testing

/// What an import looks at, and what it says meanwhile.
@Suite struct ImportSelectionTests {
    @Test("a directory that cannot be read is named and counted, and the rest is imported")
    func unreadableDirectory() throws {
        let sandbox = try Sandbox()
        try sandbox.shell(
            """
            mkdir -p in/secret && cp \(Sandbox.project.path)/SampleData/interactions/*.json in/
            cp in/*.json in/secret && chmod 000 in/secret && chmod 777 .
            """)
        // So that the sandbox can be removed by anybody.
        defer { _ = try? sandbox.shell("chmod 755 in/secret") }
        // Root may read everything.
        let nobody = "setpriv --reuid=65534 --clear-groups --inh-caps=-all "
        let program = try Sandbox.program()
        let outcome = try sandbox.shell(
            (Sandbox.isRoot ? nobody : "") + "\(program) import --json in", expecting: 1)
        #expect(outcome.errors.contains("not read: in/secret: cannot be read: "))
        let report = try JSONDocument(outcome.text).root
        #expect(report["unreadable"]?.elements.compactMap { $0["path"]?.string } == ["in/secret"])
        #expect(try #require(report["spans_added"]?.int64) > 10)
    }

    @Test("progress moves within a file, and tells of the files that are looked at")
    func progress() throws {
        let sandbox = try Sandbox()
        // A terminal of its own, because progress is shown to nobody else.
        try sandbox.shell(
            """
            cat > spans.py <<'END'
            import json
            print(json.dumps([{
                "trace_id": f"{n // 20 + 1:032x}", "span_id": f"{n + 1:016x}", "name": "step",
                "parent_span_id": None, "start_time": n, "end_time": n + 1,
                "attributes": {"text": f"{n} " * 40}} for n in range(8000)]))
            END
            cat > terminal.py <<'END'
            import os, pty, sys
            sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
            END
            python3 spans.py > spans.json
            """)
        let outcome = try sandbox.shell(
            "python3 terminal.py \(Sandbox.program()) import spans.json < /dev/null")
        #expect(outcome.text.contains("looking at files: 1"))
        let shown = outcome.text.split(separator: "importing: ").dropFirst()
            .compactMap { Int($0.prefix { $0.isNumber }) }
        #expect(shown.contains { (1...99).contains($0) })
        #expect(shown == shown.sorted())
    }

    @Test("an account or a kind for an export, which says its own, is warned of")
    func optionsOfPackage() throws {
        let sandbox = try Sandbox()
        let sample = Sandbox.project.appending(path: "SampleData/interactions").path
        let plain = try sandbox.dossier("import", "--account", "one", sample)
        #expect(plain.errors.isEmpty)
        try sandbox.dossier("export", "--with-records", sandbox.path("out"))
        try sandbox.shell("mv store.dossier old.dossier; rm -f store.dossier-*")
        let package = try sandbox.dossier(
            "import", "--account", "two", "--kind", "investigation", sandbox.path("out"))
        #expect(package.errors.contains("--account and --kind not used for "))
        #expect(package.errors.contains("out/.dossier/records.jsonl.gz"))
        let accounts = try sandbox.run(["export", "--account", "two", sandbox.path("x")])
        #expect(accounts.status == 2 && accounts.errors.contains("\"one\""))
        let silent = try sandbox.dossier("import", sandbox.path("out"))
        #expect(silent.errors.isEmpty)
    }
}
