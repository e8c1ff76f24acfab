import Foundation
import JSON
import Testing

/// What an export with its records hands on of suites, and what an import makes of it.
@Suite(.enabled(if: Sandbox.canMount, "/dev/fuse cannot be used here"))
struct PackageTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    /// A store with a suite that was edited and run, prices, and a record.
    private func fillStore() throws {
        try sandbox.shell(
            """
            printf '["m"]\\ninput = 1\\noutput = 2\\n' > prices.toml
            """)
        let sample = Sandbox.project.appending(path: "SampleData/interactions").path
        try sandbox.dossier("import", "--prices", sandbox.path("prices.toml"), sample)
        let mount = try sandbox.mountWithSuite()
        let suite = "\(mount)/evals/pirate"
        try sandbox.shell(
            """
            printf 'run: cat\\nmatchers: [{contains: "1"}]\\n' > \(suite)/suite.yaml
            for i in 1 2 3; do echo "input: $i" > \(suite)/cases/b.yaml; sync \(suite)/cases/b.yaml; done
            printf 'input: 1' > \(suite)/cases/z.yaml
            printf 'input: 1\\n# \\377\\n' > \(suite)/cases/odd.yaml
            echo 'input: 10' > \(suite)/cases/gone.yaml; sync \(suite)/cases/gone.yaml
            rm \(suite)/cases/gone.yaml
            ln -s z.yaml \(suite)/cases/link
            echo notes > \(suite)/cases/notes.md
            chmod 600 \(suite)/cases/z.yaml; touch -d 2020-01-01 \(suite)/cases/b.yaml
            mkdir \(mount)/evals/empty
            sync \(suite)/cases/z.yaml; sync \(suite)/cases/odd.yaml; sync \(suite)/suite.yaml
            printf 'z\\nb\\n' > \(suite)/order.txt; sync \(suite)/order.txt
            """)
        try sandbox.dossierShell("$D eval run pirate", expecting: 1)
        try sandbox.shell("echo 'input: 21' > \(suite)/cases/b.yaml; sync \(suite)/cases/b.yaml")
        try sandbox.dossierShell("$D eval run pirate --repeat 2", expecting: nil)
        try sandbox.dossier("unmount", mount)
    }

    private func startNewStore() throws {
        try sandbox.shell("rm -f store.dossier*")
    }

    @Test("a new store gets the suites with their revisions, files and runs, and the prices")
    func roundTrip() throws {
        try fillStore()
        try sandbox.dossier("export", "--with-records", sandbox.path("first"))
        let look = """
            for c in b z gone odd; do $D eval log pirate/$c --json; done; $D eval results pirate last --json
            $D eval results pirate --json
            """
        let before = try sandbox.dossierShell(look).text
        try startNewStore()
        let plan = try sandbox.dossier("import", "--dry-run", sandbox.path("first"))
        #expect(plan.text.contains("files and revisions of suites, 2 runs"))
        try sandbox.dossier("import", sandbox.path("first"))
        #expect(try sandbox.dossierShell(look).text == before)
        try sandbox.dossier("doctor")
        try sandbox.dossier("export", "--with-records", sandbox.path("second"))
        try sandbox.shell(
            """
            diff -r --no-dereference --exclude=.dossier first second
            cd first; find .dossier -type f | while read f; do
                cmp <(zcat -f "$f") <(zcat -f "../second/$f") || exit 1
            done
            [ "$(find evals -printf '%p %m %l %y\\n' | sort)" = \
                "$(cd ../second; find evals -printf '%p %m %l %y\\n' | sort)" ]
            stat -c %Y evals/pirate/cases/* | cmp - <(stat -c %Y ../second/evals/pirate/cases/*)
            """)
        let again = try JSONDocument(
            sandbox.dossier("import", "--json", sandbox.path("first")).text
        ).root
        let suites = again["suites"]
        for name in ["added", "files_added", "runs_added"] {
            #expect(suites?[name]?.int64 == 0, "\(name)")
        }
        #expect(suites?["runs_known"]?.int64 == 2)
        #expect(suites?["not_taken"]?.count == 0)
    }

    @Test("what a store has by itself stays, and is told")
    func differences() throws {
        try fillStore()
        try sandbox.dossier("export", "--with-records", sandbox.path("first"))
        // The store goes on: its next export is taken by a store that has the first.
        try sandbox.dossierShell("echo 'input: 7' | $D eval replace pirate b")
        try sandbox.dossier("export", "--with-records", sandbox.path("later"))
        try startNewStore()
        try sandbox.dossier("import", sandbox.path("first"))
        try sandbox.dossierShell("echo 'input: mine' | $D eval replace pirate z")
        let report = try sandbox.dossier("import", "--json", sandbox.path("later"))
        let suites = try JSONDocument(report.text).root["suites"]
        #expect(suites?["files_added"]?.int64 == 1)
        #expect(suites?["not_taken"]?.elements.map(\.string) == ["evals/pirate/cases/z.yaml"])
        #expect(report.errors.contains("not taken: evals/pirate/cases/z.yaml"))
        #expect(try sandbox.dossierShell("$D eval get pirate z").text == "input: mine\n")
        #expect(try sandbox.dossierShell("$D eval get pirate b").text == "input: 7\n")
    }

    @Test("a line that is nothing of a suite is kept as rejected, and costs nothing else")
    func hostileLines() throws {
        try fillStore()
        try sandbox.dossier("export", "--with-records", sandbox.path("first"))
        try sandbox.shell(
            """
            cd first/.dossier; zcat evals.jsonl.gz > lines; : > bad
            for name in .. a/b '' results cases/.. cases/a/b; do
                printf '{"suite":"pirate","file":{"path":"%s","mode":420,"modified":1,"bytes":"eA=="}}\\n' \
                    "$name" >> bad
            done
            printf '%s\\n' '{"suite":"../up"}' '{"suite":"pirate","run":{"name":"..","cases":[]}}' \
                '{"suite":"pirate","run":7}' '{"suite":' '[]' '{"suite":"s","account":""}' >> bad
            (cat lines bad; tail -n 3 lines) | gzip > evals.jsonl.gz; rm lines bad
            """)
        try startNewStore()
        let report = try JSONDocument(
            sandbox.dossier("import", "--json", sandbox.path("first")).text
        ).root
        #expect(report["rejected"]?.int64 == 12)
        #expect(report["suites"]?["runs_added"]?.int64 == 2)
        #expect(try sandbox.dossier("doctor").text.contains("nothing of a suite"))
        try sandbox.dossier("export", sandbox.path("second"))
        try sandbox.shell("diff -r first/evals second/evals")
    }
}
