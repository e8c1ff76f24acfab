import Foundation
import JSON
import TestSupport
import Testing

/// The shared data sets, imported as a user does.
@Suite(.enabled(if: SharedData.isPresent, "the shared data set is absent"))
struct SharedImportTests {
    @Test(
        "a data set is imported once, rebuilt to the same, and comes back from an export",
        arguments: [
            "agent-log-record-samples", "agentrx-tau-retail", "claude-code-codemie",
            "claude-code-entire", "claude-code-session-share", "codex-rollouts-codemie",
            "derived-otlp-from-trail", "derived-otlp-protobuf-agentevals",
            "holmesgpt-sre-conversations", "inspect-logs", "jaeger-kagent-agentevals",
            "langfuse-framework-traces", "langsmith-runs-sample",
            "otel-flat-spans-strands-evals", "otlp-agentevals", "tau-bench",
            "trail-openinference", "who-and-when",
        ])
    func twice(part: String) throws {
        let sandbox = try Sandbox()
        let data = try SharedData.url(part).path
        // What is no trace is named, which ends the import with 1.
        let first = try report(sandbox, data)
        try expectSameAfterRebuild(sandbox)
        try sandbox.shell("'\(Sandbox.project.path)/Scripts/bench-repetition' before")
        let second = try report(sandbox, data)
        #expect(try #require(first["interactions_added"]?.int64) > 0)
        let known = ["spans_known", "logs_known", "annotations_known"]
        for name in known {
            let added = first[name.replacing("_known", with: "_added")]?.int64 ?? 0
            #expect(second[name]?.int64 ?? 0 >= added, "\(name)")
        }
        for name in [
            "spans_added", "spans_updated", "logs_added", "annotations_added", "rejected",
            "interactions_added", "interactions_changed", "files_written",
        ] {
            #expect(second[name]?.int64 == 0, "\(name)")
        }
        try sandbox.dossier("export", "--with-records", sandbox.path("first"))
        try sandbox.shell("mv store.dossier old.dossier; rm -f store.dossier-*")
        try sandbox.dossier("import", sandbox.path("first"))
        try sandbox.dossier("export", "--with-records", sandbox.path("second"))
        try sandbox.shell("diff -r --exclude=.dossier first second > /dev/null")
        try sandbox.shell("cmp <(zcat first/.dossier/*) <(zcat second/.dossier/*)")
        try sandbox.dossier("doctor")
    }

    /// What imports have derived is what a rebuild derives, and nothing else is left.
    private func expectSameAfterRebuild(_ sandbox: Sandbox) throws {
        try sandbox.dossier("export", sandbox.path("before"))
        let rebuilt = try JSONDocument(sandbox.dossier("rebuild", "--json").text).root
        #expect(rebuilt["interactions_changed"]?.int64 == 0)
        try sandbox.dossier("export", sandbox.path("after"))
        try sandbox.shell("diff -r --no-dereference before after > /dev/null")
    }

    private func report(_ sandbox: Sandbox, _ path: String) throws -> JSONValue {
        try JSONDocument(
            sandbox.dossier("import", "--json", path, expecting: nil).text
        ).root
    }
}
