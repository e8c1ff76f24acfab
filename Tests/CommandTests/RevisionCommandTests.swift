import Foundation
import Testing

/// What holds for revisions of cases, and for content that is no case, through a mount and by the command.
@Suite(.enabled(if: Sandbox.canMount, "/dev/fuse cannot be used here"))
struct RevisionCommandTests {
    @Test("a mount and a command that save the same cases lose nothing of each other")
    func twoWriters() throws {
        let sandbox = try Sandbox()
        let mount = try sandbox.mountWithSuite()
        let script = Sandbox.project.appending(path: "Tests/CommandTests/two_writers.py").path
        let program = try Sandbox.program()
        let outcome = try sandbox.shell(
            "python3 \(script) \(program) \(sandbox.storePath) \(mount) 1000")
        #expect(outcome.lines.last == "2000 saves are revisions", "\(outcome.text)")
    }

    @Test("older revisions are listed, printed and given back, also of a case that is gone")
    func restore() throws {
        let sandbox = try Sandbox()
        let mount = try sandbox.mountWithSuite()
        let file = "\(mount)/evals/pirate/cases/a.yaml"
        try sandbox.shell(
            "for i in one two three; do echo \"input: $i\" > \(file); done; sync \(file)")
        let log = try sandbox.dossier("eval", "log", "pirate/a")
        #expect(log.lines.map { $0.prefix(1) } == ["3", "2", "1"])
        #expect(
            try sandbox.dossier("eval", "restore", "--print", "--revision", "1", file).text
                == "input: one\n")
        try sandbox.dossier("eval", "restore", "pirate/a.yaml")
        #expect(try sandbox.shell("cat \(file)").text == "input: two\n")
        try sandbox.shell("rm \(file)")
        try sandbox.dossier("eval", "restore", "pirate/a")
        #expect(try sandbox.shell("cat \(file)").text == "input: two\n")
        let outcome = try sandbox.dossier(
            "eval", "restore", "--revision", "9", "pirate/a", expecting: 2)
        #expect(outcome.errors.contains("eval log"))
    }

    @Test("bombs, binary bytes and cases that are too large are kept, explained and harmless")
    func hostile() throws {
        let sandbox = try Sandbox()
        let mount = try sandbox.mountWithSuite()
        let suite = "\(mount)/evals/pirate"
        let bomb =
            "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + zip("bcdefghijk", "abcdefghij").map { new, old in
                "\(new): &\(new) [" + Array(repeating: "*\(old)", count: 9).joined(separator: ",")
                    + "]\n"
            }.joined()
        let contents: [(name: String, bytes: Data)] = [
            ("bomb", Data(bomb.utf8)),
            ("deep", Data(String(repeating: "[", count: 100_000).utf8)),
            ("binary", Data((0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 7) })),
            ("invalid-utf8", Data([0x69, 0x3A, 0x20, 0xFF, 0xFE, 0x0A])),
            ("nul", Data("input: \0\n".utf8)),
            ("large", Data("input: |\n".utf8) + Data(repeating: 0x20, count: 10_000_000)),
            ("control", Data("input: \u{1B}[31mred\n".utf8)),
        ]
        for (name, bytes) in contents {
            try bytes.write(to: URL(filePath: sandbox.path(name)))
            try sandbox.shell(
                "cp \(name) \(suite)/cases/\(name).yaml && cmp \(name) \(suite)/cases/\(name).yaml")
        }
        let began = ContinuousClock.now
        let problems = try sandbox.shell("cat \(suite)/PROBLEMS.md").text
        #expect(ContinuousClock.now - began < .seconds(20))
        for (name, _) in contents {
            #expect(problems.contains("cases/\(name).yaml:"), "\(name) is not explained")
        }
        #expect(!problems.utf8.contains(0x1B))
        try sandbox.shell("printf 'input: fine\\n' > \(suite)/cases/fine.yaml")
        #expect(try !sandbox.shell("cat \(suite)/PROBLEMS.md").text.contains("fine.yaml"))
        try sandbox.dossier("unmount", mount)
        _ = try sandbox.mount()
        for (name, _) in contents { try sandbox.shell("cmp \(name) \(suite)/cases/\(name).yaml") }
    }

    @Test("what looks like a case and is none is explained")
    func noCases() throws {
        let sandbox = try Sandbox()
        let suite = "\(try sandbox.mountWithSuite())/evals/pirate"
        try sandbox.shell("printf 'input: 1\\n' > \(suite)/cases/short.yml")
        #expect(
            try sandbox.shell("cat \(suite)/PROBLEMS.md").text.contains(
                "- cases/short.yml: is no case, because its name does not end in .yaml; rename it"))
        try sandbox.shell(
            "printf 'name: x\\nrun: cat\\ncases:\\n  - name: one\\n    input: 1\\n' > \(suite)/suite.yaml"
        )
        #expect(
            try sandbox.shell("cat \(suite)/PROBLEMS.md").text.contains(
                "- suite.yaml:4:1: error: the cases below `cases:` are not cases of this suite"))
        // A case that has a file needs no name in it.
        try sandbox.shell("printf 'input: 1\\n' > \(suite)/cases/nameless.yaml")
        let check = try sandbox.dossier("eval", "check", "pirate", expecting: 1)
        #expect(check.text.contains("suite.yaml:4:1: error: the cases below"))
        #expect(!check.text.contains("has no name") && !check.errors.contains("has no name"))
    }

    @Test("what a suite and its cases lack to be run is told until it is there")
    func lacks() throws {
        let sandbox = try Sandbox()
        let suite = "\(try sandbox.mountWithSuite())/evals/pirate"
        try sandbox.shell("printf 'name: x\\n' > \(suite)/suite.yaml")
        try sandbox.shell("printf 'input: 1\\n' > \(suite)/cases/a.yaml")
        try sandbox.shell(
            "printf 'input: 1\\nmatchers: [{contains: 1}]\\n' > \(suite)/cases/b.yaml")
        func told() throws -> [String] {
            try sandbox.shell("grep '^- ' \(suite)/PROBLEMS.md").lines.map(String.init)
        }
        let noRun =
            "warning: the suite does not say what to run; add `run:` with a command or a model"
        let noMatchers =
            "warning: the case has no matchers and cannot pass or fail; add `matchers:` to the case "
            + "or to the suite"
        // A name of two lines is told on one.
        try sandbox.shell("printf 'input: 1\\n' > \(suite)/cases/a%0Ab.yaml")
        let shared =
            "- suite.yaml:1:1: warning: there are no matchers for \"a\\nb\", \"a\", without which a case cannot "
            + "pass or fail; add `matchers:` to the suite or to each of them"
        #expect(try told() == ["- suite.yaml:1:1: \(noRun)", shared])
        let check = try sandbox.dossier("eval", "check", "pirate").errors
        #expect(check.contains("evals/pirate/suite.yaml:1:1: \(noRun)\n"))
        #expect(check.contains("evals/pirate/cases/a.yaml:1:1: \(noMatchers)\n"))
        try sandbox.shell("printf 'run: cat\\n' >> \(suite)/suite.yaml")
        #expect(try told() == [shared])
        try sandbox.shell("printf 'matchers: [{contains: 1}]\\n' >> \(suite)/suite.yaml")
        try sandbox.shell("! test -e \(suite)/PROBLEMS.md")
    }

    @Test("an edit of a suite of the store is made whole or not at all")
    func wholeEdits() throws {
        let sandbox = try Sandbox()
        let mount = try sandbox.mountWithSuite()
        try sandbox.shell("printf 'input: 1\\n' > \(mount)/evals/pirate/cases/a.yaml")
        func names() throws -> [Substring] {
            let lines = try sandbox.dossier("eval", "list", "pirate").lines
            return lines.filter { $0.first?.isNumber == true }.map { $0.split(separator: "\t")[1] }
        }
        #expect(try names() == ["a"])
        try sandbox.shell("printf 'name: new\\ninput: 1\\n' > new.yaml")
        let file = sandbox.path("new.yaml")
        try sandbox.dossier(
            "eval", "add", "pirate", "--before", "nobody", "--file", file, expecting: 2)
        #expect(try names() == ["a"])
        try sandbox.dossier("eval", "add", "pirate", "--before", "a", "--file", file)
        #expect(try names() == ["new", "a"])
        let refused = try sandbox.dossier(
            "eval", "delete", "pirate", "new", "--if-revision", "000000000000", expecting: 2)
        #expect(refused.errors.contains("nothing was changed"))
        #expect(try names() == ["new", "a"])
        try sandbox.dossier("eval", "rename", "pirate", "new", "a", expecting: 2)
        try sandbox.dossier("eval", "rename", "pirate", "new", "newer")
        try sandbox.dossier("eval", "delete", "pirate", "newer")
        #expect(try names() == ["a"])
    }

    @Test("the page of a model call is no case, and its problem says what makes one of it")
    func pageOfCall() throws {
        let sandbox = try Sandbox()
        let mount = try sandbox.mountWithSuite()
        try sandbox.shell(
            "cp $(find \(mount)/interactions -name request.md | head -1) \(mount)/evals/pirate/cases/new.yaml"
        )
        let problems = try sandbox.shell("cat \(mount)/evals/pirate/PROBLEMS.md").text
        #expect(
            problems.contains("cases/new.yaml:1:1: error:")
                && problems.contains("dossier eval steal"))
    }
}
