import Foundation
import JSON
import Testing

@Suite struct ImportTests {
    @Test("importing everything twice adds nothing")
    func twice() throws {
        let sandbox = try Sandbox()
        let samples = Sandbox.project.appending(path: "SampleData").path
        let first = try JSONDocument(sandbox.dossier("import", "--json", samples).text).root
        let second = try JSONDocument(sandbox.dossier("import", "--json", samples).text).root
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
}
