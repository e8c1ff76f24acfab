import Foundation
import JSON
import TestSupport
import Testing

/// `dossier eval run` and its comparison with the runs before.
@Suite struct EvalRunTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        try write(run: "cat")
    }

    private func write(run: String) throws {
        let cases = ["a", "b", "c"].map {
            "  - name: \($0)\n    input: 1\n    tags: [\($0 == "c" ? "slow" : "quick")]\n"
        }
        try Data(
            "run: \(run)\nmatchers: [{contains: '1'}]\ncases:\n\(cases.joined())".utf8
        ).write(to: URL(filePath: sandbox.path("s.yaml")))
    }

    private func run(_ options: String..., expecting status: Int32 = 0) throws -> String {
        try sandbox.dossierShell(
            "$D eval run s.yaml \(options.joined(separator: " "))", expecting: status
        ).text
    }

    @Test("a run of some cases is compared with their last verdicts and hides nothing")
    func partialRuns() throws {
        #expect(try !run().contains("## Compared"))
        try write(run: "echo no")
        let partial = try run("--case a", expecting: 1)
        #expect(partial.contains("## Compared with the last verdict of each case\n"))
        #expect(partial.contains("- compared: 1 of 1 case with a verdict, with 1 run from "))
        #expect(partial.contains("- newly failing: 1 (a)\n"))
        #expect(!partial.contains("not compared"))
        let whole = try run(expecting: 1)
        #expect(whole.contains("- compared: 3 of 3 cases with a verdict, with 2 runs from "))
        #expect(whole.contains("- newly failing: 2 (b, c)\n- newly passing: 0\n"))
        #expect(whole.contains("- unchanged: 0 passing, 1 failing\n"))
        #expect(whole.contains("p = 0.500\n"))
        try write(run: "cat")
        let tagged = try run("--tag quick")
        #expect(tagged.contains("- newly passing: 2 (a, b)\n"))
        // The pages and `results` say the same, and so does JSON.
        #expect(try sandbox.dossierShell("$D eval results s.yaml last").text == tagged)
        let json = try JSONDocument(run("--json -"))
        #expect(json.root["comparison"]?["compared"]?.int64 == 3)
        #expect(json.root["comparison"]?["runs"]?.count == 2)
        #expect(json.root["comparison"]?["newly_passing"]?.elements.map(\.string) == ["c"])
        #expect(try run().contains("## Compared with run "))
    }

    @Test("a run is resumed with what it began with, or every difference is named")
    func resuming() throws {
        // The first attempt ends, and the second waits until it is killed with the run.
        try write(
            run: "'test -e open && exec cat; mkdir once 2> /dev/null && exec cat; sleep 1000'")
        try sandbox.dossierShell(
            """
            $D eval run s.yaml --case a b --repeat 2 --jobs 1 > out 2> err & id=$!
            until $D eval results s.yaml last --json 2> /dev/null | grep -q '"passed":1'; do
                kill -0 $id || exit 9
            done
            kill -INT $id; wait $id
            """, expecting: 2)
        try sandbox.shell("touch open && cp s.yaml kept")
        func refusal(_ options: String) throws -> String {
            try sandbox.dossierShell("$D eval run s.yaml --resume \(options)", expecting: 2).errors
        }
        let cases = try refusal("--repeat 2")
        #expect(cases.contains("the cases (it began with \"a\", \"b\", and these are"))
        #expect(cases.contains("start a new run without --resume"))
        let counts = try refusal("--case a b --repeat 5")
        #expect(
            counts.contains(
                "the number of attempts at \"a\", \"b\" (it began with 2, and this is 5)"))
        try sandbox.shell(
            "sed -i -e 's/^run: .*/run: cat/' -e '0,/input: 1/s//input: 2/' -e '1i prompt: p' s.yaml"
        )
        let several = try refusal("--case a b --repeat 5")
        for difference in [
            "the prompt; what is run (it began with command: sh -c test -e open",
            "this is command: sh -c cat); the number of attempts", "; the case \"a\"; make them",
        ] {
            #expect(several.contains(difference))
        }
        try sandbox.shell("mv kept s.yaml")
        #expect(
            try run("--resume --case a b --repeat 2").contains("- attempted: 4, completed: 4"))
    }
}
