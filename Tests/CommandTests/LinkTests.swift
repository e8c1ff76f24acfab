import Foundation
import Testing

/// What holds for suites that are linked to files in git, asked through the kernel and by the command.
@Suite(.enabled(if: Sandbox.canMount, "/dev/fuse cannot be used here"))
struct LinkTests {
    private static let suite = """
        # Our suite
        name: pirate
        run:
          command: [cat]
        matchers: [contains]

        cases:
          # first
          - name: hello
            input: "hello"   # a greeting
            expect: ahoy

          - {name: bye, input: 'bye', expect: farewell}

          # the last
          - name: third
            input: |
              x
            expect: y
        """

    /// A linked suite without a newline at the end of its file, in git, mounted.
    private func linked(_ text: String = suite) throws -> (Sandbox, suite: String) {
        let sandbox = try Sandbox()
        try sandbox.dossier(
            "import", Sandbox.project.appending(path: "SampleData/interactions").path)
        try sandbox.shell("mkdir evals && git -C evals init -q")
        try Data(text.utf8).write(to: URL(filePath: sandbox.path("evals/pirate.yaml")))
        try sandbox.shell(
            "cd evals && git add -A && git -c user.name=a -c user.email=a@example.com commit -qm a")
        try sandbox.dossier("eval", "link", sandbox.path("evals/pirate.yaml"))
        return (sandbox, try sandbox.mount() + "/evals/pirate")
    }

    private func file(_ sandbox: Sandbox) throws -> String {
        try String(contentsOf: URL(filePath: sandbox.path("evals/pirate.yaml")), encoding: .utf8)
    }

    @Test("a save of one case changes the lines of that case alone")
    func oneCase() throws {
        let (sandbox, suite) = try linked()
        try sandbox.shell("sed -i s/ahoy/avast/ \(suite)/cases/hello.yaml")
        try sandbox.wait(until: "grep -q avast evals/pirate.yaml")
        #expect(try file(sandbox) == Self.suite.replacingOccurrences(of: "ahoy", with: "avast"))
        #expect(try sandbox.shell("git -C evals diff --numstat").text.hasPrefix("1\t1\t"))
    }

    @Test("a change of the file appears in the mount, and git checkout takes everything back")
    func fileChanges() throws {
        let (sandbox, suite) = try linked()
        let before = try sandbox.shell(
            "cat \(suite)/cases/* \(suite)/suite.yaml \(suite)/order.txt"
        ).text
        try sandbox.shell("sed -i 's/farewell/so long/' evals/pirate.yaml")
        try sandbox.wait(until: "grep -q 'so long' \(suite)/cases/bye.yaml")
        try sandbox.shell(
            """
            cd \(suite) && rm cases/bye.yaml && mv cases/third.yaml cases/fourth.yaml
            printf 'name: new\\ninput: n\\n' > cases/new.yaml
            """)
        try sandbox.wait(until: "grep -q fourth evals/pirate.yaml && grep -q new evals/pirate.yaml")
        try sandbox.wait(until: "! grep -q bye evals/pirate.yaml")
        try sandbox.shell("git -C evals checkout -q .")
        try sandbox.wait(
            until: "[ -e \(suite)/cases/bye.yaml ] && [ ! -e \(suite)/cases/new.yaml ]")
        try sandbox.wait(until: "[ \"$(head -1 \(suite)/order.txt)\" = hello.yaml ]")
        let after = try sandbox.shell("cat \(suite)/cases/* \(suite)/suite.yaml \(suite)/order.txt")
            .text
        #expect(after == before)
        #expect(try file(sandbox) == Self.suite)
    }

    @Test("a case that is added before the first one is the first one of the file")
    func added() throws {
        let (sandbox, suite) = try linked()
        try sandbox.shell("printf 'name: early\\ninput: 1\\n' > new.yaml")
        try sandbox.dossier(
            "eval", "add", "pirate", "--before", "hello", "--file", sandbox.path("new.yaml"))
        #expect(
            try file(sandbox)
                == Self.suite.replacingOccurrences(
                    of: "  # first\n", with: "  - name: early\n    input: 1\n\n  # first\n"))
        #expect(try sandbox.shell("head -1 \(suite)/order.txt").text == "early.yaml\n")
    }

    @Test("a file that is emptied takes no case away, and is followed again when it has cases")
    func emptied() throws {
        let (sandbox, suite) = try linked()
        try sandbox.shell("cp evals/pirate.yaml kept && : > evals/pirate.yaml")
        try sandbox.wait(until: "grep -q 'is empty' \(suite)/PROBLEMS.md")
        #expect(try sandbox.shell("ls \(suite)/cases").text == "bye.yaml\nhello.yaml\nthird.yaml\n")
        try sandbox.shell("sed s/farewell/cheerio/ kept > evals/pirate.yaml")
        try sandbox.wait(until: "grep -q cheerio \(suite)/cases/bye.yaml")
        try sandbox.wait(until: "! grep -q 'is empty' \(suite)/PROBLEMS.md")
        #expect(
            try file(sandbox) == Self.suite.replacingOccurrences(of: "farewell", with: "cheerio"))
    }

    @Test("whoever removes a linked suite leaves its file as it is")
    func suiteRemoved() throws {
        let (sandbox, suite) = try linked()
        try sandbox.shell("rm -r \(suite)/cases")
        try sandbox.wait(until: "grep -qs 'cases/ was removed' \(suite)/PROBLEMS.md")
        #expect(try file(sandbox) == Self.suite)
        try sandbox.shell("mkdir \(suite)/cases")
        try sandbox.wait(until: "[ -e \(suite)/cases/hello.yaml ] && [ ! -e \(suite)/PROBLEMS.md ]")
        #expect(try file(sandbox) == Self.suite)
        try sandbox.shell("rm -r \(suite)")
        #expect(try file(sandbox) == Self.suite)
        try sandbox.dossier("eval", "link", sandbox.path("evals/pirate.yaml"))
        try sandbox.wait(until: "[ -e \(suite)/cases/hello.yaml ]")
    }

    @Test("definition and order of a linked suite are changed as files, too")
    func definitionAndOrder() throws {
        let (sandbox, suite) = try linked()
        try sandbox.shell("sed -i s/Our/My/ \(suite)/suite.yaml")
        try sandbox.wait(until: "grep -q 'My suite' evals/pirate.yaml")
        try sandbox.shell("printf 'third\\nhello\\nbye\\n' > \(suite)/order.txt")
        try sandbox.wait(
            until: "[ \"$(grep -o 'name: [a-z]*' evals/pirate.yaml | sed -n 2p)\" = 'name: third' ]"
        )
        #expect(try file(sandbox).hasPrefix("# My suite\nname: pirate\nrun:\n"))
    }

    @Test("what the order names and is no case stays as it is written, and is told")
    func strayLines() throws {
        let (sandbox, suite) = try linked()
        try sandbox.shell("printf 'third\\nnobody\\nhello\\nthird\\nbye\\n' > \(suite)/order.txt")
        try sandbox.wait(
            until: "[ \"$(grep -o 'name: [a-z]*' evals/pirate.yaml | sed -n 2p)\" = 'name: third' ]"
        )
        let problems = try sandbox.shell("grep order.txt \(suite)/PROBLEMS.md").text
        #expect(problems.contains("- order.txt:2:1: warning: no case has the file \"nobody\""))
        #expect(problems.contains("- order.txt:4:1: warning: \"third\" stands on line 1 already"))
        let check = try sandbox.dossier("eval", "check", "pirate").text
        #expect(check.contains("evals/pirate/order.txt:2:1: warning: no case has"))
        try sandbox.shell("rm \(suite)/cases/hello.yaml")
        try sandbox.wait(until: "! grep -q hello \(suite)/order.txt")
        #expect(try sandbox.shell("cat \(suite)/order.txt").text == "third\nnobody\nthird\nbye\n")
    }

    @Test("a case that both sides changed keeps both versions, and says so")
    func conflict() throws {
        let (sandbox, suite) = try linked()
        try sandbox.dossier("unmount", sandbox.path("mount"))
        try sandbox.shell(
            "sed -i s/ahoy/avast/ evals/pirate.yaml && touch -d '1 hour ago' evals/pirate.yaml")
        // Without its file the command cannot carry the change over.
        try sandbox.shell("mv evals/pirate.yaml evals/away")
        try sandbox.shell("printf 'name: hello\\ninput: hi\\n' > new.yaml")
        try sandbox.dossier(
            "eval", "replace", "pirate", "hello", "--file", sandbox.path("new.yaml"))
        try sandbox.shell("mv evals/away evals/pirate.yaml")
        _ = try sandbox.mount()
        try sandbox.wait(until: "grep -q 'input: hi' evals/pirate.yaml")
        #expect(
            try sandbox.shell("cat \(suite)/cases/hello.yaml").text == "name: hello\ninput: hi\n")
        #expect(
            try sandbox.shell("cat \(suite)/cases/hello.conflict-*.yaml").text.contains("avast"))
        #expect(try sandbox.shell("cat \(suite)/PROBLEMS.md").text.contains("hello.conflict-"))
    }

    @Test("what is no case stays in the mount and is explained, and the file stays as it is")
    func invalid() throws {
        let (sandbox, suite) = try linked()
        try sandbox.shell("printf 'name: bad\\ninput: [' > \(suite)/cases/bad.yaml")
        try sandbox.wait(until: "grep -q 'bad.yaml.*linked file' \(suite)/PROBLEMS.md")
        #expect(try file(sandbox) == Self.suite)
        #expect(try sandbox.shell("cat \(suite)/cases/bad.yaml").text == "name: bad\ninput: [")
        try sandbox.shell("printf 'name: bad\\ninput: []\\n' > \(suite)/cases/bad.yaml")
        try sandbox.wait(until: "grep -q 'name: bad' evals/pirate.yaml")
        try sandbox.wait(until: "[ ! -e \(suite)/PROBLEMS.md ]")
    }

    @Test("a file inside a mount is refused, and one that a mount hides is left alone")
    func ownMount() throws {
        let (sandbox, suite) = try linked()
        let outcome = try sandbox.dossier("eval", "link", "\(suite)/suite.yaml", expecting: 2)
        #expect(outcome.errors.contains("inside a mount"))
        try sandbox.dossier("unmount", sandbox.path("mount"))
        try sandbox.shell("mv evals/pirate.yaml mount/ && ls mount")
        try sandbox.dossier("eval", "unlink", "pirate")
        try sandbox.dossier("eval", "link", sandbox.path("mount/pirate.yaml"))
        _ = try sandbox.mount()
        try sandbox.wait(until: "grep -q 'inside this mount' \(suite)/PROBLEMS.md")
        try sandbox.shell("sed -i s/ahoy/avast/ \(suite)/cases/hello.yaml && ls \(suite)/cases")
    }

    @Test("mount --evals links every suite of a directory")
    func directory() throws {
        let (sandbox, suite) = try linked()
        try sandbox.dossier("unmount", sandbox.path("mount"))
        let second = Self.suite.replacingOccurrences(of: "pirate", with: "sailor")
        try Data(second.utf8).write(to: URL(filePath: sandbox.path("evals/sailor.yml")))
        try sandbox.shell("echo 'a: 1' > evals/other.yaml")
        try sandbox.dossier("mount", "--evals", sandbox.path("evals"), sandbox.path("mount"))
        #expect(try sandbox.shell("ls \(suite)/..").text == "pirate\nsailor\n")
        try sandbox.shell("sed -i s/ahoy/avast/ \(suite)/../sailor/cases/hello.yaml")
        try sandbox.wait(until: "grep -q avast evals/sailor.yml")
    }
}
