import Foundation
import TestSupport
import Testing

@Suite("The pirate suite of SampleData, by the red-green playbook", .serialized)
struct PirateTests {
    private let sandbox: Sandbox
    private let server: ModelServer
    private let program: String

    init() throws {
        sandbox = try Sandbox()
        server = try ModelServer(key: "k")
        program = try Sandbox.program()
        try FileManager.default.copyItem(
            atPath: SampleData.path("evals/pirate"), toPath: sandbox.path("pirate"))
    }

    /// Runs `dossier eval` with the models of the server.
    @discardableResult
    private func eval(_ arguments: String, expecting status: Int32 = 0) throws -> Sandbox.Outcome {
        try sandbox.shell(
            """
            export OPENAI_BASE_URL=\(server.url)/v1 ANTHROPIC_BASE_URL=\(server.url)
            export OPENAI_API_KEY=k ANTHROPIC_API_KEY=k
            \(program) eval \(arguments)
            """, expecting: status)
    }

    private func writePrompt(_ lines: String...) throws {
        try (lines.joined(separator: "\n") + "\n")
            .write(toFile: sandbox.path("pirate/prompt.md"), atomically: true, encoding: .utf8)
    }

    @Test("it goes red, half green, then green, and the ledger tells")
    func redGreen() throws {
        try eval("check pirate/suite.yaml")
        #expect(try eval("list pirate/suite.yaml").text.contains("greeting"))
        let red = try eval("run pirate/suite.yaml --repeat 2 --jobs 8", expecting: 1).text
        #expect(red.contains("- attempted: 8, completed: 8, errored: 0, unscored: 0\n"))
        #expect(red.contains("- passed: 0/6 = 0.0 % (95 % interval 0.0 % to 39.0 %)\n"))
        #expect(red.contains("- held-out: 0/2"))
        #expect(red.contains("- pass@2: 0.000; pass^2: 0.000\n"))
        #expect(red.contains("- sounds like a pirate: 0/6"))
        #expect(red.contains("- keeps the facts: 6/6"))

        try writePrompt("You rewrite messages of our support desk as a pirate would say them.")
        let half = try eval("run pirate/suite.yaml --repeat 2 --jobs 8", expecting: 1).text
        #expect(half.contains("- newly passing: 1 (greeting)\n"))
        #expect(
            half.contains("refund/: failed 0/2: keeps the facts: grade 1: missing: 250, 7311\n"))

        try writePrompt(
            "You rewrite messages of our support desk as a pirate would say them.",
            "Keep every number and every name.")
        let green = try eval(
            "run pirate/suite.yaml --repeat 2 --jobs 8 --junit out.xml --json out.json"
        )
        .text
        #expect(green.contains("- passed: 6/6 = 100.0 % (95 % interval 61.0 % to 100.0 %)\n"))
        #expect(green.contains("- pass@2: 1.000; pass^2: 1.000\n"))
        #expect(green.contains("- newly passing: 2 (refund, outage), held-out: 1\n"))
        #expect(!green.contains("## Unproven"))
        #expect(!green.contains("farewell"))

        let history = try eval("results pirate/suite.yaml --history").lines
        #expect(history.filter { $0.hasSuffix("\tproven") }.count == 9)
        #expect(history.filter { $0.contains("(held-out)") }.count == 3)
        let prompts = Set(history.dropFirst().map { $0.split(separator: "\t")[2] })
        #expect(prompts.count == 3)
        let runs = try eval("results pirate/suite.yaml").lines.dropFirst()
            .map { String($0.split(separator: "\t")[0]) }
        #expect(runs.count == 3)
        let comparison = try eval("compare \(runs[0]) \(runs[2])").text
        #expect(comparison.contains("- newly passing: 3 (greeting, refund, outage), held-out: 1\n"))
        #expect(comparison.contains("p = 0.125\n"))
        let xml = try String(contentsOfFile: sandbox.path("out.xml"), encoding: .utf8)
        #expect(xml.contains("tests=\"7\" failures=\"0\" errors=\"0\" skipped=\"0\""))
        let json = try Data(contentsOf: URL(filePath: sandbox.path("out.json")))
        let root = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        #expect(root["passed"] as? Int == 8)
        #expect((root["cases"] as? [Any])?.count == 3)
    }

    @Test("what cannot be run or graded ends with 2, and a held-out case is shown to nobody")
    func statuses() throws {
        let missing = try sandbox.shell(
            "env -u OPENAI_API_KEY -u OPENAI_BASE_URL \(program) eval run pirate/suite.yaml",
            expecting: 2)
        #expect(missing.errors.contains("set OPENAI_API_KEY"))
        try eval("run pirate/suite.yaml --case farewell --show-output", expecting: 1)
        let refused = try eval("results pirate/suite.yaml last --case farewell", expecting: 2)
        #expect(refused.errors.contains("held out"))
        try writePrompt("Say it as a pirate. Keep every number.")
        let shown = try eval("run pirate/suite.yaml --case greeting --show-output --no-store").text
        #expect(shown.contains("--- greeting (1): passed\nahoy me matey, how be ye? Arr!\n"))
        try eval("run pirate/suite.yaml --max-cost 1", expecting: 2)
        try sandbox.shell("sed -i 's/^    input: Hello.*/    inptu: x/' pirate/suite.yaml")
        let broken = try eval("run pirate/suite.yaml", expecting: 2)
        #expect(broken.text.contains("refused: 1 case"))
        #expect(broken.errors.contains("pirate/suite.yaml:"))
        try sandbox.shell(
            "sed -i 's/owl-1/owl-1\\n  url: http:\\/\\/127.0.0.1:1/' pirate/suite.yaml")
    }

    @Test("an interrupted run keeps what was made, and is finished later")
    func resuming() throws {
        try """
        name: slow
        run: 'read n; test $n = 1 || test -e open || exec sleep 1000; echo $n'
        matchers: [{regex: '[0-9]'}]
        cases:
          - name: a
            input: 1
          - name: b
            input: 2
          - name: c
            input: 3

        """.write(toFile: sandbox.path("slow.yaml"), atomically: true, encoding: .utf8)
        let stopped = try sandbox.shell(
            """
            \(program) eval run slow.yaml --jobs 1 > out 2> err & id=$!
            until \(program) eval results slow.yaml last --json 2>/dev/null | grep -q '"passed":1'; do
                kill -0 $id || exit 9
            done
            kill -INT $id; wait $id
            """, expecting: 2)
        #expect(stopped.status == 2)
        let summary = try String(contentsOfFile: sandbox.path("out"), encoding: .utf8)
        #expect(summary.contains("- state: interrupted\n"))
        #expect(summary.contains("- attempted: 1, completed: 1"))
        try sandbox.shell("touch open")
        let resumed = try eval("run slow.yaml --resume").text
        #expect(resumed.contains("- attempted: 3, completed: 3"))
        #expect(try eval("results slow.yaml").lines.count == 2)
        #expect(
            try eval("run slow.yaml --resume", expecting: 2).errors.contains("no unfinished run"))
    }

    @Test(
        "the runs of a file stay with the suite that it is linked to",
        .enabled(if: Sandbox.canMount))
    func adopted() throws {
        try eval("run pirate/suite.yaml", expecting: 1)
        try eval("link pirate/suite.yaml")
        #expect(try eval("results pirate").lines.count == 2)
        let evals = "\(try sandbox.mount())/evals/pirate"
        #expect(try sandbox.shell("ls \(evals)/results | wc -l").text == "1\n")
        #expect(try sandbox.shell("grep -c greeting \(evals)/history.tsv").text == "1\n")
        try writePrompt("Say it as a pirate. Keep every number and name.")
        // The definition in the mount names the suite, and not a file without cases.
        let second = try eval("run \(evals)/suite.yaml").text
        #expect(second.contains("- newly passing: 3 (greeting, refund, outage)"))
        #expect(try eval("list \(evals)/suite.yaml").text.contains("greeting"))
        #expect(try eval("results pirate/suite.yaml").lines.count == 3)
    }

    @Test(
        "the runs of a linked suite are in the mount and the export, without a word of held-out cases",
        .enabled(if: Sandbox.canMount))
    func mounted() throws {
        try eval("link pirate/suite.yaml")
        try eval("run pirate", expecting: 1)
        let mount = try sandbox.mount()
        let evals = "\(mount)/evals/pirate"
        #expect(try sandbox.shell("ls \(evals)/results | wc -l").text == "1\n")
        try writePrompt("Say it as a pirate. Keep every number and name.")
        try eval("run pirate/suite.yaml")
        let names = try sandbox.shell("ls \(evals)/results").lines.map(String.init)
        #expect(names.count == 2)
        let run = "\(evals)/results/\(names[1])"
        #expect(
            try sandbox.shell("cd \(run) && ls . greeting").lines.map(String.init) == [
                ".:", "cases.tsv", "greeting", "outage", "refund", "summary.md", "greeting:",
                "grades.yaml", "input.yaml", "output.txt",
            ])
        #expect(
            try sandbox.shell("cat \(run)/greeting/input.yaml").text
                == "Hello my friend, how are you?\n")
        #expect(try sandbox.shell("grep -c 'grade: 4' \(run)/greeting/grades.yaml").text == "2\n")
        #expect(
            try sandbox.shell("grep newly \(run)/summary.md").text.contains(
                "- newly passing: 3 (greeting, refund, outage)"))
        #expect(try sandbox.shell("grep -c proven \(evals)/history.tsv").text == "6\n")
        try sandbox.shell("grep -r farewell \(evals)/results \(evals)/history.tsv", expecting: 1)
        try sandbox.shell("head -1 \(mount)/playbooks/red-green.md | grep -q 'red, then green'")
        try sandbox.shell("echo x > \(run)/summary.md", expecting: 1)
        try sandbox.shell("mkdir \(evals)/results/mine", expecting: 1)
        try sandbox.dossier("export", sandbox.path("export"))
        try sandbox.shell("diff -r \(mount) export")
    }
}
