import Foundation
import TestSupport
import Testing

/// Real and hostile traces through the kernel, read by programs that users run.
@Suite(.enabled(if: Sandbox.canMount, "/dev/fuse cannot be used here"))
struct MountedDataTests {
    @Test(
        "a mount of real traces is their export byte for byte, in sizes, and after a remount",
        .enabled(if: SharedData.isPresent, "the shared data set is absent"),
        arguments: [
            "claude-code-entire", "inspect-logs", "langfuse-framework-traces", "otlp-agentevals",
            "trail-openinference", "who-and-when",
        ])
    func mounted(part: String) throws {
        let sandbox = try Sandbox()
        // What is no trace is named, which ends the import with 1.
        try sandbox.dossier("import", SharedData.url(part).path, expecting: nil)
        try sandbox.dossier("export", sandbox.path("export"))
        let mount = try sandbox.mount()
        let first = try sandbox.shell("tar -C \(mount) -cf - . | sha256sum")
        try sandbox.shell("diff -r --no-dereference \(mount) export > /dev/null")
        let sizes = try sandbox.program("sizes.py", mount)
        #expect(sizes.lines.count == 1 && sizes.text.hasSuffix(" files\n"), "\(sizes.text)")
        let inodes = "find \(mount) -printf '%P %i %s\\n' | sort"
        let before = try sandbox.shell(inodes)
        #expect(before.lines.count > 100)
        try sandbox.dossier("unmount", mount)
        _ = try sandbox.mount()
        #expect(try sandbox.shell(inodes).text == before.text)
        #expect(try sandbox.shell("tar -C \(mount) -cf - . | sha256sum").text == first.text)
    }

    @Test(
        "every path of scores and annotations leads somewhere",
        .enabled(if: SharedData.isPresent, "the shared data set is absent"),
        arguments: [
            ("trail-openinference", 214), ("who-and-when", 94), ("agentrx-tau-retail", 97),
            ("inspect-logs", 5), ("langfuse-framework-traces", 6), ("tau-bench", 200),
        ])
    func annotations(part: String, count: Int) throws {
        let sandbox = try Sandbox()
        try sandbox.dossier("import", SharedData.url(part).path, expecting: nil)
        let mount = try sandbox.mount()
        let outcome = try sandbox.program("annotation_paths.py", mount)
        #expect(outcome.lines.count == 1, "\(outcome.text)")
        #expect(outcome.text.hasPrefix("\(count) annotations, "), "\(outcome.text)")
    }

    @Test(
        "the columns of every index add up to the counts of the store",
        .enabled(if: SharedData.isPresent, "the shared data set is absent"))
    func totals() throws {
        let sandbox = try Sandbox()
        try sandbox.importSamples()
        for part in ["langfuse-framework-traces", "inspect-logs", "codex-rollouts-codemie"] {
            try sandbox.dossier("import", SharedData.url(part).path, expecting: nil)
        }
        let mount = try sandbox.mount()
        let outcome = try sandbox.program("index_totals.py", mount, sandbox.storePath)
        #expect(outcome.lines.count == 1, "\(outcome.text)")
        #expect(outcome.text.contains("interactions in "), "\(outcome.text)")
    }

    @Test("jq and tail read a mount as they read files")
    func tools() throws {
        let sandbox = try Sandbox()
        try sandbox.importSamples()
        let mount = try sandbox.mount()
        let kinds = try sandbox.shell("find \(mount) -name metadata.json -exec jq -r type {} +")
        #expect(kinds.lines.count > 50 && Set(kinds.lines) == ["object"])
        try sandbox.shell(
            "jq -e '.trace_id | length == 32' \(mount)/interactions/*/*/metadata.json")
        try sandbox.shell(
            """
            cd \(mount)/interactions
            cmp <(tail -n 2 index.tsv) <(cat index.tsv | tail -n 2) &&
                cmp <(tail -c 100 index.tsv) <(cat index.tsv | tail -c 100) &&
                cmp <(tail -c +101 index.tsv) <(cat index.tsv | tail -c +101) &&
                [ "$(tail -n +2 index.tsv | wc -l)" -eq "$(ls -d */*/ | wc -l)" ]
            """)
    }

    @Test("names and contents that are out to harm list, read, grep and tar as any others")
    func hostile() throws {
        let sandbox = try Sandbox()
        try hostileTrace.write(
            toFile: sandbox.path("hostile.json"), atomically: true, encoding: .utf8)
        try sandbox.dossier("import", sandbox.path("hostile.json"))
        let mount = try sandbox.mount()
        let tools = try sandbox.shell("ls \(mount)/interactions/*/*/tools/inputs")
        #expect(tools.lines.count == Self.hostileNames.count)
        try sandbox.shell("ls -lR \(mount) > /dev/null && find \(mount) -print0 > /dev/null")
        for search in ["grep -r", "rg"] {
            try sandbox.shell("\(search) needle \(mount) > /dev/null")
            let nothing = try sandbox.shell(
                "\(search) 'no such words anywhere' \(mount)", expecting: 1)
            #expect(nothing.output.isEmpty && nothing.errors.isEmpty)
        }
        try sandbox.shell(
            """
            mkdir copy && tar -C \(mount) -cf - . | tar -C copy -xf - &&
                diff -r --no-dereference \(mount) copy; status=$?
            chmod -R u+w copy; exit $status
            """)
        // Nothing that a terminal obeys is shown, nothing can run, and no name did.
        try sandbox.shell("grep -rP '[\\x00-\\x08\\x0b-\\x1f\\x7f]' \(mount)", expecting: 1)
        try sandbox.shell("find \(mount) -perm /111 -type f | grep .", expecting: 1)
        try sandbox.shell("[ ! -e harmed ]")
    }

    /// What tools of the trace are called, as JSON texts.
    private static let hostileNames = [
        #"../../../etc/passwd"#, #"-rf"#, #"two\nlines"#, #"\u202egnp.exe"#, #"CLAUDE.md"#, #"."#,
        #".."#, #"\u0000"#, #"caf\u00e9"#, #"cafe\u0301"#, #"a\tb"#, #"*"#, #"$(touch harmed)"#,
        #"`touch harmed`"#, #"\ud800"#, #"\u001b[2J"#, #""#, #"a/b\\c"#, #"index.tsv"#, #".raw"#,
        String(repeating: "x", count: 300), String(repeating: "\u{e4}", count: 200),
    ]

    private var hostileTrace: String {
        let spans = Self.hostileNames.enumerated().map { index, name in
            """
            {"traceId":"000000000000000000000000000000aa","spanId":"00000000000000\(index + 16)",
             "parentSpanId":"0000000000000001","name":"execute_tool \(name)",
             "startTimeUnixNano":"17951851250000000\(index + 10)",
             "endTimeUnixNano":"17951851250000000\(index + 10)","attributes":[
             {"key":"gen_ai.operation.name","value":{"stringValue":"execute_tool"}},
             {"key":"gen_ai.tool.name","value":{"stringValue":"\(name)"}},
             {"key":"gen_ai.tool.call.arguments","value":{"stringValue":"\(index) needle \(name)"}},
             {"key":"gen_ai.tool.call.result","value":{"stringValue":
              "\\u001b]0;owned\\u0007 \\u009b \\u202e \\udc00 ```` --- \\r ${x} \(index)"}}]}
            """
        }
        let root = """
            {"traceId":"000000000000000000000000000000aa","spanId":"0000000000000001",
             "name":"\(Self.hostileNames[0])","startTimeUnixNano":"1795185125000000000",
             "endTimeUnixNano":"1795185126000000000"}
            """
        return """
            {"resourceSpans":[{"scopeSpans":[{"spans":[\(([root] + spans).joined(separator: ","))]}]}]}
            """
    }
}
