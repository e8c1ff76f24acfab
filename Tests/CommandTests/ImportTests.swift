import Foundation
import JSON
import Testing

@Suite struct ImportTests {
    @Test("importing everything twice adds nothing")
    func twice() throws {
        let sandbox = try Sandbox()
        let samples = ["interactions", "investigations"].map {
            Sandbox.project.appending(path: "SampleData/\($0)").path
        }
        let arguments = ["import", "--json"] + samples
        let first = try JSONDocument(sandbox.run(arguments).text).root
        let second = try JSONDocument(sandbox.run(arguments).text).root
        let spans = try #require(first["spans_added"]?.int64)
        #expect(spans > 100)
        #expect(second["spans_known"]?.int64 == spans)
        for name in [
            "spans_added", "spans_updated", "logs_added", "annotations_added", "rejected",
            "interactions_added", "interactions_changed", "files_written",
        ] {
            #expect(second[name]?.int64 == 0, "\(name)")
        }
    }

    @Test("a file that is no trace is named, and the rest is imported")
    func unknownFile() throws {
        let sandbox = try Sandbox()
        try sandbox.shell("mkdir in && echo 'dear diary' > in/notes.txt")
        try sandbox.shell(
            "cp \(Sandbox.project.path)/SampleData/interactions/*.json in/")
        let outcome = try sandbox.dossier("import", "--json", sandbox.path("in"), expecting: 1)
        #expect(outcome.errors.contains("in/notes.txt"))
        let report = try JSONDocument(outcome.text).root
        #expect(report["unreadable"]?.count == 1)
        #expect(try #require(report["spans_added"]?.int64) > 10)
    }

    @Test("a dry run says what each file would be read as, and makes no store")
    func dryRun() throws {
        let sandbox = try Sandbox()
        let samples = Sandbox.project.appending(path: "SampleData/interactions").path
        let outcome = try sandbox.dossier("import", "--dry-run", samples)
        #expect(outcome.lines.count > 5)
        #expect(outcome.lines.allSatisfy { $0.contains("\totlp-json\t") })
        #expect(!FileManager.default.fileExists(atPath: sandbox.storePath))
    }

    @Test("a broken line loses nothing else, and is kept and counted")
    func brokenLine() throws {
        let sandbox = try Sandbox()
        let sample = Sandbox.project.appending(path: "SampleData/interactions")
        try sandbox.shell(
            """
            for f in \(sample.path)/*.json; do jq -c . "$f"; done > whole.jsonl
            (head -n 2 whole.jsonl; echo '{"resourceSpans":[{"scope'; tail -n +3 whole.jsonl) \
                > broken.jsonl
            """)
        let whole = try sandbox.dossier("import", "--json", sandbox.path("whole.jsonl"))
        let broken = try sandbox.dossier("import", "--json", sandbox.path("broken.jsonl"))
        let spans = try JSONDocument(whole.text).root["spans_added"]?.int64
        let report = try JSONDocument(broken.text).root
        #expect(report["spans_known"]?.int64 == spans)
        #expect(report["rejected"]?.int64 == 1)
        let doctor = try sandbox.dossier("doctor")
        #expect(doctor.text.contains("broken.jsonl"))
    }

    @Test("a rebuild changes nothing of what imports have made")
    func rebuild() throws {
        let sandbox = try Sandbox()
        try sandbox.importSamples()
        try sandbox.dossier("export", sandbox.path("before"))
        let report = try JSONDocument(sandbox.dossier("rebuild", "--json").text).root
        #expect(report["interactions_changed"]?.int64 == 0)
        try sandbox.dossier("export", sandbox.path("after"))
        try sandbox.shell("diff -r before after")
    }

    @Test("an export with its records gives a new store the same traces and the same export")
    func package() throws {
        let sandbox = try Sandbox()
        try sandbox.importSamples()
        try sandbox.shell(
            "echo '{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[7]}]}]}' > odd.json")
        try sandbox.dossier("import", sandbox.path("odd.json"))
        try sandbox.dossier("export", "--with-records", sandbox.path("first"))
        let info = try sandbox.dossier("info", "--json").text
        try sandbox.shell("mv store.dossier old.dossier; rm -f store.dossier-*")
        let plan = try sandbox.dossier("import", "--dry-run", sandbox.path("first"), expecting: 1)
        #expect(plan.text.contains("first/.dossier/records.jsonl.gz\tdossier\t"))
        try sandbox.dossier("import", sandbox.path("first"))
        try sandbox.dossier("export", "--with-records", sandbox.path("second"))
        try sandbox.shell("diff -r --exclude=.dossier first second")
        try sandbox.shell("cmp <(zcat first/.dossier/*) <(zcat second/.dossier/*)")
        let counts = try [info, sandbox.dossier("info", "--json").text].map { text in
            let root = try JSONDocument(text).root
            return [
                "traces", "spans", "spans_superseded", "log_records", "annotations", "rejected",
                "source_files", "source_bytes", "interactions", "accounts",
            ].map { root[$0]?.rawText }
        }
        #expect(counts[0] == counts[1])
        let again = try JSONDocument(
            sandbox.dossier("import", "--json", sandbox.path("first")).text
        ).root
        for name in ["spans_added", "spans_updated", "annotations_added", "rejected"] {
            #expect(again[name]?.int64 == 0)
        }
    }

    @Test("a dry run of a mixed file names the first record that does not fit, and what it is like")
    func mixedFile() throws {
        let sandbox = try Sandbox()
        let sample = Sandbox.project.appending(path: "SampleData/interactions").path
        try sandbox.shell(
            """
            for f in \(sample)/*.json; do jq -c . "$f"; done > whole.jsonl
            echo '{"type":"session_meta","timestamp":"2026-01-01T00:00:00Z","payload":{"id":"x"}}' \
                > other.jsonl
            (echo '# exported on a Friday'; cat whole.jsonl whole.jsonl other.jsonl) > mixed.jsonl
            cat whole.jsonl whole.jsonl other.jsonl > codex.jsonl
            (cat other.jsonl; echo '{"resourceSpans":[]}') > short.jsonl
            """)
        let path = sandbox.path("mixed.jsonl")
        let plan = try sandbox.dossier("import", "--dry-run", "--json", path, expecting: 1)
        let file = try #require(try JSONDocument(plan.text).root.elements.first)
        #expect(file["format"]?.string == "otlp-json")
        #expect(file["rejected"]?.int64 == 2)
        #expect(file["first_rejected"]?["offset"]?.int64 == 0)
        let text = try sandbox.dossier("import", "--dry-run", path, expecting: 1).text
        #expect(text.contains("2 pieces are no records, the first at byte 0"))
        let rest = try sandbox.dossier(
            "import", "--dry-run", sandbox.path("codex.jsonl"), expecting: 1)
        #expect(rest.text.contains("it looks like codex"))
        let short = try sandbox.dossier(
            "import", "--dry-run", sandbox.path("short.jsonl"), expecting: 1)
        #expect(short.text.contains("fits several formats: otlp-json"))
        #expect(short.text.contains("another one begins at byte 80: \"{\"resourceSpans"))
        #expect(!FileManager.default.fileExists(atPath: sandbox.storePath))
        let report = try JSONDocument(sandbox.dossier("import", "--json", path).text).root
        #expect(report["rejected"]?.int64 == 2)
    }

    @Test("costs are estimated by a table that the store keeps, and say so")
    func prices() throws {
        let sandbox = try Sandbox()
        let sample = Sandbox.project.appending(path: "SampleData/interactions").path
        try sandbox.dossier("import", sample)
        try sandbox.dossier("export", sandbox.path("plain"))
        try sandbox.shell("printf '[\"*\"]\\ninput = 3\\noutput = 15\\n' > prices.toml")
        try sandbox.dossier("import", "--prices", sandbox.path("prices.toml"), sample)
        try sandbox.dossier("export", sandbox.path("priced"))
        try sandbox.dossier("rebuild")
        try sandbox.dossier("export", sandbox.path("rebuilt"))
        try sandbox.shell("diff -r priced rebuilt")
        try sandbox.shell(
            "grep -P '\testimated\t' priced/interactions/index.tsv && grep -rq '(estimated' priced")
        try sandbox.shell("grep -rq '(estimated' plain", expecting: 1)
        try sandbox.dossier("rebuild", "--no-prices")
        try sandbox.dossier("export", sandbox.path("again"))
        try sandbox.shell("diff -r plain again")
        try sandbox.shell("echo 'input = 1' > bad.toml")
        let bad = try sandbox.dossier("rebuild", "--prices", sandbox.path("bad.toml"), expecting: 2)
        #expect(bad.errors.contains("line 1"))
    }
}
