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

    @Test("without a table, costs are estimated by prices.toml in the configuration directory")
    func configuredPrices() throws {
        let sandbox = try Sandbox()
        let sample = Sandbox.project.appending(path: "SampleData/interactions").path
        let program = try Sandbox.program()
        try sandbox.shell(
            """
            mkdir -p config/dossier user/.config/dossier empty
            printf '["*"]\ninput = 3\noutput = 15\n' > config/dossier/prices.toml
            printf '["*"]\ninput = 6\noutput = 30\n' > user/.config/dossier/prices.toml
            export DOSSIER_STORE
            read_into() { DOSSIER_STORE=$PWD/$1.dossier; shift
                env -u XDG_CONFIG_HOME "$@" '\(program)' import '\(sample)' &&
                    '\(program)' export "${DOSSIER_STORE%.dossier}"; }
            read_into none HOME="$PWD/empty" &&
                read_into xdg HOME="$PWD/user" XDG_CONFIG_HOME="$PWD/config" &&
                read_into home HOME="$PWD/user" &&
                read_into relative HOME="$PWD/empty" XDG_CONFIG_HOME=config
            """)
        try sandbox.shell("grep -rq '(estimated' none", expecting: 1)
        try sandbox.shell("grep -q '\testimated\t' xdg/interactions/index.tsv")
        // A relative directory is none, says the specification.
        try sandbox.shell("diff -r none relative")
        let cost = "awk -F '\\t' 'NR > 1 { cost += $11 } END { printf \"%.6f\", cost }'"
        let costs = try ["xdg", "home"].map { name in
            try sandbox.shell("\(cost) \(name)/interactions/index.tsv").text
        }.compactMap(Double.init)
        try #require(costs.count == 2)
        #expect(costs[0] > 0 && abs(costs[1] - 2 * costs[0]) < 0.0001)
    }

    @Test("a conversation has the interactions of every format that names it")
    func conversationOfTwoFormats() throws {
        let sandbox = try Sandbox()
        let span = """
            {"traceId":"0000000000000000000000000000000a","spanId":"000000000000000b",\
            "name":"chat m","startTimeUnixNano":"1760796000000000000",\
            "endTimeUnixNano":"1760796001000000000","attributes":[\
            {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},\
            {"key":"gen_ai.conversation.id","value":{"stringValue":"s-1"}},\
            {"key":"gen_ai.usage.input_tokens","value":{"intValue":"7"}}]}
            """
        let session = """
            {"sessionId":"s-1","projectHash":"ab","startTime":"2025-10-18T14:00:00.000Z","messages":[\
            {"id":"m1","timestamp":"2025-10-18T14:00:00.000Z","type":"user","content":"hi"},\
            {"id":"m2","timestamp":"2025-10-18T14:00:02.000Z","type":"gemini","content":"ho",\
            "model":"gemini-2.5-pro","tokens":{"input":100,"output":10,"cached":0,"thoughts":0,\
            "tool":0,"total":110}}]}
            """
        try "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[\(span)]}]}]}".write(
            toFile: sandbox.path("otlp.json"), atomically: true, encoding: .utf8)
        try session.write(toFile: sandbox.path("gemini.json"), atomically: true, encoding: .utf8)
        let report = try JSONDocument(
            sandbox.dossier(
                "import", "--json", sandbox.path("otlp.json"), sandbox.path("gemini.json")
            ).text
        ).root
        #expect(report["interactions_added"]?.int64 == 2)
        try sandbox.dossier("export", sandbox.path("tree"))
        let rows = try sandbox.shell("tail -q -n +2 tree/conversations/*/index.tsv")
        #expect(rows.lines.count == 2)
        let formats = try sandbox.shell(
            "jq -r '.. | .format? // empty' tree/conversations/*/*/metadata.json | sort -u")
        #expect(formats.lines == ["gemini-cli", "otlp-json"])
        let sums = try sandbox.shell("tail -n +2 tree/conversations/index.tsv | cut -f 2,9")
        #expect(sums.lines == ["2\t107"])
    }
}
