import Foundation
import Testing

/// What holds for a mount of the sample data, asked through the kernel by programs that users run.
@Suite(.enabled(if: Sandbox.canMount, "/dev/fuse cannot be used here"))
struct LiveMountTests {
    @Test("a mount and an export are the same bytes")
    func sameAsExport() throws {
        let sandbox = try Sandbox()
        try sandbox.importSamples()
        let mount = try sandbox.mount()
        try sandbox.dossier("export", sandbox.path("export"))
        try sandbox.shell("diff -r --no-dereference \(mount) export")
        let times = "-printf '%P %T@ %s %y\\n' | grep -v ' d$' | sort"
        try sandbox.shell("diff <(find \(mount) \(times)) <(find export \(times))")
    }

    @Test("two passes of tar are the same, and sizes are the bytes that reading gives")
    func stableBytes() throws {
        let sandbox = try Sandbox()
        try sandbox.importSamples()
        let mount = try sandbox.mount()
        let sums = try sandbox.shell("for i in 1 2; do tar -C \(mount) -cf - . | sha256sum; done")
        #expect(Set(sums.lines).count == 1)
        let sizes = try sandbox.shell(
            """
            cd \(mount) && find . -type f -print0 | while IFS= read -r -d '' f; do
                [ "$(stat -c %s "$f")" = "$(cat "$f" | wc -c)" ] || echo "$f"
            done
            """)
        #expect(sizes.text.isEmpty)
    }

    @Test("inode numbers are the same after a remount")
    func stableInodes() throws {
        let sandbox = try Sandbox()
        try sandbox.importSamples()
        let mount = try sandbox.mount()
        let first = try sandbox.shell("find \(mount) -printf '%P %i\\n' | sort")
        try sandbox.dossier("unmount", mount)
        _ = try sandbox.mount()
        let second = try sandbox.shell("find \(mount) -printf '%P %i\\n' | sort")
        #expect(first.lines.count > 100 && first.text == second.text)
    }

    @Test("every mutating call on every kind of node is refused and changes nothing")
    func readOnly() throws {
        let sandbox = try Sandbox()
        try sandbox.importSamples()
        let mount = try sandbox.mount()
        let before = try sandbox.shell("tar -C \(mount) -cf - . | sha256sum").text
        let script = Sandbox.project.appending(path: "Tests/CommandTests/mutate.py").path
        let outcome = try sandbox.shell("python3 \(script) \(mount)")
        #expect(outcome.lines.last?.hasPrefix("refused ") == true, "\(outcome.text)")
        #expect(try sandbox.shell("tar -C \(mount) -cf - . | sha256sum").text == before)
    }

    @Test(
        "another user is refused", .enabled(if: Sandbox.isRoot, "only root can become another user")
    )
    func otherUser() throws {
        let sandbox = try Sandbox()
        try sandbox.importSamples()
        let mount = try sandbox.mount()
        try sandbox.shell("chmod 755 .")
        let outcome = try sandbox.shell(
            "setpriv --reuid 65534 --regid 65534 --clear-groups ls \(mount)", expecting: 2)
        #expect(outcome.errors.contains("Permission denied"))
    }

    @Test("after kill -9 a mount at the same place works")
    func killed() throws {
        let sandbox = try Sandbox()
        try sandbox.importSamples()
        let mount = try sandbox.mount()
        try sandbox.killDaemon(of: mount)
        try sandbox.shell("ls \(mount)", expecting: 2)
        _ = try sandbox.mount()
        try sandbox.shell("grep -q interactions \(mount)/README.md")
    }

    @Test("a second mount at the same place is refused")
    func mountedTwice() throws {
        let sandbox = try Sandbox()
        try sandbox.importSamples()
        let mount = try sandbox.mount()
        let outcome = try sandbox.dossier("mount", mount, expecting: 2)
        #expect(outcome.errors.contains("unmount"))
        try sandbox.shell("ls \(mount)")
    }

    @Test("with mounts for as long as a command runs and passes its exit status")
    func with() throws {
        let sandbox = try Sandbox()
        try sandbox.importSamples()
        let place = sandbox.path("with")
        let outcome = try sandbox.dossier(
            "with", place, "--", "bash", "-c", "cat \(place)/README.md; exit 7", expecting: 7)
        #expect(outcome.text.contains("## Totals"))
        #expect(!FileManager.default.fileExists(atPath: place))
    }

    @Test("what is imported while it is mounted is seen without a remount")
    func live() throws {
        let sandbox = try Sandbox()
        let samples = Sandbox.project.appending(path: "SampleData")
        try sandbox.dossier("import", samples.appending(path: "interactions").path)
        let mount = try sandbox.mount()
        let before = try sandbox.shell(
            "ls -R \(mount) | wc -l; wc -l < \(mount)/interactions/index.tsv")
        try sandbox.dossier(
            "import", "--kind", "investigation", samples.appending(path: "investigations").path)
        try sandbox.wait(until: "[ \"$(ls \(mount)/investigations | wc -l)\" -gt 1 ]")
        let after = try sandbox.shell(
            "ls -R \(mount) | wc -l; wc -l < \(mount)/interactions/index.tsv")
        #expect(before.text != after.text)
        try sandbox.dossier("export", sandbox.path("export"))
        try sandbox.shell("diff -r --no-dereference \(mount) export")
    }

    @Test("totals of the indexes agree with the counts of the store")
    func totals() throws {
        let sandbox = try Sandbox()
        try sandbox.importSamples()
        let mount = try sandbox.mount()
        for kind in ["interactions", "investigations"] {
            let rows = try sandbox.shell(
                "find \(mount)/\(kind)/2* -maxdepth 1 -name index.tsv -exec tail -q -n +2 {} + | wc -l"
            )
            let counted = try sandbox.shell(
                "sqlite3 'file:\(sandbox.storePath)?mode=ro' "
                    + "\"SELECT count(*) FROM interaction WHERE kind = '\(kind.dropLast())'\"")
            #expect(rows.text == counted.text)
        }
    }
}
