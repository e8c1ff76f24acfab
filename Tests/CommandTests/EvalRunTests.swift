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
}
