import Foundation
import Testing

/// What holds for cases that are written through a mount by the programs that people and agents use.
@Suite(.enabled(if: Sandbox.canMount, "/dev/fuse cannot be used here"))
struct SavingTests {
    @Test("every way in which programs save a file leaves what it leaves on a plain directory")
    func waysToSave() throws {
        let sandbox = try Sandbox()
        let mount = try sandbox.mountWithSuite()
        try sandbox.shell("mkdir -p plain/cases")
        let script = Sandbox.project.appending(path: "Tests/CommandTests/save.py").path
        let outcome = try sandbox.shell(
            "python3 \(script) plain/cases \(mount)/evals/pirate/cases")
        #expect(outcome.lines.last?.hasSuffix("ways to save") == true, "\(outcome.text)")
    }

    @Test("after kill -9 at random moments every acknowledged save is there, and none is torn")
    func killed() throws {
        let sandbox = try Sandbox()
        try sandbox.dossier(
            "import", Sandbox.project.appending(path: "SampleData/interactions").path)
        try sandbox.shell("mkdir mount")
        let script = Sandbox.project.appending(path: "Tests/CommandTests/killed.py").path
        let program = try Sandbox.program()
        let seed = UInt32.random(in: 0...UInt32.max)
        let outcome = try sandbox.shell(
            "python3 \(script) \(program) \(sandbox.storePath) $PWD/mount \(seed) 200")
        sandbox.willUnmount("mount")
        #expect(outcome.lines.last?.hasPrefix("200 kills") == true, "\(outcome.text)")
    }

    @Test("after kill -9 a save of whole lines is there, though it fills whole pages")
    func killedAfterWholePages() throws {
        let sandbox = try Sandbox()
        let mount = try sandbox.mountWithSuite()
        let file = "\(mount)/evals/pirate/cases/a.yaml"
        try sandbox.shell("echo 'input: ahoy' > \(file)")
        try sandbox.wait(until: "grep -qx a.yaml \(mount)/evals/pirate/order.txt")
        try sandbox.shell(
            """
            python3 -c "import sys; text = 'input: ' + 'x' * (8192 - 8) + chr(10)
            open(sys.argv[1], 'wb', buffering=0).write(text.encode())" \(file)
            """)
        try sandbox.killDaemon(of: mount)
        _ = try sandbox.mount()
        try sandbox.shell("[ $(tr -cd x < \(file) | wc -c) = 8184 ]")
    }

    @Test("a suite is made, filled, exported and removed with nothing but files")
    func suites() throws {
        let sandbox = try Sandbox()
        let mount = try sandbox.mountWithSuite()
        let suite = "\(mount)/evals/pirate"
        let names = try sandbox.shell("ls \(suite)").lines
        #expect(names == ["cases", "order.txt", "results", "suite.yaml"])
        try sandbox.shell("echo 'input: ahoy' > \(suite)/cases/a.yaml")
        try sandbox.wait(until: "grep -qx a.yaml \(suite)/order.txt")
        try sandbox.dossier("export", sandbox.path("export"))
        try sandbox.shell("diff -r --no-dereference \(mount) export")
        try sandbox.shell("rmdir \(suite)", expecting: 1)
        try sandbox.shell(
            "mv \(suite) \(mount)/evals/sailor && rm \(mount)/evals/sailor/cases/a.yaml")
        try sandbox.shell("rmdir \(mount)/evals/sailor && [ -z \"$(ls \(mount)/evals)\" ]")
        try sandbox.shell("mkdir \(suite) && ls \(suite)/suite.yaml")
    }

    @Test(
        "a suite goes with everything in it, as any directory does",
        arguments: [
            "rm -r", "rm -rf", "python3 -c 'import shutil, sys; shutil.rmtree(sys.argv[1])'",
            "sh -c 'find \"$0\" -delete'",
        ])
    func removed(command: String) throws {
        let sandbox = try Sandbox()
        let mount = try sandbox.mountWithSuite()
        let suite = "\(mount)/evals/pirate"
        try sandbox.shell(
            """
            printf 'name: pirate\\nrun: cat\\nmatchers: [equals]\\n' > \(suite)/suite.yaml
            printf 'input: x\\nexpect: x\\n' > \(suite)/cases/a.yaml
            printf 'input: [\\n' > \(suite)/cases/wrong.yaml
            """)
        try sandbox.wait(until: "grep -qs wrong \(suite)/PROBLEMS.md")
        _ = try sandbox.run(["eval", "run", "pirate", "--case", "a"])
        try sandbox.wait(until: "[ -e \(suite)/history.tsv ]")
        // What became of cases stays as long as there are any.
        for path in ["history.tsv", "results/*/summary.md"] {
            try sandbox.shell("rm -f \(suite)/\(path)", expecting: 1)
        }
        try sandbox.shell("rmdir \(suite)/results", expecting: 1)
        try sandbox.shell("rmdir \(suite)/cases", expecting: 1)
        try sandbox.shell("\(command) \(suite)")
        #expect(try sandbox.shell("ls \(mount)/evals").text.isEmpty)
        try sandbox.shell("mkdir \(suite) && ls \(suite)/suite.yaml \(suite)/cases")
    }

    @Test("a suite that is removed half way is whole again with its first file")
    func halfRemoved() throws {
        let sandbox = try Sandbox()
        let mount = try sandbox.mountWithSuite()
        let suite = "\(mount)/evals/pirate"
        try sandbox.shell(
            "cp -r \(suite) kept; cd \(suite) && rmdir cases results && rm suite.yaml")
        #expect(try sandbox.shell("ls \(suite)").lines == ["PROBLEMS.md", "order.txt"])
        try sandbox.shell("rm \(suite)/PROBLEMS.md")
        #expect(try sandbox.shell("ls \(suite)").lines == ["order.txt"])
        try sandbox.dossier("export", sandbox.path("export"))
        try sandbox.shell("diff -r --no-dereference \(mount) export")
        try sandbox.shell("mkdir \(suite)/cases")
        let names = try sandbox.shell("ls \(suite)").lines
        #expect(names == ["PROBLEMS.md", "cases", "order.txt", "results"])
        try sandbox.shell("rmdir \(suite)/cases && cp kept/suite.yaml \(suite)/suite.yaml")
        try sandbox.shell("diff -r kept \(suite)")
    }

    @Test("what has no place there is refused, and nothing is half done")
    func refused() throws {
        let sandbox = try Sandbox()
        let mount = try sandbox.mountWithSuite()
        let cases = "\(mount)/evals/pirate/cases"
        try sandbox.shell("echo 'input: ahoy' > \(cases)/a.yaml")
        let refused = [
            "touch \(mount)/evals/file", "mkdir \(cases)/sub", "ln \(cases)/a.yaml \(cases)/b.yaml",
            "mkfifo \(cases)/fifo", "mv \(cases) \(mount)/evals/pirate/other", "rmdir \(cases)",
            "mv \(mount)/README.md \(cases)/x.yaml", "mv \(cases)/a.yaml \(mount)/a.yaml",
            "touch \(mount)/evals/pirate/PROBLEMS.md", "touch \(cases)/$(printf 'a%.0s' {1..256})",
            "printf x > \(cases)/$'\\xff.yaml'", "truncate -s 1T \(cases)/a.yaml",
        ]
        for command in refused {
            let outcome = try sandbox.shell(command, expecting: nil)
            #expect(outcome.status != 0, "\(command)")
        }
        #expect(
            try sandbox.shell("ls \(cases); cat \(cases)/a.yaml").text == "a.yaml\ninput: ahoy\n")
    }

    @Test("a read-only mount shows suites and refuses every change")
    func readOnly() throws {
        let sandbox = try Sandbox()
        let mount = try sandbox.mountWithSuite()
        try sandbox.shell("echo 'input: ahoy' > \(mount)/evals/pirate/cases/a.yaml")
        try sandbox.dossier("unmount", mount)
        try sandbox.dossier("mount", "--read-only", mount)
        try sandbox.shell("grep -q ahoy \(mount)/evals/pirate/cases/a.yaml")
        let outcome = try sandbox.shell("echo x > \(mount)/evals/pirate/cases/a.yaml", expecting: 1)
        #expect(outcome.errors.contains("Read-only"))
    }

    @Test("two mounts of one store see at once what the other one saves")
    func twoMounts() throws {
        let sandbox = try Sandbox()
        let first = try sandbox.mountWithSuite()
        let second = try sandbox.mount("second")
        let name = "evals/pirate/cases/a.yaml"
        for text in ["one", "two is longer", "3"] {
            try sandbox.shell("echo '\(text)' > \(first)/\(name)")
            try sandbox.wait(until: "[ \"$(cat \(second)/\(name))\" = '\(text)' ]")
            try sandbox.shell(
                "sed -i s/$/,/ \(second)/\(name) && [ \"$(cat \(first)/\(name))\" = '\(text),' ]")
        }
    }
}

extension Sandbox {
    /// Mounts the sample interactions with a suite named `pirate` that has no cases.
    func mountWithSuite() throws -> String {
        try dossier("import", Self.project.appending(path: "SampleData/interactions").path)
        let mount = try mount()
        try shell("mkdir \(mount)/evals/pirate")
        return mount
    }
}
