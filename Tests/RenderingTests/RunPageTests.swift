import Evals
import Foundation
import JSON
import TestSupport
import Testing
import Traces

@testable import Rendering

@Suite("Pages of runs")
struct RunPageTests {
    private static let start = Timestamp(nanoseconds: 1_795_443_200_000_000_000)

    private static func attempt(
        _ index: Int, _ number: Int, _ output: String?, _ grades: [Int?]
    ) -> Attempt {
        Attempt(
            key: AttemptKey(caseIndex: index, number: number), start: start,
            durationNs: 1_234_567_890, output: output,
            failure: output == nil ? "the server answered 500" : nil,
            outcomes: output == nil
                ? []
                : grades.enumerated().map { position, score in
                    let grade = score.flatMap { Grade(score: $0, reason: "line one\nline <two>") }
                    let verdict: Verdict = score.map { $0 >= 3 ? .passed : .failed } ?? .unscored
                    return JudgedOutcome(
                        MatchOutcome(
                            matcher: ["sounds like a pirate", "keeps the facts"][position],
                            verdict: verdict, reason: "", grade: grade),
                        judgeModel: "owl-2", judgePromptHash: "0123456789abcdef")
                },
            model: "parrot-2", usage: Usage(inputTokens: 100, outputTokens: 10),
            cost: MicroDollars(1_500))
    }

    private static func run(_ name: String, greeting: Int) -> EvalRun {
        EvalRun(
            name: name, suite: "pirate", start: start,
            end: Timestamp(nanoseconds: start.nanoseconds + 12_300_000_000), state: .complete,
            prompt: PromptFacts(
                hash: "3f9a2c1d4e5f60718293", characters: 412, overlappingCases: 1),
            target: "model: parrot at http://127.0.0.1/v1", judge: "owl",
            cases: [
                RunCase(
                    name: "greeting", directory: "greeting", text: Array("input: Hello\n".utf8),
                    hash: "1", repeatCount: 2),
                RunCase(
                    name: "a\tb \u{1b}[31m", directory: "a%09b", text: [], hash: "2",
                    repeatCount: 2),
                RunCase(
                    name: "broken", directory: "broken", text: [], hash: "3", repeatCount: 2,
                    refusal: "cases.yaml:3:1: error: no input; add `input:`"),
                RunCase(
                    name: "secret", directory: "secret", text: [], hash: "4", repeatCount: 2,
                    split: .heldOut),
            ],
            attempts: [
                attempt(0, 1, "{\"says\": \"ahoy\"}", [greeting, 4]),
                attempt(0, 2, "ahoy \u{1b}[31mred", [4, 4]), attempt(1, 1, nil, []),
                attempt(1, 2, "# Title\n\n- text", [3, nil]),
                attempt(3, 1, "the secret output", [1, 1]),
                attempt(3, 2, "the secret output", [4, 4]),
            ])
    }

    private let first = run("20261128-180000-1aaa", greeting: 2)
    private let second = run("20261128-190000-1bbb", greeting: 4)

    @Test("the summary tells counts first, then rates, reasons, matchers and the comparison")
    func summary() throws {
        try expectGolden(
            RunSummaryPage.text(of: first), "RunSummary-first.md")
        try expectGolden(
            RunSummaryPage.text(of: second, baseline: RunBaseline(first), unproven: ["greeting"]),
            "RunSummary-second.md")
    }

    @Test("a run without attempts has no rates")
    func empty() {
        var run = first
        run.attempts = []
        run.state = .interrupted
        let text = RunSummaryPage.text(of: run)
        #expect(text.contains("- passed: 0/0\n"))
        #expect(text.contains("pass^2: undefined (3 cases with fewer than 2 verdicts)"))
    }

    @Test("tables have a row for each case, and one for all held-out ones")
    func tables() throws {
        try expectGolden(RunCasesTable.text(of: first), "RunCases.tsv")
        let lines = [(first, 1), (second, 2)].flatMap { run, passed in
            [("greeting", passed, EvalCase.Split.dev), ("s1", 1, .heldOut), ("s2", 2, .heldOut)].map
            {
                RunHistory.Line(
                    time: run.start, run: run.name, promptHash: run.prompt?.hash, caseName: $0.0,
                    caseHash: "1", split: $0.2, rate: PassRate(passed: $0.1, attempts: 2))
            }
        }
        try expectGolden(RunHistoryTable.text(of: RunHistory(lines)), "RunHistory.tsv")
    }

    @Test("a case has its outputs in their form and its grades with reason, judge and prompt")
    func casePages() throws {
        let pages = RunPages.pages(ofCase: 0, in: first)
        #expect(
            pages.map(\.name) == ["input.yaml", "output-1.yaml", "output-2.txt", "grades.yaml"])
        #expect(String(decoding: pages[1].bytes, as: UTF8.self) == "says: ahoy\n")
        #expect(String(decoding: pages[2].bytes, as: UTF8.self) == "ahoy \\x1b[31mred\n")
        try expectGolden(String(decoding: pages[3].bytes, as: UTF8.self), "RunGrades.yaml")
        #expect(RunPages.pages(ofCase: 2, in: first).map(\.name) == ["refused.txt"])
    }

    @Test("nothing but the score of held-out cases is anywhere")
    func heldOut() {
        #expect(RunPages.pages(ofCase: 3, in: first).isEmpty)
        for text in [
            RunSummaryPage.text(of: second, baseline: RunBaseline(first)),
            RunCasesTable.text(of: first),
            RunJSON.text(of: second, baseline: RunBaseline(first)), RunJUnit.text(of: first),
            RunComparisonPage.text(from: first, to: second),
        ] {
            #expect(!text.contains("secret"))
        }
    }

    @Test("JSON and JUnit are well-formed, whatever the texts")
    func machineFormats() throws {
        let json = try JSONDocument(RunJSON.text(of: second, baseline: RunBaseline(first)))
        #expect(json.root["passed"]?.int64 == 3 && json.root["scored"]?.int64 == 4)
        #expect(json.root["comparison"]?["newly_passing"]?.elements.first?.string == "greeting")
        let xml = RunJUnit.text(of: first)
        try expectGolden(xml, "RunJUnit.xml")
    }
}
