import Foundation
import JSON
import TestSupport
import Testing

/// `dossier eval` on plain files.
@Suite struct EvalFileTests {
    static let suite = """
        # Pirates.
        name: pirates
        matchers: [equals]
        cases:
          # Says hello.
          - name: greet # keep
            input: {text: hello}
            expect: ahoy
            tags: [smoke]

          - name: bye
            input: {text: bye}
            expect: "secret body"

        """

    func sandbox(_ text: String = suite) throws -> Sandbox {
        let sandbox = try Sandbox()
        try Data(text.utf8).write(to: sandbox.directory.appending(path: "s.yaml"))
        return sandbox
    }

    func content(_ sandbox: Sandbox) throws -> String {
        String(
            decoding: try Data(contentsOf: sandbox.directory.appending(path: "s.yaml")),
            as: UTF8.self)
    }

    @Test("a list has a line for each case, and no body")
    func list() throws {
        let sandbox = try sandbox()
        let text = try sandbox.dossier("eval", "list", "s.yaml").text
        #expect(text.contains("suite\tpirates\n") && text.contains("cases\t2\n"))
        #expect(text.contains("\n0\tgreet\t") && text.contains("\tsmoke\t"))
        #expect(!text.contains("secret body"))
        let json = try JSONDocument(try sandbox.dossier("eval", "list", "--json", "s.yaml").text)
        #expect(json.root["cases"]?.elements.map { $0["name"]?.string } == ["greet", "bye"])
    }

    @Test("what is got and given back changes nothing; what is changed changes its lines only")
    func getAndReplace() throws {
        let sandbox = try sandbox()
        let got = try sandbox.dossier("eval", "get", "s.yaml", "greet").text
        #expect(
            got == """
                # Says hello.
                name: greet # keep
                input: {text: hello}
                expect: ahoy
                tags: [smoke]

                """)
        try sandbox.dossierShell("$D eval get s.yaml 0 | $D eval replace s.yaml greet")
        #expect(try content(sandbox) == Self.suite)
        try sandbox.dossierShell(
            "$D eval get s.yaml greet | sed 's/text: hello/text: hi/' | $D eval replace s.yaml greet"
        )
        #expect(try content(sandbox) == Self.suite.replacing("{text: hello}", with: "{text: hi}"))
    }

    @Test("cases come, move, are renamed and go")
    func edits() throws {
        let sandbox = try sandbox()
        try sandbox.dossierShell(
            """
            printf 'name: new\\ninput: 1\\n' > new.yaml
            $D eval add s.yaml --before bye --file new.yaml
            $D eval move s.yaml new --after bye
            $D eval rename s.yaml new newer
            """)
        let expected = Self.suite + "\n  - name: newer\n    input: 1\n"
        #expect(try content(sandbox) == expected)
        try sandbox.dossier("eval", "delete", "s.yaml", "newer")
        #expect(try content(sandbox) == Self.suite)
    }

    @Test("an edit of what somebody else changed is refused")
    func revisions() throws {
        let sandbox = try sandbox()
        let listed = try JSONDocument(
            try sandbox.dossier("eval", "get", "--json", "s.yaml", "bye").text)
        let revision = try #require(listed.root["revision"]?.string)
        try sandbox.dossier("eval", "rename", "s.yaml", "greet", "hello")
        try sandbox.dossier("eval", "rename", "s.yaml", "bye", "b", "--if-revision", revision)
        let before = try content(sandbox)
        let outcome = try sandbox.run(
            ["eval", "delete", "s.yaml", "b", "--if-revision", revision])
        #expect(outcome.status == 2 && outcome.errors.contains("nothing was changed"))
        #expect(try content(sandbox) == before)
    }

    @Test("problems are told with their places, and end with 1")
    func check() throws {
        let sandbox = try sandbox()
        #expect(try sandbox.dossier("eval", "check", "s.yaml").text.isEmpty)
        try sandbox.dossierShell("printf 'name: broken\\n' | $D eval add s.yaml")
        let outcome = try sandbox.run(["eval", "check", "s.yaml"])
        #expect(outcome.status == 1)
        #expect(outcome.text.hasPrefix("s.yaml:15:5: error: the case has no input"))
        let json = try sandbox.run(["eval", "check", "--json", "s.yaml"])
        #expect(try JSONDocument(json.text).root.elements.first?["line"]?.int64 == 15)
    }

    @Test("what is only missing is told beside the problems, and is no reason to export nothing")
    func lacks() throws {
        let sandbox = try sandbox(
            "name: s\ncases:\n  - name: a\n    input: 1\n  - name: b\n    input: 1\n"
                + "    matchers: [{contains: x}]\n")
        let told = """
            s.yaml:1:1: warning: the suite does not say what to run; add `run:` with a command or a model
            s.yaml:3:5: warning: the case has no matchers and cannot pass or fail; add `matchers:` to \
            the case or to the suite

            """
        let outcome = try sandbox.dossier("eval", "check", "s.yaml")
        #expect(outcome.text.isEmpty && outcome.errors == told)
        let json = try JSONDocument(sandbox.dossier("eval", "check", "--json", "s.yaml").text)
        #expect(json.root.elements.map { $0["line"]?.int64 } == [1, 3])
        #expect(try sandbox.dossier("eval", "export", "s.yaml").errors.isEmpty)
        try sandbox.shell("sed -i '1a run: cat\\nmatchers: [{contains: 1}]' s.yaml")
        #expect(try sandbox.dossier("eval", "check", "s.yaml").errors.isEmpty)
    }

    @Test("a text that is no case's is refused with its place, and the file stays")
    func refusal() throws {
        let sandbox = try sandbox()
        let outcome = try sandbox.dossierShell(
            "printf 'name: [x\\n' | $D eval add s.yaml", expecting: 2)
        #expect(outcome.errors.contains("2:1") && outcome.errors.contains("closed"))
        #expect(try content(sandbox) == Self.suite)
        #expect(try sandbox.run(["eval", "get", "s.yaml", "nobody"]).status == 2)
        #expect(try sandbox.run(["eval", "list", "nowhere.yaml"]).status == 2)
    }

    @Test("a file is replaced as a whole: mode and link stay, nothing is left beside it")
    func replacement() throws {
        let sandbox = try sandbox()
        try sandbox.dossierShell(
            """
            mkdir real && mv s.yaml real/ && chmod 640 real/s.yaml && ln -s real/s.yaml s.yaml
            $D eval rename s.yaml bye ciao
            test -L s.yaml && test "$(stat -c %a real/s.yaml)" = 640 && test "$(ls -A real)" = s.yaml
            """)
        #expect(try content(sandbox).contains("name: ciao"))
    }

    @Test("writers take turns: no edit of several at once is lost")
    func writers() throws {
        let sandbox = try sandbox()
        try sandbox.dossierShell(
            """
            for writer in 1 2 3 4; do
              (for n in 1 2 3 4 5; do
                printf "name: w$writer-$n\\ninput: 1\\n" | $D eval add s.yaml || exit 1
              done) & pids="$pids $!"
            done
            for pid in $pids; do wait $pid || exit 1; done
            """)
        let listed = try sandbox.dossier("eval", "list", "--json", "s.yaml").text
        #expect(try JSONDocument(listed).root["cases"]?.count == 22)
        #expect(try sandbox.dossier("eval", "check", "s.yaml").status == 0)
    }

    @Test("a file of another format is edited where its cases are said to be")
    func foreign() throws {
        let text = "tests:\n- description: a\n  vars: {x: 1}\n- vars: {x: 2}\n"
        let sandbox = try sandbox(text)
        let outcome = try sandbox.run(["eval", "list", "s.yaml"])
        #expect(outcome.status == 2 && outcome.errors.contains("--cases-path: tests"))
        try sandbox.dossier("eval", "delete", "--cases-path", "tests", "s.yaml", "1")
        #expect(try content(sandbox) == "tests:\n- description: a\n  vars: {x: 1}\n")
    }

    @Test("a foreign suite is imported, is sound, and goes back")
    func conversion() throws {
        let sandbox = try sandbox(
            "prompts: ['Say {{x}}']\ntests:\n- vars: {x: 1}\n  assert: [{type: contains, value: a}]\n"
        )
        try sandbox.dossier(
            "eval", "import", "s.yaml", "--format", "promptfoo", "--output", "own.yaml", "--name",
            "p")
        #expect(try sandbox.dossier("eval", "check", "own.yaml").text.isEmpty)
        let back = try sandbox.dossier("eval", "export", "own.yaml").text
        #expect(back.contains("- Say {{x}}\n") && back.contains("type: contains"))
        let again = try sandbox.run(
            ["eval", "import", "s.yaml", "--format", "promptfoo", "--output", "own.yaml"])
        #expect(again.status == 2 && again.errors.contains("own.yaml"))
    }

    @Test("foreign cases come to a suite that is there, all of them or none")
    func conversionInto() throws {
        let sandbox = try sandbox()
        let before = try content(sandbox)
        try Data(
            """
            {"id": "new", "input": "a", "target": "b"}
            {"id": "greet", "input": {"text": "hi"}, "target": ["ahoy", "aye"]}
            {"id": "bye", "input": "c", "target": "d"}

            """.utf8
        ).write(to: sandbox.directory.appending(path: "more.jsonl"))
        let arguments = ["eval", "import", "more.jsonl", "--format", "inspect", "--into", "s.yaml"]
        let refused = try sandbox.run(arguments)
        #expect(refused.status == 2)
        #expect(
            refused.errors.contains("s.yaml has \"greet\", \"bye\" already; --rename gives"))
        #expect(try content(sandbox) == before)
        let added = try sandbox.run(arguments + ["--rename"])
        #expect(
            added.status == 0 && added.text.hasPrefix("added 3 cases to s.yaml; suite revision"))
        #expect(added.errors.contains("greet is greet-2 in s.yaml"))
        #expect(try content(sandbox).hasPrefix(before))
        #expect(try sandbox.dossier("eval", "check", "s.yaml").text.isEmpty)
        let got = try sandbox.dossier("eval", "get", "s.yaml", "new").text
        // What all samples share is not what this suite's cases share.
        #expect(got.contains("matchers:") && got.contains("contains"))
        let list = try JSONDocument(try sandbox.dossier("eval", "list", "--json", "s.yaml").text)
        #expect(
            list.root["cases"]?.elements.map { $0["name"]?.string }
                == ["greet", "bye", "new", "greet-2", "bye-2"])
        let wrong = try sandbox.run(arguments + ["--output", "x.yaml"])
        #expect(wrong.status == 2 && wrong.errors.contains("--into cannot be given with"))
    }

    @Test("foreign cases come to a suite of the store and its linked file in one go")
    func conversionIntoLinked() throws {
        let sandbox = try sandbox()
        try Data(#"[{"id": "new", "input": "a"}, {"id": "bye", "input": 1}]"#.utf8)
            .write(to: sandbox.directory.appending(path: "more.json"))
        try sandbox.dossier("eval", "link", sandbox.path("s.yaml"))
        let arguments = [
            "eval", "import", "more.json", "--format", "braintrust", "--into", "pirates",
        ]
        let refused = try sandbox.run(arguments)
        #expect(refused.status == 2 && refused.errors.contains("evals/pirates has \"bye\" already"))
        #expect(try content(sandbox) == Self.suite)
        try sandbox.dossierShell(
            "$D " + (arguments + ["--rename"]).joined(separator: " ") + " 2>/dev/null")
        // The suite's own matchers are the file's.
        #expect(
            try content(sandbox)
                == Self.suite
                + "\n  - name: new\n    input: a\n\n  - name: bye-2\n    input: 1\n")
        #expect(try sandbox.dossier("eval", "check", "pirates").text.isEmpty)
    }

    @Test("the schemas are JSON")
    func schema() throws {
        let sandbox = try Sandbox()
        for arguments in [["eval", "schema"], ["eval", "schema", "--case"]] {
            let schema = try JSONDocument(try sandbox.run(arguments).text)
            #expect(schema.root["definitions"]?["case"]?["properties"]?["input"] != nil)
        }
    }
}

extension Sandbox {
    /// Runs a shell script in which `$D` is the command.
    @discardableResult
    func dossierShell(_ script: String, expecting status: Int32? = 0) throws -> Outcome {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = URL(filePath: tests).deletingLastPathComponent().appending(path: "dossier")
        return try shell("D='\(program.path)'\n" + script, expecting: status)
    }
}
