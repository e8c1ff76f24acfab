import Agents
import Evals
import Foundation
import TestSupport
import Testing
import Traces

@testable import EvalRuns

@Suite("Running suites with models")
struct GradedRunTests {
    private let server: ModelServer

    init() throws {
        server = try ModelServer(key: "k")
    }

    private var environment: [String: String] {
        [
            "OPENAI_API_KEY": "k", "ANTHROPIC_API_KEY": "k",
            "OPENAI_BASE_URL": server.url + "/v1", "ANTHROPIC_BASE_URL": server.url,
        ]
    }

    private func suite(
        target: String = "openai", judge: String = "anthropic", judgePath: String = "",
        targetPath: String = ""
    ) -> String {
        func url(_ name: String, _ path: String) -> String {
            path.isEmpty ? "" : ", url: \(server.url)\(path)\(name == "openai" ? "/v1" : "")"
        }
        return """
            prompt: Say it as a pirate. Keep numbers.
            run: {model: parrot, protocol: \(target)\(url(target, targetPath)), price: {input: 1000, output: 10000}}
            judge: {model: owl, protocol: \(judge)\(url(judge, judgePath)), price: {input: 0, output: 0}}
            matchers:
              - name: pirate
                grade: {prompt: Does it sound like a pirate?, anchors: {1: no, 2: a bit, 3: yes, 4: very}}
            cases:
              - name: a
                input: Hello my friend 7
              - name: b
                input: Nothing
            """
    }

    private func run(
        _ text: String, _ selection: RunSelection = RunSelection()
    ) async throws -> (run: EvalRun, state: EvalRun.State) {
        let source = SuiteTexts(
            try SuiteDocument(Array(text.utf8)), name: "s", file: "s.yaml", directory: "/")
        let plan = try RunPlan(
            source, selection, name: "run", start: .epoch, environment: environment)
        let runner = Runner(
            plan, commands: CommandAgent(pace: .system),
            models: ModelAgent(pace: .system, policy: RetryPolicy(firstWait: .milliseconds(1))),
            environment: environment, now: { .epoch })
        var run = plan.run
        let state = try await runner.run { run.attempts.append($0) }
        run.attempts.sort { $0.key < $1.key }
        return (run, state)
    }

    @Test(
        "a judge grades what a model answers, and is kept with its prompt",
        arguments: [("openai", "anthropic"), ("anthropic", "openai")])
    func grades(target: String, judge: String) async throws {
        let (run, state) = try await run(suite(target: target, judge: judge))
        #expect(state == .complete)
        #expect(run.attempts.map(\.verdict) == [.passed, .failed])
        let judged = try #require(run.attempts[0].outcomes.first)
        #expect(judged.outcome.grade?.score == 4)
        #expect(judged.outcome.grade?.reason.isEmpty == false)
        #expect(judged.judgeModel == "owl-2026")
        #expect(judged.judgePromptHash?.count == 64)
        #expect(judged.judgePromptHash == run.attempts[1].outcomes[0].judgePromptHash)
        #expect(run.attempts[0].model == "parrot-2026")
        // 100 tokens at 1,000 and 10 at 10,000 dollars a million, for the target alone.
        #expect(run.attempts[0].cost == MicroDollars(200_000))
        #expect(run.attempts[0].usage == Usage(inputTokens: 200, outputTokens: 20))
    }

    @Test("an answer that is no grade is unscored", arguments: ["openai", "anthropic"])
    func unscored(judge: String) async throws {
        let (run, _) = try await run(suite(judge: judge, judgePath: "/nograde"))
        #expect(run.attempts.map(\.verdict) == [.unscored, .unscored])
        #expect(RunFigures(of: run).total.rate.attempts == 0)
    }

    @Test("a judge or a model out of order makes attempts that errored, not failed")
    func outOfOrder() async throws {
        let (broken, _) = try await run(suite(judgePath: "/fail/500/1000/judge"))
        #expect(broken.attempts.map(\.verdict) == [.errored, .errored])
        #expect(broken.attempts[0].output != nil)
        let (down, _) = try await run(suite(targetPath: "/fail/500/1000/target"))
        #expect(down.attempts.map(\.verdict) == [.errored, .errored])
        #expect(down.attempts[0].failure?.contains("asked 5 times") == true)
    }

    @Test("a busy server is asked again")
    func busy() async throws {
        let (run, _) = try await run(suite(targetPath: "/fail/429/3/busy"))
        #expect(run.attempts.map(\.verdict) == [.passed, .failed])
    }

    @Test("no attempt begins once the budget is spent")
    func budget() async throws {
        let selection = RunSelection(
            repeatCount: 3, jobs: 1, maximumCost: MicroDollars(300_000))
        let (run, state) = try await run(suite(), selection)
        #expect(state == .overBudget && run.attempts.count == 2)
    }

    @Test("attempts at the same time do not spend what only one of them could")
    func budgetOfSeveral() async throws {
        let selection = RunSelection(
            repeatCount: 9, jobs: 8, maximumCost: MicroDollars(300_000))
        let (run, state) = try await run(suite(), selection)
        let costs = run.attempts.compactMap { $0.cost?.value }
        #expect(state == .overBudget && costs.count == run.attempts.count)
        #expect(costs.reduce(0, +) < 300_000 + (costs.max() ?? 0))
    }
}
