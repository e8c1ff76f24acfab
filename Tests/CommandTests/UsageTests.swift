import Foundation
import JSON
import Testing

@Suite struct UsageTests {
    @Test("a wrong command line ends with 2 and says how to call it")
    func wrongUsage() throws {
        let sandbox = try Sandbox()
        for arguments in [["import"], ["mount"], ["nonsense"], ["with", "/tmp"]] {
            let outcome = try sandbox.run(arguments)
            #expect(outcome.status == 2, "\(arguments)")
            #expect(outcome.errors.contains("Usage: dossier"), "\(arguments)")
            #expect(outcome.output.isEmpty, "\(arguments)")
        }
    }

    @Test("a store that is not there is named, with a status of 2")
    func missingStore() throws {
        let sandbox = try Sandbox()
        for arguments in [["info"], ["doctor"], ["rebuild"], ["export", sandbox.path("out")]] {
            let outcome = try sandbox.run(arguments)
            #expect(outcome.status == 2, "\(arguments)")
            #expect(outcome.errors.contains(sandbox.storePath), "\(arguments)")
        }
        #expect(!FileManager.default.fileExists(atPath: sandbox.storePath))
    }

    @Test("the version goes to standard output, as numbers between points")
    func version() throws {
        let outcome = try Sandbox().dossier("--version")
        #expect(outcome.text.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil, "\(outcome.text)")
        #expect(outcome.errors.isEmpty)
    }

    @Test("help goes to standard output and names every command")
    func help() throws {
        let outcome = try Sandbox().dossier("--help")
        for command in [
            "import", "mount", "unmount", "with", "export", "rebuild", "doctor", "info", "layout",
        ] {
            #expect(outcome.text.contains("  \(command) "), "\(command)")
        }
    }

    @Test("the manual page is made of what the parser knows, subcommands of subcommands too")
    func manual() throws {
        let sandbox = try Sandbox()
        let page = try sandbox.dossier("manual")
        for word in ["Fl Fl account", "Ar mountpoint", ".Sh EXIT STATUS"] {
            #expect(page.text.contains(word), "\(word)")
        }
        let known = try JSONDocument(sandbox.dossier("--experimental-dump-help").text).root
        let names = try commands(below: #require(known["command"]), named: "")
        #expect(names.contains("eval run") && names.count > 25)
        #expect(page.lines.filter { $0.hasPrefix(".Ss ") } == names.map { ".Ss \($0)" })
    }

    @Test(
        "the manual page is well-formed",
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: "/usr/bin/mandoc"),
            "mandoc is not installed"))
    func wellFormedManual() throws {
        let sandbox = try Sandbox()
        try sandbox.shell("'\(Sandbox.program())' manual > dossier.1")
        let outcome = try sandbox.run(shell: "mandoc -T lint -W warning dossier.1")
        #expect(outcome.status == 0, "\(outcome.text)")
        try sandbox.shell("mandoc -T utf8 dossier.1 | grep 'The command line is wrong' > /dev/null")
    }

    /// The names of the commands that are shown, each before those of its own.
    private func commands(below command: JSONValue, named name: String) -> [String] {
        let shown = (command["subcommands"]?.elements ?? []).filter {
            $0["shouldDisplay"]?.bool != false && $0["commandName"]?.string != "help"
        }
        return shown.flatMap { command in
            let own = name + (command["commandName"]?.string ?? "")
            return [own] + commands(below: command, named: own + " ")
        }
    }

    @Test("completions are made for every shell", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) throws {
        let outcome = try Sandbox().dossier("--generate-completion-script", shell)
        #expect(outcome.text.contains("unmount"))
    }

    @Test("what a program may read is JSON where it asks for it")
    func json() throws {
        let sandbox = try Sandbox()
        try sandbox.importSamples()
        for arguments in [
            ["info", "--json"], ["info", "--json", "--tables"], ["doctor", "--json"],
            ["layout", "--json"], ["export", "--json", sandbox.path("out")],
        ] {
            let outcome = try sandbox.run(arguments)
            #expect(outcome.status == 0, "\(arguments)")
            #expect(try JSONDocument(outcome.text).root.count > 0, "\(arguments)")
        }
    }

    @Test("commands for cases print JSON, too")
    func casesAsJSON() throws {
        let sandbox = try Sandbox()
        try sandbox.importSamples()
        let file = sandbox.path("s.yaml")
        try Data("name: s\ncases:\n  - {name: a, input: 1}\n".utf8).write(to: URL(filePath: file))
        func root(_ arguments: String...) throws -> JSONValue {
            let outcome = try sandbox.run(arguments)
            #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
            return try JSONDocument(outcome.text).root
        }
        let linked = try root("eval", "link", "--json", file)
        #expect(linked.elements.first?["suite"]?.string == "s")
        #expect(linked.elements.first?["cases"]?.int64 == 1)
        #expect(try root("eval", "log", "--json", "s/a").count == 1)
        try sandbox.dossier("eval", "delete", "s", "a")
        #expect(try root("eval", "restore", "--json", "s/a")["restored_revision"]?.int64 == 1)
        #expect(try root("eval", "unlink", "--json", "s")["suite"]?.string == "s")
        try sandbox.dossier("export", sandbox.path("out"))
        let call = try sandbox.shell("ls -d out/interactions/*/*/llm/* | grep -v README | head -1")
        let stolen = try root(
            "eval", "steal", sandbox.path(call.lines.first.map(String.init) ?? ""), "--suite", "s",
            "--json")
        #expect(stolen["text"]?.string?.contains("origin:") == true)
        #expect(stolen["findings"]?.elements != nil)
    }

    @Test("an account that is not there is refused, with those that are")
    func unknownAccount() throws {
        let sandbox = try Sandbox()
        let sample = Sandbox.project.appending(path: "SampleData/interactions").path
        try sandbox.dossier("import", "--account", "one", sample)
        try sandbox.dossier("import", "--account", "two", sample)
        let wrong = try sandbox.run(["export", "--account", "three", sandbox.path("out")])
        #expect(wrong.status == 2 && wrong.errors.contains("\"one\", \"two\""))
        let unnamed = try sandbox.run(["export", sandbox.path("out")])
        #expect(unnamed.status == 2 && unnamed.errors.contains("--account"))
        try sandbox.dossier("export", "--account", "one", sandbox.path("out"))
    }
}
